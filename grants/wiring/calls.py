"""Calls, applications, reviews and awards in the registries: menu, tasks, integrity checks, readers, sentences."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.actions.calls.life import close_due_calls
from grants.actions.reviews.reminding import remind_of_due_reviews
from grants.models import Application, ApplicationVersion, Assignment, Award, AwardStatus, Call
from grants.queries.applications.budgets import totals_of
from grants.queries.calls import tasks
from grants.queries.calls.lots import overdrawn_lots, strange_lots
from grants.queries.concerns import concerns_of
from grants.queries.reviews.tasks import review_duties_for, reviews_for
from grants.receipts import digest
from grants.work_domains import lay_down_domains
from kernel.registries import (
    IntegrityCheck,
    MenuEntry,
    MenuGroup,
    SetupStep,
    TaskSource,
    integrity_checks,
    menu,
    menu_groups,
    setup_steps,
    task_sources,
)
from kernel.tasking import Routine, routines
from organizations.models import CSO_ROLES, STAFF_ROLES, Document
from organizations.queries.memberships import holds_anywhere
from organizations.registries import DocumentReader, Engagement, document_readers, engagements, tell

SENTENCES = {
    "call_prepared": _("Call prepared"),
    "call_revised": _("Call changed"),
    "call_invited": _("Organisation invited to the call"),
    "call_invitation_taken_back": _("Invitation to the call taken back"),
    "call_part_saved": _("Part of the call's form or criteria changed"),
    "call_part_removed": _("Part of the call's form or criteria removed"),
    "call_copied_from": _("Parts copied from another call"),
    "call_approved": _("Call approved"),
    "call_reopened": _("Call taken back to draft"),
    "call_published": _("Call published"),
    "call_extension_proposed": _("Later deadline proposed"),
    "call_extended": _("Deadline moved"),
    "call_extension_dropped": _("Later deadline dropped"),
    "call_amendment_proposed": _("Amendment of the call proposed"),
    "call_amendment_dropped": _("Amendment of the call dropped"),
    "call_amended": _("Published call amended"),
    "call_closed": _("Call closed at its deadline"),
    "call_review_started": _("Review started"),
    "call_archived": _("Call archived"),
    "call_cancelled": _("Call cancelled"),
    "call_results_published": _("Results published"),
    "application_begun": _("Application begun"),
    "draft_clash_settled": _("One of two texts chosen"),
    "application_file_attached": _("File added"),
    "application_file_removed": _("File removed"),
    "confirmation_asked": _("Authority asked to confirm"),
    "confirmation_on_paper": _("Confirmation on paper uploaded"),
    "confirmation_taken_back": _("Request to the authority taken back"),
    "confirmation_answered": _("Authority answered"),
    "application_ready": _("Application ready for signature"),
    "application_sent_back": _("Application sent back to its writers"),
    "application_submitted": _("Application submitted"),
    "application_changes_begun": _("Changing of the submitted application begun"),
    "application_changes_dropped": _("Changes that were not submitted dropped"),
    "note_selection_proposed": _("Choice among concept notes proposed"),
    "note_selection_approved": _("Choice among concept notes approved"),
    "note_selection_returned": _("Choice among concept notes sent back"),
    "application_invited": _("Invited to the full application"),
    "clarification_asked": _("Clarification asked"),
    "clarification_answered": _("Clarification answered"),
    "clarification_extended": _("Clarification given more time"),
    "clarification_closed": _("Clarification closed without an answer"),
    "application_withdrawn": _("Application withdrawn"),
    "eligibility_checked": _("Eligibility checked"),
    "reviewer_added": _("Reviewer added"),
    "reviewer_assigned": _("Reviewer assigned"),
    "assignment_withdrawn": _("Assignment withdrawn"),
    "conflict_declared": _("Conflict of interest asked and answered"),
    "conflict_found": _("Conflict of interest found after reading"),
    "own_conflict_declared": _("Conflict of interest of staff declared"),
    "review_planned": _("Way of reviewing planned"),
    "application_domains_set": _("Fields of work of the application chosen"),
    "names_opened": _("Names of a blind call opened"),
    "review_due_moved": _("Due date of a review moved"),
    "reviewer_reminded": _("Reviewer reminded"),
    "review_reopened": _("Review reopened"),
    "reviewer_profile_saved": _("Profile of a reviewer saved"),
    "review_submitted": _("Review submitted"),
    "award_list_proposed": _("Award list proposed"),
    "award_list_approved": _("Award list approved"),
    "award_list_returned": _("Award list sent back"),
    "award_offered": _("Award offered"),
    "application_decided": _("Application decided"),
    "award_accepted": _("Award accepted"),
    "award_declined": _("Award declined"),
    "award_lapsed": _("Award lapsed without an answer"),
}


def sees_calls(user: Any) -> bool:
    """Works for an implementer or acts for a CSO."""
    return holds_anywhere(user, *STAFF_ROLES, *CSO_ROLES)


def sees_reviews(user: Any) -> bool:
    """Was asked to review for some call; the query of all concerns."""
    return concerns_of(user).reviews


def reads_application_file(document: Document, user: Any) -> bool:
    """May see the application to which the document belongs, as file or as a partner's paper."""
    mine = Application.objects.visible_to(user)
    return mine.filter(files__document=document).exists() or mine.filter(confirmations__document=document).exists()


