"""Scenes that a browser test plays alone: calls of its own beside those of the story, made by the same acts.

Run on the served demo by `tests.browser.serving.play`; each gives back the references by which the pages are found.
"""

from django.db import transaction

from config.demo.story.applications import apply, check, close, score, write
from config.demo.story.call_texts import CallFacts
from config.demo.story.calls import announce, write_form
from config.demo.story.committee import terms
from config.demo.story.stage import Stage
from grants.actions.awards.committee import add_committee_member
from grants.actions.calls.life import prepare_call
from grants.actions.reviews.assignments import assign_reviewer
from grants.models import Anchor, Application, Call, Programme
from kernel import clock
from organizations.models import Organization, User


def stage() -> Stage:
    """Everybody of the story, today."""
    people = {user.email.partition("@")[0]: user for user in User.objects.filter(is_demo=True)}
    return Stage(clock.today(), people, {each.slug: each for each in Organization.objects.filter(is_demo=True)})


def programme() -> Programme:
    """The project Bridges."""
    return Programme.objects.get(code="PUNTI")


def announced(on: Stage, key: str, title: str, *, deadline: int, envelope: int = 30_000) -> tuple[Call, CallFacts]:
    """A published call of the project Bridges; `deadline` in days before today, negative when it lies ahead."""
    facts = CallFacts(key, (title, title, title), deadline, envelope, most=12_000)
    return announce(on, programme(), facts), facts


@transaction.atomic
def bread() -> list[str]:
    """In review: two applications wait for Natalia's declaration; the first criterion has an anchor."""
    on = stage()
    call, facts = announced(on, "bread", "Village bread", deadline=10)
    criterion = call.criteria.order_by("order")[0]
    words = {"text_ro": "Descrisă cu date.", "text_en": "Described with figures."}
    Anchor.objects.update_or_create(criterion=criterion, points=3, defaults=words)
    applied = [apply(on, call, key, 9_000, facts.deadline + 3) for key in ("pas-cu-pas", "roata")]
    close(on, call, facts.deadline)
    with on.at(4):
        given = [assign_reviewer(check(on, each, 6), on.people["natalia"], by=on.people["ion"]) for each in applied]
    return [each.application.reference for each in given]


def scored(on: Stage, key: str, title: str, points: dict[str, tuple[int, int]], *, envelope: int) -> Call:
    """In review, each organisation scored by Natalia and Ștefan: `points` is what each of them gives throughout."""
    call, facts = announced(on, key, title, deadline=20, envelope=envelope)
    applied = {name: apply(on, call, name, 9_000, facts.deadline + 3) for name in points}
    close(on, call, facts.deadline)
    for name, (first, second) in points.items():
        application = check(on, applied[name], facts.deadline - 3)
        score(on, application, "natalia", (first,) * 3, facts.deadline - 7)
        score(on, application, "stefan", (second,) * 3, facts.deadline - 8)
    return Call.objects.get(pk=call.pk)


def references(call: Call, *names: str) -> list[str]:
    """The references of the call and of what the named organisations sent to it."""
    rows = dict(Application.objects.filter(call=call).values_list("organization__slug", "reference"))
    return [call.reference, *(rows[name] for name in names)]


@transaction.atomic
def pears() -> list[str]:
    """Scored, and a committee decides by votes: Galina chairs, Dorin is a member, Ion keeps the minutes.

    The money holds two of three; one review alone decides which of the last two.
    """
    on = stage()
    points = {"pas-cu-pas": (5, 5), "roata": (5, 2), "fereastra": (3, 3)}
    call = scored(on, "pears", "Pears for schools", points, envelope=18_000)
    terms(on, call, 5, needs_meeting=True, asks_votes=True)
    for key, seat in (("galina", "chair"), ("dorin", "member"), ("ion", "secretary")):
        add_committee_member(call, by=on.people["ana"], email=on.people[key].email, seat=seat)
    return references(call, *points)


@transaction.atomic
def plums() -> list[str]:
    """A draft that Ion prepared; nothing is missing before another person approves it."""
    on = stage()
    facts = {"envelope": 20_000, "min_amount": 1_000, "max_amount": 10_000, "currency": "EUR"}
    words = {"title_ro": "Prune uscate", "title_ru": "Чернослив", "title_en": "Dried plums", "summary_ro": "Pe scurt."}
    draft = Call(programme=programme(), slug="punti-plums", deadline_at=on.moment(-30, 17), **facts, **words)
    call = prepare_call(draft, by=on.people["ion"])
    write_form(call, on)
    return [call.reference]


@transaction.atomic
def figs() -> list[str]:
    """Scored, two applications; the money holds one of them."""
    points = {"pas-cu-pas": (5, 5), "roata": (4, 4)}
    return references(scored(stage(), "figs", "Figs by the river", points, envelope=13_000), *points)


@transaction.atomic
def quince() -> list[str]:
    """Closed: two applications are found eligible, the third, of Casa Mare, is not checked yet."""
    on = stage()
    call, facts = announced(on, "quince", "Quince jam", deadline=6)
    names = ("pas-cu-pas", "roata", "casa-mare")
    applied = [apply(on, call, key, 9_000, facts.deadline + 3) for key in names]
    close(on, call, facts.deadline)
    for each in applied[:2]:
        check(on, each, 3)
    return references(call, *names)


@transaction.atomic
def open_call(key: str, title: str) -> list[str]:
    """A call that takes applications for twenty days more; nobody has begun."""
    return [announced(stage(), key, title, deadline=-20)[0].reference]


@transaction.atomic
def open_draft(key: str, title: str) -> list[str]:
    """The same, and a complete draft of Casa Mare."""
    on = stage()
    call, _facts = announced(on, key, title, deadline=-20)
    return [call.reference, write(on, call, "casa-mare", 9_000, 3).reference]


@transaction.atomic
def cherry() -> list[str]:
    """Two concept notes, scored; the second stage is to be written in three weeks."""
    on = stage()
    points = {"casa-mare": (5, 5), "roata": (3, 3)}
    call = scored(on, "cherry", "Cherry orchard", points, envelope=30_000)
    Call.objects.filter(pk=call.pk).update(stages=2, full_deadline_at=on.moment(-21, 17))
    return references(call, *points)
