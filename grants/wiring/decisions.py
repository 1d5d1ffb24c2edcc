"""The decision in the registries: tasks, what follows on an application's page, texts of letters, the record."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.actions.awards.letters import lay_down_letters
from grants.models import Appeal, Application, ApplicationStatus, NoObjection, PartialOffer
from grants.queries.awards import tasks
from grants.queries.awards.appeals import window_of
from grants.queries.awards.integrity import decided_in_conflict, overdrawn_by_awards
from grants.queries.awards.letters import letters_of
from grants.queries.concerns import concerns_of
from grants.queries.reviews.results import DECIDED
from kernel.registries import (
    IntegrityCheck,
    MenuEntry,
    Section,
    SetupStep,
    TaskSource,
    integrity_checks,
    menu,
    sections,
    setup_steps,
    task_sources,
)
from kernel.requests import PersonRequest
from organizations.models import Document
from organizations.registries import DocumentReader, Engagement, document_readers, engagements, tell

SENTENCES = {
    "decision_terms_set": _("Terms of the decision set"),
    "committee_member_added": _("Person added to the committee"),
    "committee_member_left": _("Person left the committee"),
    "committee_member_recused": _("Member of the committee stepped aside"),
    "meeting_opened": _("Meeting of the committee opened"),
    "meeting_attended": _("Presence at the meeting recorded"),
    "meeting_item_recorded": _("Decision of the committee recorded"),
    "meeting_order_changed": _("Order changed by the committee"),
    "meeting_held": _("Meeting of the committee held"),
    "meeting_reopened": _("Record of the meeting opened again"),
    "minutes_signed": _("Minutes signed off"),
    "donor_did_not_object": _("No-objection of the donor recorded"),
    "donor_objected": _("Objection of the donor recorded"),
    "reserve_proposed": _("Next on the reserve list proposed"),
    "partial_amount_asked": _("Asked about a smaller amount"),
    "partial_amount_answered": _("Question about a smaller amount answered"),
    "letter_text_saved": _("Text of a letter kept"),
    "letter_sent": _("Letter sent"),
    "comments_cleared": _("Comments cleared for the applicant"),
    "appeal_filed": _("Appeal filed"),
    "appeal_decided": _("Appeal answered"),
    "appeal_carried_out": _("What follows from the appeal carried out"),
}


def sits_somewhere(user: Any) -> bool:
    """Sits on the committee of some call; one query."""
    return user.committees.filter(left_at__isnull=True).exists()


def has_appeals(user: Any) -> bool:
    """There is an appeal of or to those for whom the person acts; the query of all concerns."""
    return concerns_of(user).appeals


def reads_decision_paper(document: Document, user: Any) -> bool:
    """May see the appeal or the award list to which the document belongs."""
    if Appeal.objects.visible_to(user).filter(documents=document).exists():
        return True
    answer = NoObjection.objects.filter(document=document).select_related("award_list__call__programme").first()
    return answer is not None and user.has_perm("grants.view_ranking", answer.award_list.call)


def after_decision(application: Application, request: PersonRequest) -> dict[str, Any] | None:
    """Points, letters, appeal and a question about less, for the applicant and for staff; never for a reviewer."""
    user = request.user
    if not user.has_perm("grants.view_feedback", application):
        return None
    letters = letters_of(application)
    offer = None
    if application.status == ApplicationStatus.RESERVE:
        offer = PartialOffer.objects.filter(application=application, answered_at__isnull=True).first()
    has_feedback = application.status in DECIDED
    if not (letters or offer or has_feedback):
        return None
    return {
        "application": application,
        "letters": letters,
        "offer": offer,
        "has_feedback": has_feedback,
        "window": window_of(application, letters),
        "can_appeal": user.has_perm("grants.file_appeal", application),
        "can_answer": offer is not None and user.has_perm("grants.answer_partial_offer", offer),
        "csrf_token": request.META.get("CSRF_COOKIE", ""),
    }


def register() -> None:
    """Fill the registries with the decision."""
    menu.add(MenuEntry("appeals", _("Appeals"), "grants:appeals", has_appeals, order=45, group="calls"))
    for order, (name, source) in enumerate(
        (
            ("committee", tasks.meetings_for),
            ("donor_answers", tasks.donor_answers_for),
            ("partial_offers", tasks.partial_offers_for),
            ("reserve", tasks.reserves_for),
            ("comments", tasks.comments_for),
            ("letters", tasks.letters_for),
            ("appeals", tasks.appeals_for),
        )
    ):
        task_sources.add(TaskSource(name, source, order=30 + order))
    sections.add(Section("after_decision", "application", "grants/awards/parts/after_decision.html", after_decision))
    document_readers.add(DocumentReader("decision", reads_decision_paper))
    engagements.add(Engagement("committee", sits_somewhere))
    setup_steps.add(SetupStep("texts of letters", lay_down_letters, order=50))
    integrity_checks.add(IntegrityCheck("awards and lots", overdrawn_by_awards))
    integrity_checks.add(IntegrityCheck("decisions and conflicts", decided_in_conflict))
    tell(SENTENCES)
