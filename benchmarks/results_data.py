"""A results framework with its figures: every grant reports every indicator, by category, in every period."""

from datetime import date
from decimal import Decimal

from grants.models import Agreement, Programme
from kernel import clock
from monitoring.models import (
    Category,
    Dimension,
    Framework,
    Indicator,
    IndicatorTotal,
    Level,
    Measurement,
    MeasurementStatus,
    MeasurementValue,
    Period,
    PeriodStatus,
    Result,
    Target,
)
from organizations.models import User

INDICATORS, PERIODS, CATEGORIES, BATCH, GRANTS_AT_ONCE = 10, 10, 10, 5000, 50


def make_results(programme: Programme, agreements: list[Agreement], people: list[User]) -> Framework:
    """The programme's framework and one for each grant: 1,000 values a grant, all of them verified."""
    framework = Framework.objects.create(programme=programme)
    result = Result.objects.create(framework=framework, level=Level.OUTCOME, title_ro="Rezultatul")
    roots = [
        Indicator.objects.create(
            framework=framework, result=result, code=f"I{place}", title_ro=f"Indicatorul {place}", order=place
        )
        for place in range(INDICATORS)
    ]
    Target.objects.bulk_create([Target(indicator=each, value=Decimal(1_000_000)) for each in roots])
    for start in range(0, len(agreements), GRANTS_AT_ONCE):
        _make_grants(programme, agreements[start : start + GRANTS_AT_ONCE], roots, people)
    return framework


def _make_grants(programme: Programme, agreements: list[Agreement], roots: list[Indicator], people: list[User]) -> None:
    frameworks = Framework.objects.bulk_create(
        [Framework(programme=programme, agreement=agreement) for agreement in agreements]
    )
    results = Result.objects.bulk_create(
        [Result(framework=each, level=Level.OUTPUT, title_ro="R") for each in frameworks]
    )
    dimensions = Dimension.objects.bulk_create([Dimension(framework=each, title_ro="Raion") for each in frameworks])
    categories = Category.objects.bulk_create(
        [
            Category(dimension=each, title_ro=f"C{place}", order=place)
            for each in dimensions
            for place in range(CATEGORIES)
        ]
    )
    indicators = Indicator.objects.bulk_create(
        [
            Indicator(
                framework=framework,
                result=result,
                dimension=dimension,
                linked_to=root,
                code=root.code,
                title_ro=root.title_ro,
                order=root.order,
            )
            for framework, result, dimension in zip(frameworks, results, dimensions, strict=True)
            for root in roots
        ]
    )
    periods = Period.objects.bulk_create(
        [
            Period(
                framework=framework,
                starts_on=date(2010 + place, 1, 1),
                ends_on=date(2010 + place, 12, 31),
                due_on=date(2011 + place, 1, 15),
                status=PeriodStatus.CLOSED,
            )
            for framework in frameworks
            for place in range(PERIODS)
        ]
    )
    _make_figures(indicators, periods, categories, people)
    IndicatorTotal.objects.bulk_create(
        [IndicatorTotal(indicator=each, number=Decimal(100 * PERIODS), reports=PERIODS) for each in indicators]
    )


def _make_figures(
    indicators: list[Indicator], periods: list[Period], categories: list[Category], people: list[User]
) -> None:
    now, hundred, ten = clock.now(), Decimal(100), Decimal(10)
    figures = Measurement.objects.bulk_create(
        [
            Measurement(
                indicator=indicator,
                period=period,
                ends_on=period.ends_on,
                status=MeasurementStatus.VERIFIED,
                value=hundred,
                submitted_at=now,
                submitted_by=people[0],
                verified_at=now,
                verified_by=people[1],
            )
            for place, indicator in enumerate(indicators)
            for period in periods[place // INDICATORS * PERIODS : (place // INDICATORS + 1) * PERIODS]
        ],
        batch_size=BATCH,
    )
    each_grant = INDICATORS * PERIODS
    MeasurementValue.objects.bulk_create(
        [
            MeasurementValue(measurement=figure, category=category, value=ten)
            for place, figure in enumerate(figures)
            for category in categories[place // each_grant * CATEGORIES : (place // each_grant + 1) * CATEGORIES]
        ],
        batch_size=BATCH,
    )
