"""Not funded, and why: the list, cleared comments, the letter, points beside the mean, an appeal that another decides.

Each person with their own browser.
"""

import re
from decimal import Decimal

import pytest
from django.core import mail

from grants.actions.awards.letters import lay_down_letters
from grants.models import Appeal, DecisionTerms, Letter
from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory, reviewed
from tests.jobs import run_jobs
from tests.journeys.pages import in_days, look, send

PLEA = "Decizia consiliului era atașată; evaluatorii scriu că lipsește."


@pytest.fixture
def call(db):
    lay_down_letters()
    call = CallInReviewFactory(envelope=Decimal("30000.00"), max_amount=Decimal("12000.00"))
    DecisionTerms.objects.create(call=call, tells_by_letter=True, tells_rank=True)
    return call


@pytest.fixture
def people(call, login):
    roles = {"officer": Role.GRANTS_OFFICER, "manager": Role.PROGRAMME_MANAGER, "approver": Role.FINANCE_APPROVER}
    return {name: login(staff(call.programme, role)) for name, role in roles.items()}


@pytest.fixture
def applications(call):
    """Three to fund and one that falls behind."""
    found = [InReviewFactory(call=call) for _each in range(4)]
    for application, points in zip(found, (5, 4, 4, 2), strict=True):
        reviewed(application, points, points)
    return found


def decide(call, people, applications):
    """One proposes and may not approve; another approves; the results go on the public page."""
    typed = {"answer_by_on": in_days(14)}
    for each in applications[:3]:
        typed |= {f"decision_{each.pk}": "award", f"amount_{each.pk}": "10.000,00", f"reason_{each.pk}": ""}
    last = applications[3].pk
    typed |= {f"decision_{last}": "reject", f"amount_{last}": ""}
    first = f"decision_{applications[0].pk}"
    passed = {**typed, first: "reject", f"reason_{last}": ""}
    assert "say why it is passed over" in send(people["officer"], "propose_awards", call.reference, **passed)
    assert not call.award_lists.exists()
    send(people["officer"], "propose_awards", call.reference, **typed, **{f"reason_{last}": "Mai puține puncte."})
    waiting = call.award_lists.get()
    send(people["officer"], "awardlist_move", waiting.pk, "approve", status=403)
    send(people["manager"], "awardlist_move", waiting.pk, "approve")
    send(people["officer"], "call_publish_results", call.pk)


def tell(call, people, refused):
    """The officer changes the words of one comment, leaves the other out, reads the letter beforehand and sends it."""
    ref = refused.reference
    page = look(people["officer"], "comments", ref)
    keys = re.findall(r'name="shown"[^>]*value="([^"]+)"', page)
    assert len(keys) == 2
    words = {f"text_{keys[0]}": "Lipsește decizia consiliului.", f"clear_{keys[0]}": "on", f"text_{keys[1]}": "Nu."}
    send(people["officer"], "comments", ref, shown=keys, **words)
    assert "Mai puține puncte." in look(people["officer"], "letters_preview", call.reference)
    send(people["officer"], "letters", call.reference, application=ref)
    run_jobs()


def test_refused_is_told_why_and_appeals_to_another_person(call, people, applications, login):
    refused = applications[3]
    person = member(refused.organization)
    head, accountant = login(person), login(member(refused.organization, Role.ACCOUNTANT))
    decide(call, people, applications)
    mail.outbox.clear()
    tell(call, people, refused)

    [sent] = [each for each in mail.outbox if person.email in each.to]
    letter = Letter.objects.get(application=refused)
    assert sent.attachments[0][2] == "application/pdf"
    assert sent.subject == letter.subject
    assert letter.subject in look(head, "letter", letter.pk)
    page = look(head, "feedback", refused.reference)
    figures = [re.findall(r'class="num">([^<]*)<', row) for row in page.split("<tbody>")[1].split("</tr>")[:2]]
    assert figures == [["2.00", "4.33", "5"]] * 2
    assert "Lipsește decizia consiliului." in page
    assert "Nu." not in page
    assert [each for each in applications[:3] if str(each.organization) in page] == []
    appeal(people, refused, head, accountant)


def appeal(people, refused, head, accountant):
    """Only the representative appeals; whoever proposed or approved does not answer; what follows is done once."""
    send(accountant, "appeal_new", refused.reference, status=403, text=PLEA)
    send(head, "appeal_new", refused.reference, text=PLEA)
    filed = Appeal.objects.get()
    assert PLEA in look(people["approver"], "appeal", filed.reference)
    answer = {"answer": "Decizia era în fișierul al doilea.", "consequence": "review_again"}
    for name in ("officer", "manager"):
        assert "Uphold the appeal" not in look(people[name], "appeal", filed.reference)
        send(people[name], "appeal_uphold", filed.pk, status=403, **answer)
    send(people["approver"], "appeal_uphold", filed.pk, **answer)
    run_jobs()
    assert "Decizia era în fișierul al doilea." in look(head, "appeal", filed.reference)
    send(people["officer"], "appeal_carry_out", filed.pk)
    send(people["officer"], "appeal_carry_out", filed.pk, status=403)
    refused.refresh_from_db()
    assert (refused.status, refused.call.status) == ("in_review", "in_review")
