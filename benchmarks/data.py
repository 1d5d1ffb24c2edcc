"""Data in the shape of a large installation, written in bulk: invented, and gone with its database."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random

from benchmarks.money_data import make_agreements, make_ledger, make_record, open_calls
from benchmarks.results_data import make_results
from benchmarks.scorecards_data import make_scorecards
from grants.models import (
    Answer,
    Application,
    ApplicationStatus,
    Assignment,
    Call,
    CallSection,
    Conflict,
    Criterion,
    Programme,
    Question,
    QuestionKind,
    Review,
    ReviewStatus,
    Score,
)
from kernel import clock
from monitoring.models import Framework
from organizations.models import Authority, Membership, Nature, Organization, Role, User
from tests.factories.organizations.users import give_second_factor

STATUSES = [
    ApplicationStatus.SUBMITTED,
    ApplicationStatus.IN_REVIEW,
    ApplicationStatus.REJECTED,
    ApplicationStatus.AWARDED,
]
WORDS = ["servicii", "sociale", "comunitate", "tineri", "bătrâni", "școală", "молодёжь", "услуги", "mobile", "centre"]
QUESTIONS = 10
REVIEWERS = 30
CALLS = 20
BATCH = 2000


@dataclass(frozen=True)
class Installation:
    """Who asks and what is opened, in the measurements; `sizes` says how much of everything there is."""

    officer: User
    implementer: Organization
    applications: int
    application: Application
    framework: Framework
    authority: Authority
    sizes: str


@dataclass(frozen=True)
class Queue:
    """Who asks, how many applications there are, and one of them."""

    officer: User
    applications: int
    application: Application


@dataclass(frozen=True)
class House:
    """Who works there, and on what."""

    implementer: Organization
    officer: User
    author: User
    programme: Programme


def make_house() -> House:
    """One implementer with a published project."""
    implementer = Organization.objects.create(slug="implementer", name_ro="Implementator", nature=Nature.FOUNDATION)
    officer = User.objects.create_user("officer@bench.invalid", name="Officer")
    author = User.objects.create_user("author@bench.invalid", name="Author")
    Membership.objects.create(user=officer, organization=implementer, role=Role.GRANTS_OFFICER)
    give_second_factor(officer)
    programme = Programme.objects.create(
        code="BENCH",
        slug="bench",
        title_ro="Măsurare",
        implementer=implementer,
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=900),
        currency="MDL",
        published_at=clock.now(),
        published_by=officer,
    )
    return House(implementer, officer, author, programme)


def make_queue(
    house: House, applications: int, random: Random
) -> tuple[list[Call], list[Organization], list[Application]]:
    """Calls, applicants, and applications that are answered and reviewed."""
    calls = [make_call(house.programme, number, house.author, house.officer) for number in range(CALLS)]
    applicants = make_applicants(max(1, applications // CALLS), house.officer)
    rows = make_applications(calls, applicants, applications, house.author, random)
    make_answers(calls, rows, house.author, random)
    make_reviews(calls, rows, house.officer, random)
    return calls, applicants, rows


def make_installation(applications: int, random: Random) -> Installation:
    """One implementer with calls and `applications` applications, and all else in proportion to them.

    With 10,000 applications: 1,000 agreements and scorecards, 20,000 ledger entries, 1,000,000 values of measurements.
    """
    house = make_house()
    programme, people = house.programme, [house.officer, house.author]
    authorities = make_scorecards(applications // 10)
    calls, applicants, rows = make_queue(house, applications, random)
    agreements = make_agreements(programme, applicants, authorities, applications // 10, people)
    make_ledger(agreements, applications * 2, people, random)
    make_record(agreements, applications * 5, house.author)
    framework = make_results(programme, agreements, people)
    open_calls(calls)
    return Installation(
        officer=house.officer,
        implementer=house.implementer,
        applications=len(rows),
        application=rows[0],
        framework=framework,
        authority=authorities[0],
        sizes=(
            f"{applications:,} applications with ten answers and two reviews each, {applications // 10:,} agreements, "
            f"{applications * 2:,} ledger entries, {applications * 5:,} lines of the record, "
            f"{applications * 100:,} values of measurements, {applications // 10:,} scorecards"
        ),
    )


def make_applicants(count: int, officer: User) -> list[Organization]:
    """Published associations."""
    published = {"published_at": clock.now(), "published_by": officer}
    rows = (
        Organization(slug=f"cso-{number}", name_ro=f"Asociația {number}", nature=Nature.ASSOCIATION, **published)
        for number in range(count)
    )
    return Organization.objects.bulk_create(rows, batch_size=BATCH)


def make_call(programme: Programme, number: int, author: User, approver: User) -> Call:
    """A call in review, with ten questions and three criteria."""
    call = Call.objects.create(
        programme=programme,
        reference=f"CALL-2026-{number:04d}",
        slug=f"call-{number}",
        title_ro=f"Concurs {number}",
        deadline_at=clock.now() - timedelta(days=number + 1),
        envelope=Decimal(10_000_000),
        max_amount=Decimal(500_000),
        created_by=author,
        changed_by=author,
        approved_by=approver,
        approved_at=clock.now(),
        published_by=approver,
        published_at=clock.now(),
        status="in_review",
    )
    section = CallSection.objects.create(call=call, title_ro="Proiectul")
    Question.objects.bulk_create(
        [
            Question(section=section, kind=QuestionKind.LONG_TEXT, label_ro=f"Întrebarea {place}", order=place)
            for place in range(1, QUESTIONS + 1)
        ]
    )
    Criterion.objects.bulk_create(
        [Criterion(call=call, title_ro=f"Criteriul {place}", order=place) for place in range(1, 4)]
    )
    return call


def make_applications(
    calls: list[Call], applicants: list[Organization], number: int, author: User, random: Random
) -> list[Application]:
    """Submitted applications, each organisation once a call."""
    now = clock.now()
    rows = [
        Application(
            call=calls[place % len(calls)],
            organization=applicants[place // len(calls) % len(applicants)],
            reference=f"APP-2026-{place:05d}",
            status=random.choice(STATUSES),
            title=" ".join(random.choices(WORDS, k=6)),
            requested=Decimal(random.randrange(10_000, 500_000)),
            created_by=author,
            saved_by=author,
            submitted_at=now - timedelta(minutes=place),
            submitted_by=author,
        )
        for place in range(number)
    ]
    return Application.objects.bulk_create(rows, batch_size=BATCH)


def make_answers(calls: list[Call], rows: list[Application], author: User, random: Random) -> None:
    """Ten answers of some 300 characters for each application."""
    questions = {call.pk: list(Question.objects.filter(section__call=call).order_by("order")) for call in calls}
    for start in range(0, len(rows), BATCH // QUESTIONS):
        Answer.objects.bulk_create(
            [
                Answer(application=row, question=question, value=" ".join(random.choices(WORDS, k=40)), saved_by=author)
                for row in rows[start : start + BATCH // QUESTIONS]
                for question in questions[row.call_id]
            ]
        )


def make_reviews(calls: list[Call], rows: list[Application], officer: User, random: Random) -> None:
    """Three assignments for each application, two of them reviewed with a score a criterion."""
    reviewers = [User.objects.create_user(f"r{place}@bench.invalid", name=f"R {place}") for place in range(REVIEWERS)]
    criteria = {call.pk: list(Criterion.objects.filter(call=call).order_by("order")) for call in calls}
    now = clock.now()
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        assignments = Assignment.objects.bulk_create(
            [
                Assignment(
                    application=row, reviewer=reviewer, assigned_by=officer, conflict=Conflict.NONE, declared_at=now
                )
                for row in part
                for reviewer in random.sample(reviewers, 3)
            ],
            batch_size=BATCH,
        )
        reviews = Review.objects.bulk_create(
            [
                Review(assignment=assignment, status=ReviewStatus.SUBMITTED, submitted_at=now)
                for place, assignment in enumerate(assignments)
                if place % 3
            ],
            batch_size=BATCH,
        )
        Score.objects.bulk_create(
            [
                Score(review=review, criterion=criterion, points=Decimal(random.randrange(0, 6)))
                for review in reviews
                for criterion in criteria[review.assignment.application.call_id]
            ],
            batch_size=BATCH,
        )
