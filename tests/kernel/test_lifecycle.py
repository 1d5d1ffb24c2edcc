"""Lifecycles: when, who, and two who press at once."""

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from grants.models import Programme, ProgrammeStatus
from kernel.lifecycle import Lifecycle, move
from kernel.refusals import NotAllowed, NotNow
from tests.database import run_together
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import UserFactory

S = ProgrammeStatus
LIFE = Lifecycle(
    "programme",
    _("Project"),
    move("start", from_=S.PREPARED, to=S.ACTIVE, permission="tests.start", label=_("Start")),
    move("end", from_=(S.ACTIVE,), to=S.COMPLETED, permission="tests.end", label=_("End")),
    move("cancel", from_=(S.PREPARED, S.ACTIVE), to=S.CANCELLED, permission="tests.start", label=_("Cancel")),
    move("expire", from_=S.ACTIVE, to=S.COMPLETED, permission=None, label=_("Expired")),
)


class Person:
    """A person with permissions."""

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def has_perm(self, permission: str, thing: object) -> bool:
        return permission in self.permissions


STARTER = Person("tests.start")


@pytest.fixture
def programme(db):
    return ProgrammeFactory(status=S.PREPARED)


def test_move_changes_the_thing_and_its_row(programme) -> None:
    assert LIFE.make(programme, "start", by=STARTER) is programme
    assert programme.status == S.ACTIVE
    assert Programme.objects.get().status == S.ACTIVE


def test_move_out_of_order_is_refused_with_the_status(programme) -> None:
    programme.status = S.COMPLETED
    with pytest.raises(NotNow, match="“Start” is not possible: the status is “completed”"):
        LIFE.make(programme, "start", by=STARTER)


def test_person_without_permission_is_refused(programme) -> None:
    with pytest.raises(NotAllowed, match="You may not do this: “Start”"):
        LIFE.make(programme, "start", by=Person("tests.end"))
    assert Programme.objects.get().status == S.PREPARED


def test_person_is_asked_before_the_status() -> None:
    with pytest.raises(NotAllowed):
        LIFE.check(Programme(status=S.COMPLETED), "start", by=Person())


def test_nobody_makes_a_move_of_the_system(programme) -> None:
    LIFE.make(programme, "start", by=STARTER)
    with pytest.raises(NotAllowed):
        LIFE.make(programme, "expire", by=Person("tests.start", "tests.end"))
    LIFE.make(programme, "expire", by=None)
    assert programme.status == S.COMPLETED


def test_second_of_two_copies_is_refused(programme) -> None:
    other = Programme.objects.get()
    LIFE.make(programme, "start", by=STARTER)
    with pytest.raises(NotNow, match="Somebody else changed this"):
        LIFE.make(other, "start", by=STARTER)
    assert other.status == S.PREPARED


def test_move_of_one_thing_leaves_others_alone(programme) -> None:
    other = ProgrammeFactory(status=S.PREPARED)
    LIFE.make(programme, "start", by=STARTER)
    other.refresh_from_db()
    assert other.status == S.PREPARED


def test_one_of_many_who_press_at_once_succeeds(transactional_db) -> None:
    key = ProgrammeFactory(status=S.PREPARED).pk

    def press():
        with transaction.atomic():
            return LIFE.make(Programme.objects.select_for_update().get(pk=key), "start", by=STARTER)

    answers = run_together(*[press] * 4)
    assert sorted(type(answer).__name__ for answer in answers) == ["NotNow", "NotNow", "NotNow", "Programme"]


def test_buttons_are_the_open_moves_of_this_person(programme) -> None:
    assert [each.name for each in LIFE.open_moves(programme)] == ["start", "cancel"]
    assert [each.name for each in LIFE.moves_for(programme, STARTER)] == ["start", "cancel"]
    assert LIFE.moves_for(programme, Person("tests.end")) == []
    LIFE.make(programme, "start", by=STARTER)
    assert [each.name for each in LIFE.moves_for(programme, Person("tests.end"))] == ["end"]


def test_unknown_move_is_an_error_of_the_code(programme) -> None:
    with pytest.raises(KeyError):
        LIFE.make(programme, "fly", by=UserFactory.build())


def test_two_moves_of_one_name_are_refused() -> None:
    each = move("a", from_=S.PREPARED, to=S.ACTIVE, permission=None, label="a")
    with pytest.raises(ValueError, match="share a name"):
        Lifecycle("x", "x", each, each)


def test_table_draws_itself() -> None:
    assert LIFE.as_mermaid().splitlines()[:3] == [
        "stateDiagram-v2",
        "    prepared --> active: start",
        "    active --> completed: end",
    ]
