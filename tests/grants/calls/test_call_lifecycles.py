"""The lives of calls, applications, reviews and awards as tables: every status, every move, and who makes it."""

import pytest

from grants.lifecycles import APPLICATION, AWARD, AWARD_LIST, CALL, CLARIFICATION, CONFIRMATION, REVIEW
from grants.models import (
    ApplicationStatus,
    AwardListStatus,
    AwardStatus,
    CallStatus,
    ClarificationStatus,
    ConfirmationStatus,
    ReviewStatus,
)
from organizations.models import Role
from tests.factories.grants.applications import ApplicationFactory, member
from tests.factories.grants.calls import CallFactory, staff
from tests.factories.grants.reviews import AwardFactory, AwardListFactory, OpenAssignmentFactory
from tests.factories.organizations import UserFactory

LIVES = {
    CALL: (
        CallStatus,
        {
            "draft": {"approve": "approved", "cancel": "cancelled"},
            "approved": {"reopen": "draft", "publish": "published", "cancel": "cancelled"},
            "published": {"close": "closed", "cancel": "cancelled"},
            "closed": {"start_review": "in_review", "cancel": "cancelled"},
            "in_review": {"decide": "decided", "cancel": "cancelled"},
            "decided": {"review_again": "in_review", "archive": "archived"},
            "archived": {},
            "cancelled": {},
        },
    ),
    APPLICATION: (
        ApplicationStatus,
        {
            "draft": {"submit": "submitted", "withdraw": "withdrawn"},
            "submitted": {
                "submit_again": "submitted",
                "withdraw": "withdrawn",
                "find_eligible": "in_review",
                "find_ineligible": "ineligible",
            },
            "in_review": {
                "withdraw": "withdrawn",
                "invite": "invited",
                "award": "awarded",
                "reserve": "reserve",
                "reject": "rejected",
            },
            "reserve": {
                "invite": "invited",
                "award": "awarded",
                "reject": "rejected",
                "review_again": "in_review",
            },
            "invited": {},
            "ineligible": {"check_again": "submitted"},
            "rejected": {"review_again": "in_review", "take_to_reserve": "reserve"},
            "awarded": {},
            "withdrawn": {},
        },
    ),
    REVIEW: (ReviewStatus, {"draft": {"submit": "submitted"}, "submitted": {"reopen": "draft"}}),
    AWARD_LIST: (
        AwardListStatus,
        {
            "proposed": {"approve": "approved", "ask_donor": "awaiting_donor", "return": "returned"},
            "awaiting_donor": {"offer": "approved", "refuse": "returned"},
            "approved": {},
            "returned": {},
        },
    ),
    AWARD: (
        AwardStatus,
        {
            "offered": {"accept": "accepted", "decline": "declined", "lapse": "lapsed"},
            "accepted": {},
            "declined": {},
            "lapsed": {},
        },
    ),
    CLARIFICATION: (
        ClarificationStatus,
        {"asked": {"answer": "answered", "close": "closed", "end": "closed"}, "answered": {}, "closed": {}},
    ),
    CONFIRMATION: (
        ConfirmationStatus,
        {
            "asked": {"confirm": "confirmed", "decline": "declined", "add_paper": "paper"},
            "confirmed": {},
            "declined": {},
            "paper": {},
        },
    ),
}


@pytest.mark.parametrize("lifecycle", LIVES, ids=lambda lifecycle: lifecycle.name)
def test_every_move_from_every_status(lifecycle):
    statuses, table = LIVES[lifecycle]
    assert set(table) == set(statuses.values)
    found = {status: {each.name: each.to for each in lifecycle if status in each.from_} for status in statuses.values}
    assert found == table


def _may(lifecycle, thing, people):
    """Who may make which move, by name of the move."""
    moves = [each for each in lifecycle if each.permission]
    return {each.name: {who for who, user in people.items() if user.has_perm(each.permission, thing)} for each in moves}


def _house(programme):
    roles = {
        "manager": Role.PROGRAMME_MANAGER,
        "officer": Role.GRANTS_OFFICER,
        "finance": Role.FINANCE_OFFICER,
        "approver": Role.FINANCE_APPROVER,
        "administrator": Role.ADMINISTRATOR,
        "editor": Role.EDITOR,
    }
    return {name: staff(programme, role) for name, role in roles.items()}


def _applicant(organization):
    names = {"signatory": Role.REPRESENTATIVE, "accountant": Role.ACCOUNTANT, "member": Role.MEMBER}
    return {name: member(organization, role) for name, role in names.items()}


def test_who_moves_a_call(db):
    call = CallFactory()
    people = _house(call.programme) | {"stranger": UserFactory(), "preparer": call.created_by}
    people["preparer"].memberships.create(organization=call.programme.implementer, role=Role.PROGRAMME_MANAGER)
    both = {"manager", "officer", "preparer"}
    assert _may(CALL, call, people) == {
        "approve": {"manager"},
        "reopen": both,
        "publish": both,
        "start_review": both,
        "archive": both,
        "cancel": {"manager", "preparer"},
    }


def test_who_moves_an_application(db):
    application = ApplicationFactory()
    other = _applicant(ApplicationFactory().organization)["signatory"]
    people = _house(application.call.programme) | _applicant(application.organization) | {"other": other}
    assert _may(APPLICATION, application, people) == {
        "submit": {"signatory"},
        "submit_again": {"signatory"},
        "withdraw": {"signatory"},
        "find_eligible": {"manager", "officer"},
        "find_ineligible": {"manager", "officer"},
    }


def test_who_moves_an_award_list_and_an_award(db):
    award_list = AwardListFactory()
    people = _house(award_list.call.programme)
    reviewer = staff(award_list.call.programme, Role.PROGRAMME_MANAGER)
    OpenAssignmentFactory(application__call=award_list.call, reviewer=reviewer)
    proposer = award_list.proposed_by
    proposer.memberships.create(organization=award_list.call.programme.implementer, role=Role.PROGRAMME_MANAGER)
    people |= {"reviewer": reviewer, "proposer": proposer}
    assert _may(AWARD_LIST, award_list, people) == {
        "approve": {"manager", "approver"},
        "return": {"manager", "approver"},
        "offer": {"manager", "officer", "reviewer", "proposer"},
        "refuse": {"manager", "officer", "reviewer", "proposer"},
    }
    award = AwardFactory()
    people = _house(award.application.call.programme) | _applicant(award.application.organization)
    assert _may(AWARD, award, people) == {
        "accept": {"signatory"},
        "decline": {"signatory"},
        "lapse": {"manager", "officer"},
    }
