"""Submitting again: what was submitted stays and counts until a complete working copy takes its place in time."""

from datetime import timedelta
from decimal import Decimal

import pytest

from grants.actions.applications.applying import submit_application, withdraw_application
from grants.actions.applications.budgets import replace_budget
from grants.actions.applications.confirmations import answer_confirmation, ask_confirmation
from grants.actions.applications.copies import discard_changes, open_changes
from grants.actions.applications.drafts import Entry, save_draft
from grants.actions.applications.files import attach_file, remove_file
from grants.models import WRITTEN, Application, ApplicationStatus, ApplicationVersion, VersionKind
from grants.queries.applications.budgets import rows_of
from grants.queries.applications.integrity import content_that_does_not_count
from grants.queries.applications.versions import content_of
from grants.queries.calls.intake import intake_of
from grants.receipts import token
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.applications import CompleteDraftFactory, member
from tests.factories.grants.calls import staff
from tests.factories.organizations import AuthorityFactory, TerritorialUnitFactory, UserFactory
from tests.grants.uploads import text_file

SECOND = timedelta(seconds=1)
# What an application's life says; everything else is written by people and carried by a working copy.
LIFE = {
    *("id", "call", "organization", "stage", "reference", "status", "created_at", "created_by", "revises", "purpose"),
    *(
        "ready_at",
        "ready_by",
        "further_wanted_at",
        "continues",
        "submitted_at",
        "submitted_by",
        "withdrawn_at",
        "withdrawn_by",
        "withdrawn_reason",
        "folded",
    ),
}


@pytest.fixture
def submitted(db):
    draft = CompleteDraftFactory()
    submit_application(draft, by=member(draft.organization), is_declared=True)
    return Application.objects.get(pk=draft.pk)


@pytest.fixture
def signatory(submitted):
    return member(submitted.organization)


def write(draft, by, **texts):
    """Save texts over whatever stands there."""
    entries = {name: Entry(text, token(getattr(draft, name))) for name, text in texts.items()}
    assert not save_draft(draft, entries, by=by).clashes


def test_every_field_of_an_application_is_written_or_says_its_life():
    assert {field.name for field in Application._meta.concrete_fields} == LIFE | set(WRITTEN)


def test_open_changes_leaves_what_was_submitted_as_it_is(submitted, signatory):
    before = content_of(submitted)
    copy = open_changes(submitted, by=signatory)
    assert open_changes(submitted, by=signatory) == copy
    assert content_of(copy) == before
    write(copy, signatory, title="Alt titlu")
    replace_budget(copy, [], by=signatory, base=token(rows_of(copy)))
    submitted.refresh_from_db()
    assert content_of(submitted) == before
    assert submitted.status == ApplicationStatus.SUBMITTED
    assert list(content_that_does_not_count()) == []


def test_a_working_copy_is_in_no_list_and_no_count(submitted, signatory):
    copy = open_changes(submitted, by=signatory)
    assert list(Application.objects.visible_to(signatory)) == [submitted]
    assert list(submitted.call.applications.all()) == [submitted]
    assert (intake_of(submitted.call).drafts, intake_of(submitted.call).submitted) == (0, 1)
    assert copy.get_absolute_url() == submitted.get_absolute_url()


