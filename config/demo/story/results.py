"""Chapter 7: what the project promised to reach, what two grants reported, and one report that waits to be verified."""

from decimal import Decimal
from typing import Any

from config.demo.story.call_texts import Words, in_languages
from config.demo.story.delivery import PEOPLE
from config.demo.story.stage import Stage
from grants.models import Agreement, Application, ApplicationStatus, Programme
from grants.receipts import token
from monitoring.actions.frameworks import add_period, set_up_agreement_framework, set_up_framework
from monitoring.actions.indicators import TargetEntry, define_indicator, set_targets
from monitoring.actions.measurements import Entry, Given, record_measurement
from monitoring.actions.periods import approve_period, open_period, submit_period, verify_figures
from monitoring.actions.progress_reports import accept_report, begin_report, questions_of, save_answers, submit_report
from monitoring.actions.proposed_indicators import replace_proposals
from monitoring.models import Category, Dimension, Framework, Indicator, Level, Period, Result

OUTCOME: Words = (
    "Oamenii primesc servicii sociale aproape de casă",
    "Люди получают социальные услуги рядом с домом",
    "People receive social services close to home",
)
OUTPUT: Words = (
    "Organizațiile știu și pot să ofere servicii",
    "Организации умеют и могут оказывать услуги",
    "Organisations know how to provide services, and can",
)
# code, level, operator, target, what is counted, across periods and grants, title
INDICATORS: list[tuple[str, str, str, int, str, str, str, Words]] = [
    (
        "1",
        "output",
        "at_least",
        60,
        "organizations",
        "distinct",
        "distinct",
        ("OSC instruite", "Обученные ОГО", "CSOs trained"),
    ),
    (
        "2",
        "outcome",
        "at_least",
        60,
        "organizations",
        "distinct",
        "distinct",
        ("OSC cu capacități mai bune", "ОГО с лучшими возможностями", "CSOs with improved capacities"),
    ),
    (
        "3",
        "output",
        "at_least",
        30,
        "other",
        "latest",
        "sum",
        ("Proiecte susținute", "Поддержанные проекты", "Projects supported"),
    ),
    (
        "4",
        "outcome",
        "at_least",
        30,
        "other",
        "latest",
        "sum",
        ("Servicii comunitare care funcționează", "Работающие услуги в общинах", "Community services that run"),
    ),
    (
        "5",
        "outcome",
        "about",
        1000,
        "persons",
        "sum",
        "sum",
        ("Persoane care folosesc serviciile", "Люди, которые пользуются услугами", "Persons who use the services"),
    ),
    (
        "6",
        "outcome",
        "about",
        100,
        "persons",
        "sum",
        "sum",
        ("Persoane revenite în comunitate", "Люди, вернувшиеся в общину", "Persons back in the community"),
    ),
]
GRANT_INDICATORS = ("3", "4", "5", "6")
REPORTED: dict[str, dict[str, int | tuple[int, int]]] = {
    "casa-mare": {"3": 1, "4": 1, "5": (30, 12), "6": 3},
    "roata": {"3": 1, "4": 1, "5": (104, 76), "6": 4},
    "pas-cu-pas": {"3": 1, "4": 1, "5": (38, 22), "6": 7},
}
COUNTED_BY_NAME = {"1": ("casa-mare", "pas-cu-pas", "roata", "fereastra"), "2": ("casa-mare", "roata")}
NARRATIVE = (
    "Serviciul merge de trei luni. Am întârziat o lună cu spațiul, pentru că primăria a schimbat încălzirea; echipa e "
    "completă, iar lista de așteptare are nouă persoane."
)


def tell(stage: Stage, programme: Programme, agreements: dict[str, Agreement]) -> None:
    """A framework with six targets, a first period, two verified reports and one that waits."""
    framework = promise(stage, programme)
    measure(stage, framework, agreements)
    count_trained(stage, framework)
    for key, days_ago in (("casa-mare", 62), ("roata", 60)):
        report(stage, agreements[key], key, days_ago)
        verify(stage, agreements[key], days_ago - 10)
    report(stage, agreements["pas-cu-pas"], "pas-cu-pas", 5)
    propose(stage, framework)


def propose(stage: Stage, framework: Framework) -> None:
    """The draft of Casa Mare promises a figure of the project and one of its own."""
    draft = Application.objects.get(organization=stage.organizations["casa-mare"], status=ApplicationStatus.DRAFT)
    chosen = Indicator.objects.filter(framework=framework).order_by("order", "code", "pk").last()
    rows: list[dict[str, Any]] = [
        {
            "indicator": chosen and chosen.pk,
            "target_value": Decimal(25),
            "means_of_verification": "Registrul de prezență",
        },
        {
            "title": "Copii care își fac lecțiile în fiecare zi",
            "unit_of_measure": "copii",
            "baseline_value": Decimal(6),
            "target_value": Decimal(20),
            "means_of_verification": "Lista zilnică a educatorului",
        },
    ]
    with stage.at(1, 15):
        replace_proposals(draft, rows, by=stage.people["elena"], base=token([]))


