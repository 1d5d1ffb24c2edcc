"""Chapter 2: two invented projects, their donors, and the money that came in."""

from datetime import timedelta
from decimal import Decimal

from config.demo.story.stage import Stage
from grants.actions.money.ledger import post_entry
from grants.actions.programmes.funding import add_funding_line
from grants.actions.programmes.life import create_programme, publish_programme, start_programme
from grants.models import EntryKind, ExchangeRate, Programme, RateSource
from kernel.money import Money

BEGAN_DAYS_AGO = 400
RATE = Decimal("19.60")
EUR = "EUR"


def tell(stage: Stage) -> tuple[Programme, Programme]:
    """The project Bridges of the first implementer and a small one of the second."""
    make_rates(stage)
    return bridges(stage), workshops(stage)


def make_rates(stage: Stage) -> None:
    """One invented rate a week, source "demo": the euro in lei, a little higher every month."""
    ExchangeRate.objects.bulk_create(
        [
            ExchangeRate(
                rate_on=stage.day(days_ago),
                base=EUR,
                quote="MDL",
                rate=RATE - Decimal(days_ago) / 1000,
                source=RateSource.DEMO,
            )
            for days_ago in range(BEGAN_DAYS_AGO, -1, -7)
        ]
    )


def bridges(stage: Stage) -> Programme:
    """The project in which the whole story happens; two donors, three years."""
    ana = stage.people["ana"]
    with stage.at(BEGAN_DAYS_AGO):
        programme = create_programme(
            Programme(
                code="PUNTI",
                slug="punti",
                title_ro="Punți (date demonstrative)",
                title_ru="Мосты (демонстрационные данные)",
                title_en="Bridges (demo data)",
                summary_ro="Organizații mici și primării construiesc împreună servicii sociale aproape de oameni.",
                summary_ru="Небольшие организации и примэрии вместе создают социальные услуги рядом с людьми.",
                summary_en="Small organisations and town halls build social services together, close to people.",
                domain_ro="servicii sociale comunitare",
                domain_ru="социальные услуги на местах",
                domain_en="community social services",
                coverage_note_ro="Raionul Exemplu (inventat)",
                coverage_note_ru="Район Экземплу (вымышленный)",
                coverage_note_en="Exemplu district (invented)",
                direct_beneficiaries_ro="Copii din grupuri vulnerabile și persoane cu dizabilități",
                direct_beneficiaries_ru="Дети из уязвимых групп и люди с инвалидностью",
                direct_beneficiaries_en="Children from vulnerable groups and persons with disabilities",
                implementer=stage.organizations["podul"],
                starts_on=stage.day(BEGAN_DAYS_AGO),
                ends_on=stage.day(BEGAN_DAYS_AGO) + timedelta(days=3 * 365),
                currency=EUR,
                rate_source=RateSource.DEMO,
                sdgs=[1, 10, 16],
            ),
            by=ana,
        )
        first = stage.day(BEGAN_DAYS_AGO).year
        for year, donor, amount in [
            (first, "lumina", 120_000),
            (first, "aurora", 40_000),
            (first + 1, "lumina", 180_000),
            (first + 1, "aurora", 60_000),
            (first + 2, "lumina", 100_000),
        ]:
            add_funding_line(
                programme, year=year, donor=stage.organizations[donor], amount=Money(Decimal(amount), EUR), by=ana
            )
        programme = publish_programme(start_programme(programme, by=ana), by=ana)
    receive(stage, programme, "lumina", 120_000, 380)
    receive(stage, programme, "aurora", 40_000, 350)
    receive(stage, programme, "lumina", 90_000, 60)
    spend(stage, programme, "3250.40", 200)
    spend(stage, programme, "2810.75", 90)
    return programme


def workshops(stage: Stage) -> Programme:
    """The small project of the second implementer, which the first never sees from inside."""
    paul = stage.people["paul"]
    with stage.at(200):
        programme = create_programme(
            Programme(
                code="ATELIERE",
                slug="ateliere",
                title_ro="Ateliere pentru tineri (date demonstrative)",
                title_ru="Мастерские для молодёжи (демонстрационные данные)",
                title_en="Workshops for youth (demo data)",
                summary_ro="Ateliere de meserii în trei sate inventate.",
                summary_ru="Мастерские в трёх вымышленных сёлах.",
                summary_en="Workshops for crafts in three invented villages.",
                implementer=stage.organizations["orizont"],
                starts_on=stage.day(200),
                ends_on=stage.day(-165),
                currency=EUR,
                rate_source=RateSource.DEMO,
            ),
            by=paul,
        )
        year = stage.day(200).year
        add_funding_line(
            programme, year=year, donor=stage.organizations["aurora"], amount=Money(Decimal(15_000), EUR), by=paul
        )
        return publish_programme(start_programme(programme, by=paul), by=paul)


def receive(stage: Stage, programme: Programme, donor: str, amount: int, days_ago: int) -> None:
    """A transfer of a donor arrives."""
    with stage.at(days_ago):
        post_entry(
            kind=EntryKind.INCOMING_FUNDS,
            programme=programme,
            amount=Money(Decimal(amount), EUR),
            value_on=stage.day(days_ago),
            by=stage.people["mihai"],
            approved_by=stage.people["galina"],
            provider=stage.organizations[donor],
            receiver=programme.implementer,
        )


def spend(stage: Stage, programme: Programme, amount: str, days_ago: int) -> None:
    """The implementer's own spending."""
    with stage.at(days_ago):
        post_entry(
            kind=EntryKind.EXPENDITURE,
            spender="own",
            programme=programme,
            amount=Money(Decimal(amount), EUR),
            value_on=stage.day(days_ago),
            by=stage.people["mihai"],
            approved_by=stage.people["galina"],
            provider=programme.implementer,
        )
