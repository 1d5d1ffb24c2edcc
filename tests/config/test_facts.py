"""The real facts: what the five sources say, to the cent, and nothing more."""

from decimal import Decimal

import pytest
from django.db.models import Count

from config.demo.facts import loader
from grants.models import Keeping, LedgerEntry, Pilot, Programme, ProgrammeStatement, PublishedFigure, StatementKind
from grants.queries.money import integrity
from kernel.money import Money
from organizations.models import Activity, Membership, Organization, User
from reports.figures.money import NotPublished, portfolio_money, programme_money, published_figures, year_tables
from reports.figures.portfolio import totals

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def facts():
    return {programme.code: programme for programme in loader.load()}


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def test_milab_prints_its_five_columns(facts):
    money = programme_money(facts["MILAB-1"])
    assert money.spent.amounts == (usd("544219.15"),)
    assert money.planned.amounts == (usd("546396.00"),)
    assert [source.reference for source in money.spent.sources] == ["000_ba27f8e485651c7c.txt"]
    assert money.planned.sources == money.spent.sources
    assert {money.committed, money.received, money.disbursed} == {NotPublished()}
    assert money.open_advances is None


def test_milab_has_seven_funders_over_five_years(facts):
    (table,) = year_tables(facts["MILAB-1"])
    assert [donor.slug for donor in table.donors] == [
        "undp-moldova",
        "un-women",
        "british-embassy",
        "moldcell",
        "undp-eurasia-catalytic-facility",
        "government-of-slovakia",
        "undp-regional-funds",
    ]
    assert [total.amount for total in table.donor_totals] == [
        Decimal(each) for each in ("297200", "65000", "12400", "3900", "54000", "27900", "85996")
    ]
    assert [(row.year, row.planned, row.spent) for row in table.rows] == [
        (2014, usd("5000"), usd("4999.80")),
        (2015, usd("59200"), usd("59127.48")),
        (2016, usd("144300"), usd("144200.87")),
        (2017, usd("178814"), usd("178814")),
        (2018, usd("159082"), usd("157077")),
    ]
    assert (table.planned, table.spent) == (usd("546396"), usd("544219.15"))
    assert table.rows[0].cells[1:] == (None,) * 6


def test_esocial_shows_the_rounding_beside_its_years(facts):
    programme = facts["ESOCIAL"]
    money, (table,), (figure,) = programme_money(programme), year_tables(programme), published_figures(programme)
    assert money.planned.amounts == (usd("8507261"),)
    assert (figure.as_printed, figure.amount) == ("8.507.261,34 USD", Decimal("8507261.34"))
    assert [row.planned.amount for row in table.rows] == [1446199, 4357433, 2132422, 571207]
    assert [row.spent for row in table.rows] == [None] * 4
    assert money.spent == NotPublished()


def test_what_is_not_published_is_no_number(facts):
    for code in ("BETTER-SERVICES", "MOLDOVA-ASSIST"):
        money = programme_money(facts[code])
        assert [figure for _name, _label, figure in money.columns] == [NotPublished()] * 5
        assert year_tables(facts[code]) == []


def test_an_implausible_figure_is_shown_and_in_no_total(facts):
    (figure,) = published_figures(facts["MOLDOVA-ASSIST"])
    assert (figure.as_printed, figure.is_verified, bool(figure.note_ro)) == ("€ 2 500", False, True)
    found = {
        (total.is_demo, total.currency): total
        for total in totals(portfolio_money(Programme.objects.published()).values())
    }
    assert set(found) == {(False, "USD"), (False, "EUR")}
    assert found[False, "EUR"].planned.amount is None
    assert found[False, "EUR"].planned.not_published == 2
    assert found[False, "USD"].planned.amount == usd("9053657")
    assert found[False, "USD"].spent.amount == usd("544219.15")
    assert (found[False, "USD"].spent.counted, found[False, "USD"].spent.not_published) == (1, 1)


def test_the_pilot_has_no_money_and_names_nobody(facts):
    pilot = Pilot.objects.get()
    assert pilot.programme == facts["MILAB-1"]
    assert {figure.code for figure in pilot.published_figures.all()} == {
        "bcis-bureaus",
        "bcis-persons-served",
        "bcis-seats",
        "bcis-specialists",
    }
    assert not pilot.published_figures.filter(amount__isnull=False).exists()
    words = [*ProgrammeStatement.objects.values_list("text_ro", "attribution_ro")]
    assert not any("Ambroci" in text for row in words for text in row if text)
    assert pilot.statements.filter(attribution_en__startswith="Reported by a participant").count() == 1