def promise(stage: Stage, programme: Programme) -> Framework:
    """Two results, six indicators with their targets; persons are broken down by age."""
    dorin = stage.people["dorin"]
    with stage.at(390):
        framework = set_up_framework(programme, by=dorin)
        results = {
            "outcome": Result.objects.create(
                framework=framework, level=Level.OUTCOME, order=1, **in_languages("title", OUTCOME)
            ),
            "output": Result.objects.create(
                framework=framework, level=Level.OUTPUT, order=2, **in_languages("title", OUTPUT)
            ),
        }
        ages = age_groups(framework)
        for order, (code, level, operator, value, counts, periods, grants, words) in enumerate(INDICATORS, 1):
            indicator = define_indicator(
                Indicator(
                    framework=framework,
                    result=results[level],
                    code=code,
                    order=order,
                    counts=counts,
                    across_periods=periods,
                    across_grants=grants,
                    dimension=ages if code == "5" else None,
                    **in_languages("title", words),
                ),
                by=dorin,
            )
            set_targets(indicator, {None: TargetEntry(operator, Decimal(value))}, by=dorin)
    return framework


def age_groups(framework: Framework) -> Dimension:
    """Children and adults."""
    words: Words = ("Vârsta", "Возраст", "Age")
    dimension = Dimension.objects.create(framework=framework, **in_languages("title", words))
    groups: list[Words] = [("copii", "дети", "children"), ("adulți", "взрослые", "adults")]
    for order, each in enumerate(groups, 1):
        Category.objects.create(dimension=dimension, order=order, **in_languages("title", each))
    return dimension


def measure(stage: Stage, framework: Framework, agreements: dict[str, Agreement]) -> None:
    """Each grant takes over four indicators; the first period opens for all."""
    dorin = stage.people["dorin"]
    with stage.at(240):
        period = add_period(framework, stage.day(260), stage.day(80), stage.day(50), by=dorin)
        chosen = list(framework.indicators.filter(code__in=GRANT_INDICATORS))
        for agreement in agreements.values():
            set_up_agreement_framework(agreement, chosen, by=dorin)
    with stage.at(79):
        open_period(period, by=dorin)


def count_trained(stage: Stage, framework: Framework) -> None:
    """What the project counts itself, by name: entered by one, submitted by another, verified by a third."""
    ion, ana, dorin = (stage.people[key] for key in ("ion", "ana", "dorin"))
    period = framework.periods.get()
    with stage.at(70):
        for code, keys in COUNTED_BY_NAME.items():
            named = [stage.organizations[key] for key in keys]
            record_measurement(framework.indicators.get(code=code), period, Entry(organizations=named), by=ion)
    with stage.at(68):
        submit_period(period, by=ana)
    with stage.at(65):
        verify_figures(period, by=dorin)
        approve_period(period, by=dorin)


def report(stage: Stage, agreement: Agreement, key: str, days_ago: int) -> None:
    """Figures and words of one grant, submitted together."""
    person = stage.people[PEOPLE[key]]
    period = Period.objects.get(framework__agreement=agreement)
    with stage.at(days_ago, 10):
        for indicator in Indicator.objects.filter(framework__agreement=agreement).order_by("order", "pk"):
            record_measurement(indicator, period, entry(indicator, REPORTED[key][indicator.code]), by=person)
        draft = begin_report(period, by=person)
        save_answers(draft, dict.fromkeys(questions_of(draft), NARRATIVE), by=person)
    with stage.at(days_ago, 16):
        submit_report(draft, by=person)


def entry(indicator: Indicator, value: int | tuple[int, int]) -> Entry:
    """A figure, with its parts where it is broken down."""
    if isinstance(value, int):
        return Entry(Given(Decimal(value)))
    categories = indicator.dimension.categories.order_by("order") if indicator.dimension else []
    parts = {category: Given(Decimal(part)) for category, part in zip(categories, value, strict=True)}
    return Entry(Given(Decimal(sum(value))), parts=parts)


def verify(stage: Stage, agreement: Agreement, days_ago: int) -> None:
    """The monitoring officer accepts the report; its figures count from now on."""
    period = Period.objects.get(framework__agreement=agreement)
    with stage.at(days_ago):
        verify_figures(period, by=stage.people["dorin"])
        accept_report(period.report, by=stage.people["dorin"])