def test_submit_again_takes_the_place_of_what_counted(submitted, signatory):
    first = submitted.versions.get()
    copy = open_changes(submitted, by=signatory)
    place = TerritorialUnitFactory()
    write(copy, signatory, title="Alt titlu")
    copy.refresh_from_db()
    save_draft(copy, {"units": Entry([place.pk], token(sorted(copy.units.values_list("pk", flat=True))))}, by=signatory)
    line = {**rows_of(copy)[0], "quantity": "3.000"}
    replace_budget(copy, [line], by=signatory, base=token(rows_of(copy)))
    attach_file(copy, text_file("plan.txt"), by=signatory)
    asked = ask_confirmation(copy, AuthorityFactory(), by=signatory, email="a@example.org", kind="letter")
    moment = clock.now() + timedelta(hours=1)
    with clock.at(moment):
        second = submit_application(copy, by=signatory, is_declared=True, note=" Titlul și bugetul. ")
    submitted = Application.objects.get(pk=submitted.pk)
    assert (second.application, second.number, second.kind) == (submitted, 2, VersionKind.RESUBMISSION)
    assert (second.note, submitted.submitted_at) == ("Titlul și bugetul.", moment)
    assert (submitted.title, submitted.requested, list(submitted.units.all())) == (
        "Alt titlu",
        Decimal("15000.00"),
        [place],
    )
    assert [each.document.filename for each in submitted.files.all()] == ["plan.txt"]
    assert second.content == content_of(submitted)
    assert not Application.with_copies.filter(revises=submitted).exists()
    assert ApplicationVersion.objects.get(pk=first.pk).content == first.content
    answered = answer_confirmation(asked, person_name="Ion Rusu, primar", is_confirmed=True)
    assert answered.application == submitted
    assert list(content_that_does_not_count()) == []


def test_files_of_what_counts_stay_when_the_copy_drops_them(submitted, signatory):
    copy = open_changes(submitted, by=signatory)
    attach_file(copy, text_file("plan.txt"), by=signatory)
    submit_application(copy, by=signatory, is_declared=True)
    again = open_changes(submitted, by=signatory)
    remove_file(again.files.get(), by=signatory)
    assert submitted.files.count() == 1
    discard_changes(again, by=signatory)
    assert submitted.files.count() == 1


def test_incomplete_late_or_undeclared_changes_never_unsubmit(submitted, signatory):
    version = submitted.versions.get()
    copy = open_changes(submitted, by=signatory)
    with pytest.raises(Refusal, match="Confirm the declaration"):
        submit_application(copy, by=signatory, is_declared=False)
    with clock.at(submitted.call.deadline_at), pytest.raises(NotNow, match="deadline has passed"):
        submit_application(copy, by=signatory, is_declared=True)
    write(copy, signatory, title="")
    with pytest.raises(Refusal, match="no title"):
        submit_application(copy, by=signatory, is_declared=True)
    submitted.refresh_from_db()
    assert (submitted.status, submitted.title, submitted.versions.get()) == ("submitted", "Centru de zi", version)
    assert copy.copies.count() == 0


def test_changes_are_kept_after_the_deadline_and_do_not_count(submitted, signatory):
    copy = open_changes(submitted, by=signatory)
    write(copy, signatory, title="Alt titlu")
    with clock.at(submitted.call.deadline_at + SECOND), pytest.raises(NotNow):
        open_changes(submitted, by=signatory)
    assert Application.with_copies.get(pk=copy.pk).title == "Alt titlu"


def test_submit_again_by_two_at_once_is_told_to_the_second(submitted, signatory):
    copy = open_changes(submitted, by=signatory)
    stale = Application.with_copies.get(pk=copy.pk)
    submit_application(copy, by=signatory, is_declared=True)
    with pytest.raises(NotNow, match="a moment ago"):
        submit_application(stale, by=signatory, is_declared=True)
    with pytest.raises(NotNow, match="copy it first"):
        write(stale, signatory, title="Prea târziu")
    assert submitted.versions.count() == 2


def test_changes_are_for_the_organisation_and_end_with_a_withdrawal(submitted, signatory):
    with pytest.raises(NotAllowed):
        open_changes(submitted, by=staff(submitted.call.programme))
    with pytest.raises(NotAllowed):
        open_changes(submitted, by=UserFactory())
    copy = open_changes(submitted, by=member(submitted.organization, Role.MEMBER))
    with pytest.raises(NotAllowed):
        submit_application(copy, by=member(submitted.organization, Role.MEMBER), is_declared=True)
    withdraw_application(submitted, by=signatory, reason="Alt finanțator")
    submitted.refresh_from_db()
    assert (submitted.status, submitted.withdrawn_reason) == (ApplicationStatus.WITHDRAWN, "Alt finanțator")
    with pytest.raises(NotNow):
        submit_application(copy, by=signatory, is_declared=True)
    with pytest.raises(NotNow, match="was withdrawn"):
        write(copy, signatory, title="x")