def wrong_sums() -> Iterable[str]:
    """Applications whose requested amount is not the sum of their budget lines."""
    for application in Application.objects.prefetch_related("budget_lines").order_by("pk").iterator(chunk_size=500):
        if totals_of(application.budget_lines.all()).requested != application.requested:
            yield f"{application.reference}: requested is not the sum of its budget lines"


def changed_versions() -> Iterable[str]:
    """Submitted versions whose content no longer has its digest."""
    for version in ApplicationVersion.objects.select_related("application").order_by("pk").iterator(chunk_size=500):
        if digest(version.content) != version.digest:
            yield f"{version.application.reference}: version {version.number} does not match its digest"


def overspent_calls() -> Iterable[str]:
    """Calls whose standing awards pass their envelope, and awards above what was requested."""
    standing = [AwardStatus.OFFERED, AwardStatus.ACCEPTED]
    for call in Call.objects.order_by("pk"):
        awards = Award.objects.filter(application__call=call, status__in=standing).select_related("application")
        if sum((each.amount for each in awards), Decimal(0)) > call.envelope:
            yield f"{call.reference}: awards pass the envelope"
        yield from (
            f"{each.application.reference}: awarded more than requested"
            for each in awards
            if each.amount > each.application.requested
        )


def conflicted_reviews() -> Iterable[str]:
    """Reviews that were submitted after a conflict was declared or found."""
    rows = Assignment.objects.filter(conflict="declared", review__submitted_at__isnull=False).filter(
        Q(found_at__isnull=True) | Q(review__submitted_at__gt=F("found_at"))
    )
    for row in rows.select_related("application").order_by("pk"):
        yield f"{row.application.reference}: a review stands beside a declared conflict"


def register() -> None:
    """Fill the registries with calls, applications, reviews and awards."""
    menu_groups.add(MenuGroup("calls", _("From call to award"), order=10))
    menu.add(MenuEntry("calls", _("Calls"), "grants:calls", sees_calls, order=20, group="calls"))
    menu.add(MenuEntry("applications", _("Applications"), "grants:applications", sees_calls, order=30, group="calls"))
    menu.add(MenuEntry("reviews", _("Reviews"), "grants:reviews", sees_reviews, order=40, group="calls"))
    for order, (name, source) in enumerate(
        (
            ("awards", tasks.awards_for),
            ("drafts", tasks.drafts_for),
            ("calls", tasks.calls_for),
            ("changes of calls", tasks.changes_for),
            ("eligibility", tasks.checks_for),
            ("reviews", reviews_for),
            ("review duties", review_duties_for),
            ("proposals", tasks.proposals_for),
            ("decisions", tasks.decisions_for),
        )
    ):
        task_sources.add(TaskSource(name, source, order=20 + order))
    document_readers.add(DocumentReader("application", reads_application_file))
    engagements.add(Engagement("reviewer", sees_reviews))
    routines.add(Routine("close_calls", timedelta(minutes=1), close_due_calls))
    routines.add(Routine("remind_reviewers", timedelta(hours=6), remind_of_due_reviews))
    setup_steps.add(SetupStep("fields of work", lay_down_domains, order=50))
    tell(SENTENCES)
    for name, faults in (
        ("requested amounts", wrong_sums),
        ("submitted versions", changed_versions),
        ("awards and envelopes", overspent_calls),
        ("lots and envelopes", overdrawn_lots),
        ("lots of applications", strange_lots),
        ("conflicts of interest", conflicted_reviews),
    ):
        integrity_checks.add(IntegrityCheck(name, faults))
