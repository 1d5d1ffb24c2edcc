"""Whatever is edited, submitted and withdrawn in whatever order: the last complete version in time counts."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from grants.actions.applications.applying import submit_application, withdraw_application
from grants.actions.applications.copies import discard_changes, open_changes
from grants.actions.applications.drafts import Entry, save_draft
from grants.models import Application, ApplicationStatus, CopyPurpose
from grants.queries.applications.integrity import content_that_does_not_count
from grants.receipts import digest, token
from kernel import clock
from kernel.refusals import Refusal
from tests.factories.grants.applications import CompleteDraftFactory, member

TITLES = st.sampled_from(["", "Centru", "Cantină", "Atelier"])


class History(RuleBasedStateMachine):
    """A draft and the hours around its deadline. `counts` is what the story itself expects."""

    @initialize()
    def begin(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.application = CompleteDraftFactory()
        self.by = member(self.application.organization)
        self.deadline: datetime = self.application.call.deadline_at
        self.now = self.deadline - timedelta(hours=6)
        self.counts: str | None = None
        self.is_withdrawn = False

    def teardown(self) -> None:
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @property
    def row(self) -> Application:
        return Application.objects.get(pk=self.application.pk)

    def draft(self) -> Application:
        row = self.row
        return row.copies.filter(purpose=CopyPurpose.CHANGE).first() or row

    @rule(minutes=st.integers(1, 200))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def open(self) -> None:
        may = self.counts is not None and self.now < self.deadline and not self.is_withdrawn
        assert self.tried(lambda: open_changes(self.row, by=self.by)) == may

    @rule(title=TITLES)
    def edit(self, title: str) -> None:
        draft = self.draft()
        entries = {"title": Entry(title, token(draft.title))}
        may = (draft.revises_id is not None or self.counts is None) and not self.is_withdrawn
        assert self.tried(lambda: save_draft(draft, entries, by=self.by)) == may

    @rule(is_declared=st.booleans())
    def submit(self, is_declared: bool) -> None:
        draft = self.draft()
        is_draft = draft.revises_id is not None or self.counts is None
        may = is_draft and is_declared and bool(draft.title) and self.now < self.deadline and not self.is_withdrawn
        title = draft.title
        assert self.tried(lambda: submit_application(draft, by=self.by, is_declared=is_declared)) == may
        if may:
            self.counts = title

    @precondition(lambda self: self.draft().revises_id is not None)
    @rule()
    def drop(self) -> None:
        assert self.tried(lambda: discard_changes(self.draft(), by=self.by))

    @precondition(lambda self: not self.is_withdrawn)
    @rule(dice=st.integers(0, 9))
    def withdraw(self, dice: int) -> None:
        if dice == 0:
            assert self.tried(lambda: withdraw_application(self.row, by=self.by))
            self.is_withdrawn = True

    def tried(self, act) -> bool:
        with clock.at(self.now):
            try:
                with transaction.atomic():
                    act()
            except Refusal:
                return False
        return True

    @invariant()
    def the_last_complete_version_in_time_counts(self) -> None:
        row, last = self.row, self.row.versions.first()
        assert (last.content["title"] if last else None) == self.counts
        if last is not None:
            assert (row.title, digest(last.content)) == (self.counts, last.digest)
            assert last.submitted_at < self.deadline
            assert row.status == (ApplicationStatus.WITHDRAWN if self.is_withdrawn else ApplicationStatus.SUBMITTED)
        assert list(content_that_does_not_count()) == []


@pytest.mark.django_db
@pytest.mark.hypothesis
def test_the_last_complete_version_submitted_in_time_counts():
    run_state_machine_as_test(History, settings=settings(stateful_step_count=14))
