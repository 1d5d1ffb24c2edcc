"""Data in the shape of a large installation, written in bulk: invented, and gone with its database."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random

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
from organizations.models import Membership, Nature, Organization, Role, User
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
    """Who asks, in the measurements."""

    officer: User
    implementer: Organization
    applications: int


def make_installation(applications: int, random: Random) -> Installation:
    """One implementer with calls, and `applications` applications with answers, assignments, reviews and scores."""
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
    calls = [make_call(programme, number, author, officer) for number in range(CALLS)]
    applicants = Organization.objects.bulk_create(
        [
            Organization(slug=f"cso-{number}", name_ro=f"Asociația {number}", nature=Nature.ASSOCIATION)
            for number in range(max(1, applications // CALLS))
        ],
        batch_size=BATCH,
    )
    rows = make_applications(calls, applicants, applications, author, random)
    make_answers(calls, rows, author, random)
    make_reviews(calls, rows, officer, random)
    return Installation(officer, implementer, len(rows))


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
