"""From the draft of a call to an accepted award, page by page, each person with their own browser."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from grants.models import Agreement, Application, Assignment, Award, Call
from grants.receipts import token
from kernel import clock
from organizations.models import Role
from tests.factories.grants.applications import member
from tests.factories.grants.calls import staff
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import AuthorityFactory, OrganizationFactory, TerritorialUnitFactory
from tests.grants.uploads import text_file

RO = {"title_ro": "Apropiere", "summary_ro": "Pe scurt.", "slug": "apropiere"}


@pytest.fixture
def people(login):
    programme = ProgrammeFactory()
    organization = OrganizationFactory()
    cast = {
        "officer": staff(programme),
        "manager": staff(programme, Role.PROGRAMME_MANAGER),
        "elena": member(organization),
        "vera": member(organization, Role.MEMBER),
    }
    cast |= {f"{name}_browser": login(person) for name, person in list(cast.items())}
    return {**cast, "programme": programme, "organization": organization}


def _post(browser, route, *args, follow=True, status=200, **data):
    response = browser.post(reverse(f"grants:{route}", args=args), data, follow=follow)
    assert response.status_code == status, response.content.decode()[:3000]
    return response


def _prepare(people):
    officer = people["officer_browser"]
    deadline = timezone.localtime(clock.now() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    amounts = {"envelope": "100.000,00", "min_amount": "1000", "max_amount": "20000", "currency": "MDL"}
    facts = {"kind": "open", "deadline_at": deadline, "natures": ["association"], "cofinancing_percent": "0"}
    _post(officer, "call_new", people["programme"].code, **RO, **amounts, **facts, divergence_percent="30")
    call = Call.objects.get()
    ref, section = call.reference, call.sections.get()
    rows = {"choices-TOTAL_FORMS": "0", "choices-INITIAL_FORMS": "0"}
    question = {"section": section.pk, "kind": "long_text", "label_ro": "De ce?", "order": "1", "is_required": "on"}
    _post(officer, "call_part_add", ref, "questions", **question, **rows)
    criterion = {"title_ro": "Nevoia", "maximum": "5", "weight": "1", "order": "1"}
    _post(officer, "call_part_add", ref, "criteria", **criterion)
    _post(officer, "call_part_add", ref, "eligibility", text_ro="Este înregistrată.", order="1")
    assert "Approve the call" not in officer.get(call.get_absolute_url()).content.decode()
    _post(people["manager_browser"], "call_move", call.pk, "approve")
    _post(officer, "call_move", call.pk, "publish")
    call.refresh_from_db()
    assert call.is_open
    return call


def _apply(people, call):
    vera = people["vera_browser"]
    _post(vera, "apply", call.reference, organization=people["organization"].pk)
    application = Application.objects.get()
    unit, question = TerritorialUnitFactory(), call.sections.get().questions.get()
    facts = {"title": "Centru de zi", "summary": "Pentru copii.", "units": [unit.pk]}
    bases = {"base-title": token(""), "base-summary": token(""), "base-units": token([])}
    ref = application.reference
    _post(vera, "application_step", ref, "facts", **facts, **bases)
    key = f"question-{question.pk}"
    section = f"section-{question.section_id}"
    quiet = vera.post(
        reverse("grants:application_step", args=[ref, section]),
        {key: "Fiindcă.", f"base-{key}": token(None)},
        headers={"Accept": "application/json"},
    )
    assert set(quiet.json()) == {"saved_at", "fields", "message", "progress"}
    block = "Category\tWhat\tUnit\tQuantity\tPrice\nstaff\tAsistent\tlună\t2\t5 000,00\nevents\tAtelier\t\tmulte\t-1"
    refused = _post(vera, "application_step", ref, "budget", block=block, base=token([]))
    page = refused.content.decode()
    assert "Row 2, column 4: “multe” is not a number." in page
    assert "Row 2, column 5: “-1” is not greater than zero." in page
    assert "Atelier" in page
    _post(vera, "application_step", ref, "budget", block=block.replace("multe\t-1", "1\t2.500,00"), base=token([]))
    application.refresh_from_db()
    assert application.requested == Decimal("12500.00")
    _post(vera, "application_step", ref, "files", file=text_file(), other="1")
    return application


def _partner(people, application, client, capture):
    authority = AuthorityFactory()
    asked = {"ask-authority": authority.pk, "ask-kind": "letter", "ask-email": "primaria@example.org"}
    with capture(execute=True):
        _post(people["vera_browser"], "application_step", application.reference, "partner", **asked)
    [link] = re.findall(r"/confirm/\S+/", mail.outbox[-1].body)
    assert "Centru de zi" in client.get(link).content.decode()
    client.post(link, {"answer": "confirm", "person_name": "Ion Rusu, primar"})
    assert application.confirmations.get().status == "confirmed"
    assert "Ion Rusu" not in client.get(link).content.decode()


def _submit(people, application, client):
    page = people["vera_browser"].get(reverse("grants:application_step", args=[application.reference, "check"]))
    assert "A representative of the organisation submits" in page.content.decode()
    _post(people["vera_browser"], "application_step", application.reference, "check", is_declared="on", status=403)
    receipt = _post(people["elena_browser"], "application_step", application.reference, "check", is_declared="on")
    code = application.versions.get().receipt_code
    assert code in receipt.content.decode()
    proof = client.get(reverse("grants_public:receipts"), {"code": code.lower()}, follow=True).content.decode()
    assert application.versions.get().digest in proof
    assert "Centru de zi" not in proof


def _review(people, call, application, login):
    officer = people["officer_browser"]
    criterion = call.eligibility_criteria.get()
    _post(officer, "eligibility", application.reference, **{f"finding_{criterion.pk}": "yes"})
    _post(officer, "call_move", call.pk, "start_review")
    _post(officer, "reviewer_add", call.reference, email="r@example.org", name="Radu", language="ro")
    offered = officer.get(reverse("grants:assignment_proposal", args=[call.reference]), {"wanted": "1"})
    [pair] = re.findall(r'name="pair"[^>]*value="(\d+:\d+)"', offered.content.decode())
    _post(officer, "assignment_proposal", call.reference, pair=pair)
    assignment = Assignment.objects.get()
    radu = login(assignment.reviewer)
    assert radu.get(application.get_absolute_url()).status_code == 404
    _post(radu, "review_declare", assignment.pk, has_conflict="no")
    assert "Centru de zi" in radu.get(assignment.get_absolute_url()).content.decode()
    key = call.criteria.get().pk
    too_many = _post(radu, "review", assignment.pk, **{f"points_{key}": "6", f"comment_{key}": "Da.", "comment": ""})
    assert "Acordați puncte de la 0 la 5." in too_many.content.decode()
    scores = {f"points_{key}": "4", f"comment_{key}": "Da.", "comment": "", "submit": "1"}
    assert "blocată" in _post(radu, "review", assignment.pk, **scores).content.decode()


def _decide(people, call, application):
    officer, manager = people["officer_browser"], people["manager_browser"]
    day = (clock.today() + timedelta(days=14)).isoformat()
    key = application.pk
    choice = {f"decision_{key}": "award", f"reason_{key}": "", "answer_by_on": day}
    over = _post(officer, "propose_awards", call.reference, **choice, **{f"amount_{key}": "12.500,01"})
    assert "more than it can get, 12,500.00 MDL" in over.content.decode()
    listed = _post(officer, "propose_awards", call.reference, **choice, **{f"amount_{key}": "12.000,00"})
    assert "another person" in listed.content.decode()
    award_list = call.award_lists.get()
    _post(officer, "awardlist_move", award_list.pk, "approve", status=403)
    _post(manager, "awardlist_move", award_list.pk, "approve")
    _post(officer, "call_publish_results", call.pk)
    _post(people["vera_browser"], "award_move", Award.objects.get().pk, "accept", status=403)
    _post(people["elena_browser"], "award_move", Award.objects.get().pk, "accept")


def test_from_a_call_to_an_accepted_award(people, client, login, django_capture_on_commit_callbacks):
    call = _prepare(people)
    application = _apply(people, call)
    _partner(people, application, client, django_capture_on_commit_callbacks)
    _submit(people, application, client)
    with clock.at(call.deadline_at):
        _review(people, call, application, login)
        _decide(people, call, application)
    award = Award.objects.get()
    assert (award.status, award.amount) == ("accepted", Decimal("12000.00"))
    assert Agreement.objects.get().amount == Decimal("12000.00")
