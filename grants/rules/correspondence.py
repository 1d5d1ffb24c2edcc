"""Who may write to each other about an application, and who keeps notes and labels on it."""

import rules

from grants.models import Application, MessageTemplate, Note
from grants.rules.applications import (
    has_declared_conflict,
    is_of_applicant,
    reads_for_implementer,
    runs_its_call,
    writes_application,
)
from grants.rules.calls import RUNS_CALLS, runs_calls_somewhere
from grants.rules.stakes import stakes_of
from organizations.models import User
from organizations.queries.memberships import holds


@rules.predicate
def is_submitted(user: User, application: Application) -> bool:
    """It was submitted; a draft is the applicant's alone."""
    return application.submitted_at is not None


@rules.predicate
def reviews_it(user: User, application: Application) -> bool:
    """Was given the application to review and still has it: what staff think of it must not colour the judgement."""
    return application.pk in stakes_of(user, application.call).reviewed


unbiased = ~is_of_applicant & ~has_declared_conflict & ~reviews_it


@rules.predicate
def keeps_notes_of_its_application(user: User, note: Note) -> bool:
    """Keeps notes on the application, and wrote this one."""
    return note.written_by_id == user.pk and user.has_perm("grants.keep_notes", note.application)


@rules.predicate
def runs_calls_of_template(user: User, template: MessageTemplate) -> bool:
    """Prepares calls for the implementer whose template it is."""
    return holds(user, template.implementer_id, *RUNS_CALLS)


rules.add_perm("grants.read_thread", is_submitted & (writes_application | (reads_for_implementer & unbiased)))
rules.add_perm("grants.write_in_thread", is_submitted & (writes_application | (runs_its_call & unbiased)))
rules.add_perm("grants.keep_notes", is_submitted & reads_for_implementer & unbiased)
rules.add_perm("grants.change_note", keeps_notes_of_its_application)
rules.add_perm("grants.label_application", is_submitted & runs_its_call & unbiased)
rules.add_perm("grants.write_message_templates", runs_calls_somewhere)
rules.add_perm("grants.change_message_template", runs_calls_of_template)