def test_every_sentence_stands_in_three_languages():
    rows = [
        *ProgrammeStatement.objects.values_list("text_ro", "text_ru", "text_en"),
        *Programme.objects.values_list("title_ro", "title_ru", "title_en"),
        *Programme.objects.values_list("summary_ro", "summary_ru", "summary_en"),
        *Pilot.objects.values_list("summary_ro", "summary_ru", "summary_en"),
        *PublishedFigure.objects.values_list("label_ro", "label_ru", "label_en"),
        *Organization.objects.values_list("name_ro", "name_ru", "name_en"),
    ]
    assert [row for row in rows if not all(row)] == []


def test_statements_are_as_many_as_the_sources_state(facts):
    counted = ProgrammeStatement.objects.filter(pilot=None).order_by().values_list("programme__code", "kind")
    found = {(code, kind): number for code, kind, number in counted.annotate(Count("pk"))}
    assert found["MILAB-1", StatementKind.EXPECTED_RESULT] == 4
    assert found["ESOCIAL", StatementKind.OBJECTIVE] == 5
    assert found["ESOCIAL", StatementKind.EXPECTED_RESULT] == 7
    assert found["ESOCIAL", StatementKind.REFORM] == 4
    assert found["BETTER-SERVICES", StatementKind.EXPECTED_RESULT] == 6


def test_every_real_entry_is_as_published():
    assert not LedgerEntry.objects.filter(is_as_published=False).exists()
    assert not LedgerEntry.objects.exclude(provider=None, receiver=None).exists()
    assert [*integrity.broken_links(), *integrity.misplaced_entries()] == []


def test_no_login_belongs_to_a_real_organisation():
    assert not Membership.objects.exists()
    assert [(user.is_active, user.has_usable_password()) for user in User.objects.all()] == [(False, False)]


def test_a_second_run_changes_nothing(facts):
    before = Activity.objects.count(), LedgerEntry.objects.count(), Programme.history.count()
    loader.load()
    assert (Activity.objects.count(), LedgerEntry.objects.count(), Programme.history.count()) == before


def test_a_corrected_file_corrects_what_it_says(facts, monkeypatch, tmp_path):
    for file in loader.FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text().replace('2014 = "4999.80"', '2014 = "4999.90"'))
    monkeypatch.setattr(loader, "FOLDER", tmp_path)
    loader.load()
    assert programme_money(facts["MILAB-1"]).spent.amounts == (usd("544219.25"),)
    assert LedgerEntry.objects.filter(reverses__isnull=False).count() == 1
    assert facts["MILAB-1"].spent_keeping == Keeping.PUBLISHED


def page_of(client, language, slug):
    return " ".join(client.get(f"/{language}/programmes/{slug}/").content.decode().split())


def test_beneficiaries_stand_on_the_public_page(client):
    assert "<dt>For whom</dt><dd>Ministry of Labour and Social Protection, territorial" in page_of(
        client, "en", "esocial"
    )


def test_the_publisher_is_named_in_the_readers_language_or_not_at_all(client, facts):
    said = {"en": "figures as published by UNDP Moldova", "ro": "PNUD Moldova", "ru": "ПРООН"}
    for language, words in said.items():
        assert words in page_of(client, language, "milab")
    assert "PNUD Moldova" not in page_of(client, "en", "esocial")
    page = page_of(client, "en", "moldova-assist")
    assert ("figures as published</span>" in page, "as published by" in page) == (True, False)
    sources = {code: programme.source.cited for code, programme in facts.items()}
    assert not sources["MOLDOVA-ASSIST"].endswith(", ")
    assert sources["MILAB-1"].endswith(f", {facts['MILAB-1'].source.organization}")


def test_the_rows_behind_a_number_end_in_that_number(client):
    page = client.get("/en/programmes/milab/rows/spent/").content.decode()
    (total,) = page.split("<tfoot>")[1].split("</tfoot>")[0].split("</tr>")[:-1]
    assert "544,219.15\u00a0USD" in total


def test_targets_of_better_services_are_kept_as_data():
    targets = loader.read("better-social-services")["targets"]
    assert [(each.get("operator"), each.get("value")) for each in targets] == [
        ("at_least", 60),
        (None, 60),
        ("at_least", 30),
        (None, 30),
        ("about", 1000),
        ("about", 100),
        (None, None),
    ]


def test_words_of_a_source_are_quoted_on_pages_in_other_languages(client):
    words = {"en": "as printed, in Romanian", "ru": "как в источнике, по-румынски"}
    for language, said in words.items():
        page = client.get(f"/{language}/programmes/milab/").content.decode()
        assert f'<q lang="ro">în jur de 27</q> <span class="small soft">({said})</span>' in page
        assert '<q lang="ro">9</q>' not in page
    page = client.get("/ro/programmes/milab/").content.decode()
    assert ("<strong>în jur de 27" in page, "<q " in page) == (True, False)
