"""Chapter 8: people and staff score a service, the town hall answers and promises; a second scorecard waits."""

from collections.abc import Sequence
from decimal import Decimal

from config.demo.story.call_texts import Words
from config.demo.story.papers import paper
from config.demo.story.stage import Stage
from grants.models import Programme
from monitoring.actions.ballots import record_focus_group, record_group_counts, record_provider_scores
from monitoring.actions.commitments import claim_commitment, record_commitment, verify_commitment
from monitoring.actions.cycles import freeze_draft, plan_cycle, start_collecting, write_criteria
from monitoring.actions.inputs import audit_input, record_input
from monitoring.actions.meetings import hold_meeting
from monitoring.actions.replies import ItemReply, ask_for_reply, submit_reply
from monitoring.actions.snapshots import publish_snapshot
from monitoring.models import Criterion, ScorecardCycle
from organizations.models import Competence

CRITERIA: list[Words] = [
    (
        "Serviciul este ușor de găsit și de folosit",
        "Услугу легко найти и получить",
        "The service is easy to find and use",
    ),
    ("Personalul ne tratează cu respect", "Персонал относится с уважением", "The staff treat us with respect"),
    ("Așteptarea este scurtă", "Ждать приходится недолго", "The wait is short"),
]
# How many gave 1, 2, 3, 4, 5, and how many said that it does not apply; every row of people has the mean 2.4.
PEOPLE = [(5, 6, 6, 2, 1, 0), (4, 8, 5, 2, 1, 0), (6, 5, 5, 3, 1, 0)]
STAFF = [(0, 1, 3, 5, 1, 0), (0, 2, 2, 4, 2, 0), (0, 1, 4, 3, 2, 0)]
REPLY = (
    "Mulțumim oamenilor pentru sinceritate. Nota pentru așteptare este dreaptă: avem patru posturi din nouă. Vom muta "
    "programul și vom cere consiliului încă un post."
)


def words(texts: Words) -> dict[str, str]:
    """A text by language."""
    return dict(zip(("ro", "ru", "en"), texts, strict=True))


def tell(stage: Stage, programme: Programme) -> None:
    """One published scorecard with two promises, and one that waits for the town hall."""
    published(stage, programme)
    waiting(stage, programme)


def score(stage: Stage, programme: Programme, title: Words, begins: int) -> ScorecardCycle:
    """Planned, scored by two groups and by staff, with one input, frozen as a draft twenty days later."""
    tamara = stage.people["tamara"]
    competence = Competence.objects.get(authority__organization=stage.organizations["valea"])
    with stage.at(begins + 10):
        cycle = plan_cycle(
            by=tamara,
            title=words(title),
            competence=competence,
            facilitator=stage.organizations["vecinii"],
            programme=programme,
            collects_from=stage.day(begins),
            collects_until=stage.day(begins - 15),
        )
        write_criteria(cycle, by=tamara, titles=[words(each) for each in CRITERIA])
    with stage.at(begins):
        cycle = start_collecting(cycle, by=tamara)
        collect(stage, cycle, begins)
    with stage.at(begins - 20):
        return freeze_draft(ScorecardCycle.objects.get(pk=cycle.pk), by=tamara)


def collect(stage: Stage, cycle: ScorecardCycle, begins: int) -> None:
    """Two focus groups of twenty, ten of the staff, and what people are entitled to."""
    tamara = stage.people["tamara"]
    criteria = list(Criterion.objects.filter(cycle=cycle).order_by("position"))
    for kind, place in (("women", "Biblioteca satului (demo)"), ("older", "Centrul de zi (demo)")):
        group = record_focus_group(cycle, by=tamara, kind=kind, held_on=stage.day(begins), place=place, participants=20)
        record_group_counts(group, by=tamara, counts=by_criterion(criteria, PEOPLE))
    record_provider_scores(cycle, "front_line", by=tamara, counts=by_criterion(criteria, STAFF))
    title: Words = ("Specialiști în echipă", "Специалисты в команде", "Specialists in the team")
    unit: Words = ("posturi", "ставок", "posts")
    evidence = paper("State de personal", of=stage.organizations["vecinii"], by=tamara)
    record_input(
        cycle,
        by=tamara,
        title=words(title),
        unit_label=words(unit),
        entitled=Decimal(9),
        present=Decimal(4),
        norm="Statul de personal (demo)",
        source="Primăria Valea Exemplului (demo)",
        evidence=evidence,
    )


