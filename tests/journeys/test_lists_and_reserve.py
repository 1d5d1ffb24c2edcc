"""What may stand between a list and an accepted award: the donor's word, an applicant who declines, the reserve."""

from decimal import Decimal

import pytest
from django.core import mail

from grants.models import Agreement, Award, NoObjection
from kernel import clock
from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory, reviewed
from tests.grants.uploads import text_file
from tests.journeys.pages import in_days, look, send


@pytest.fixture
def call(db):
    """The money holds one of two."""
    return CallInReviewFactory(envelope=Decimal("12000.00"), max_amount=Decimal("12000.00"))


@pytest.fixture
def officer(call, login):
    return login(staff(call.programme))


@pytest.fixture
def manager(call, login):
    return login(staff(call.programme, Role.PROGRAMME_MANAGER))


@pytest.fixture
def pair(call):
    found = [InReviewFactory(call=call) for _each in range(2)]
    for application, points in zip(found, (5, 4), strict=True):
        reviewed(application, points, points)
    return found


def propose(call, pair, officer):
    """The first is awarded, the second waits on the reserve."""
    typed = {"answer_by_on": in_days(14)}
    for each, decision, amount in zip(pair, ("award", "reserve"), ("10.000,00", ""), strict=True):
        typed |= {f"decision_{each.pk}": decision, f"amount_{each.pk}": amount, f"reason_{each.pk}": "Pe scurt."}
    send(officer, "propose_awards", call.reference, **typed)
    return call.award_lists.get(status="proposed")


def test_reserve_moves_up_after_a_decline(call, pair, officer, manager, login):
    first, second = login(member(pair[0].organization)), login(member(pair[1].organization))
    send(manager, "awardlist_move", propose(call, pair, officer).pk, "approve")
    assert "Nobody on the reserve list fits" in look(officer, "reserve_move_up", call.reference)
    award = Award.objects.get()
    assert 'class="error-summary"' in send(first, "award_decline", award.pk, reason="")
    send(first, "award_decline", award.pk, reason="Am primit alți bani.")

    assert f"{pair[1].reference} {pair[1].title}" in look(officer, "reserve_move_up", call.reference)
    send(officer, "reserve_move_up", call.reference, answer_by_on=in_days(10), note="")
    moved = call.award_lists.get(kind="reserve")
    send(officer, "awardlist_move", moved.pk, "approve", status=403)
    assert not Award.objects.filter(application=pair[1]).exists()
    send(manager, "awardlist_move", moved.pk, "approve")
    offered = Award.objects.get(application=pair[1])
    send(first, "award_move", offered.pk, "accept", status=404)
    send(second, "award_move", offered.pk, "accept")
    assert [each.award for each in Agreement.objects.all()] == [offered]
    assert sorted(Award.objects.values_list("status", flat=True)) == ["accepted", "declined"]


def test_donor_objects_and_then_does_not(call, pair, officer, manager, login):
    head = login(member(pair[0].organization))
    days = {"appeal_days": "10", "appeal_answer_days": "30"}
    send(manager, "decision_terms", call.reference, needs_no_objection="on", quorum_percent="50", **days)
    first = propose(call, pair, officer)
    send(manager, "awardlist_move", first.pk, "approve")
    first.refresh_from_db()
    assert (first.status, Award.objects.exists(), mail.outbox) == ("awaiting_donor", False, [])
    said = {"on": clock.today().isoformat(), "donor": ""}
    send(officer, "awardlist_refuse", first.pk, **said, reason="Lipsește bugetul.", file=text_file("obiectie.txt"))
    assert "Lipsește bugetul." in look(officer, "award_list", first.pk)
    look(head, "award", pair[0].reference, status=404)

    second = propose(call, pair, officer)
    send(manager, "awardlist_move", second.pk, "approve")
    paper = text_file("acord.txt", "Fără obiecții\n")
    send(head, "awardlist_offer", second.pk, status=404, **said, answer_by_on=in_days(14), file=paper)
    paper.seek(0)
    send(officer, "awardlist_offer", second.pk, **said, answer_by_on=in_days(14), file=paper)
    assert NoObjection.objects.get(award_list=second).document.filename == "acord.txt"
    send(head, "award_move", Award.objects.get().pk, "accept")
    assert Agreement.objects.get().award.application == pair[0]