def by_criterion(criteria: Sequence[Criterion], rows: Sequence[tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    """Counts by the id of the criterion."""
    return {criterion.pk: row for criterion, row in zip(criteria, rows, strict=True)}


def published(stage: Stage, programme: Programme) -> None:
    """Answered, met, promised, published; one promise kept, one late by 21 days."""
    title: Words = (
        "Îngrijire la domiciliu și centru de zi, prima evaluare",
        "Уход на дому и дневной центр, первая оценка",
        "Home care and day centre, first scorecard",
    )
    tamara, maria, dorin = stage.people["tamara"], stage.people["maria"], stage.people["dorin"]
    cycle = score(stage, programme, title, 200)
    with stage.at(179):
        cycle = ask_for_reply(cycle, by=tamara)
    with stage.at(170):
        first = Criterion.objects.filter(cycle=cycle).order_by("position").last()
        items = {first.pk: ItemReply("agree", "Patru posturi din nouă.")} if first else {}
        submit_reply(cycle, by=maria, text=REPLY, language="ro", office="Viceprimar (demo)", items=items)
    audit(stage, cycle, 165)
    with stage.at(150):
        cycle = hold_meeting(
            ScorecardCycle.objects.get(pk=cycle.pk),
            by=tamara,
            held_on=stage.day(150),
            place="Casa de cultură (demo)",
            community_count=34,
            authority_count=5,
        )
        promise(stage, cycle)
    with stage.at(140):
        publish_snapshot(ScorecardCycle.objects.get(pk=cycle.pk), by=dorin)
    keep(stage, cycle)


def audit(stage: Stage, cycle: ScorecardCycle, days_ago: int) -> None:
    """The monitoring officer compares the inputs with their papers."""
    with stage.at(days_ago):
        for item in cycle.input_items.all():
            audit_input(item, by=stage.people["dorin"], outcome="confirmed")


def promise(stage: Stage, cycle: ScorecardCycle) -> None:
    """Two promises of the town hall, each with a date."""
    tamara = stage.people["tamara"]
    hours: Words = (
        "Programul se mută: două după-amiezi pe săptămână până la 19:00.",
        "Часы работы меняются: два вечера в неделю до 19:00.",
        "Opening hours move: two afternoons a week until 19:00.",
    )
    post: Words = (
        "Consiliul votează încă un post de asistent social.",
        "Совет голосует за ещё одну ставку социального работника.",
        "The council votes one more post of social worker.",
    )
    record_commitment(cycle, by=tamara, text=words(hours), due_on=stage.day(90))
    record_commitment(cycle, by=tamara, text=words(post), due_on=stage.day(21))


def keep(stage: Stage, cycle: ScorecardCycle) -> None:
    """The first promise is claimed by the town hall and verified by the network; the second, late, is only claimed."""
    first, second = cycle.commitments.order_by("due_on")
    with stage.at(95):
        claimed = claim_commitment(first, by=stage.people["maria"], note="Orarul nou e afișat din această săptămână.")
    with stage.at(92):
        verify_commitment(claimed, by=stage.people["tamara"], note="Am fost marți la 18:40: ușa era deschisă.")
    with stage.at(1):
        note = "Consiliul a votat postul joi; hotărârea e la panoul primăriei, iar concursul se anunță."
        claim_commitment(second, by=stage.people["maria"], note=note)


def waiting(stage: Stage, programme: Programme) -> None:
    """The second scorecard lies before the town hall, its inputs audited; the term of the reply runs."""
    title: Words = (
        "Îngrijire la domiciliu și centru de zi, a doua evaluare",
        "Уход на дому и дневной центр, вторая оценка",
        "Home care and day centre, second scorecard",
    )
    cycle = score(stage, programme, title, 27)
    with stage.at(5):
        ask_for_reply(cycle, by=stage.people["tamara"])
    audit(stage, cycle, 4)
