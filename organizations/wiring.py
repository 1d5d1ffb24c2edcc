"""What this floor hands to the registries: menu, tasks, setup, roles to offer, and how its acts read."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.registries import (
    IntegrityCheck,
    MenuEntry,
    MenuGroup,
    Record,
    SetupStep,
    Task,
    TaskSource,
    integrity_checks,
    menu,
    menu_groups,
    records,
    setup_steps,
    task_sources,
)
from kernel.tasking import Routine, routines
from organizations import shelf
from organizations.actions.documents import sweep_uploads
from organizations.actions.notices import send_digests
from organizations.activity_words import SENTENCES
from organizations.invitation_links import link_to
from organizations.models import CSO_ROLES, STAFF_ROLES, STEWARDS, Activity, Nature, Role
from organizations.notices import NoticeKind, notice_kinds
from organizations.profile_sections import connect_profile
from organizations.queries.integrity import faults_of_documents, faults_of_publication
from organizations.queries.invitations import invitations_for, proposals_for
from organizations.queries.joining import requests_of, requests_to_answer
from organizations.queries.roles import CSO_NATURES, DONOR_NATURES, has_administrator
from organizations.reference import load_profile_lists
from organizations.registries import RoleOffer, engagements, role_offers, tell
from organizations.roles import holds_anywhere, roles_of
from organizations.rules import is_operator
from organizations.territory import load_territory


def connect() -> None:
    """Fill the registries; called once, when the app is ready."""
    menu_groups.add(MenuGroup("own", _("Organisation and account"), order=90))
    menu.add(MenuEntry("organizations", _("Organisations"), "organizations:mine", _is_person, order=800, group="own"))
    menu.add(MenuEntry("shelf", _("My shelf"), "kernel:shelf", _is_person, order=850, group="own"))
    menu.add(MenuEntry("account", _("My account"), "organizations:account", _is_person, order=900, group="own"))
    task_sources.add(TaskSource("invitations", invitation_tasks, order=10))
    task_sources.add(TaskSource("join_requests", join_tasks, order=11))
    task_sources.add(TaskSource("publication_proposals", proposal_tasks, order=80))
    task_sources.add(TaskSource("first_steps", first_steps, order=900))
    shelf.connect()
    setup_steps.add(SetupStep("territory", load_territory, order=10))
    routines.add(Routine("digests", timedelta(minutes=10), send_digests))
    notice_kinds.add(NoticeKind("work", _("What I had made in the background"), ("work_finished",), order=900))
    notice_kinds.add(NoticeKind("members", _("People who joined my organisation"), ("invitation_accepted",), order=800))
    routines.add(Routine("uploads", timedelta(days=1), sweep_uploads))
    integrity_checks.add(IntegrityCheck("documents", faults_of_documents, order=10))
    integrity_checks.add(IntegrityCheck("publication", faults_of_publication, order=11))
    role_offers.add(RoleOffer("implementer", tuple(STAFF_ROLES), has_administrator))
    role_offers.add(RoleOffer("cso", tuple(CSO_ROLES), lambda each: each.nature in CSO_NATURES))
    role_offers.add(RoleOffer("authority", (Role.OFFICER,), lambda each: each.nature == Nature.PUBLIC_AUTHORITY))
    role_offers.add(RoleOffer("donor", (Role.VIEWER,), lambda each: each.nature in DONOR_NATURES))
    setup_steps.add(SetupStep("profile_lists", load_profile_lists, order=11))
    records.add(Record("acts", Activity))
    records.add(Record("reference_data", LogEntry))
    connect_profile()
    tell(SENTENCES)


def _is_person(user: Any) -> bool:
    return user.is_authenticated


def invitation_tasks(user: Any) -> Iterable[Task]:
    """Invitations that wait for this person; one query."""
    for invitation in invitations_for(user):
        yield Task(
            title=_("Join “%(organization)s”") % {"organization": invitation.organization},
            detail=_("%(inviter)s invites you as %(role)s.")
            % {"inviter": invitation.invited_by, "role": invitation.get_role_display()},
            url=link_to(invitation),
            label=_("Read and decide"),
            due_on=clock.day_of(invitation.runs_out_at),
        )


def join_tasks(user: Any) -> Iterable[Task]:
    """People who ask to join an organisation for which this person answers; one query, or none."""
    if not is_operator(user) and not holds_anywhere(user, *STEWARDS):
        return
    for request in requests_to_answer(user):
        yield Task(
            title=_("%(person)s asks to join “%(organization)s”")
            % {"person": request.user, "organization": request.organization},
            detail=_("As: %(role)s. Let in only a person whom you know.") % {"role": request.get_role_display()},
            url=request.get_absolute_url(),
            label=_("Read and decide"),
        )


def proposal_tasks(user: Any) -> Iterable[Task]:
    """Proposals to show less of an organisation, which wait for a second person; one query, or none."""
    if not is_operator(user) and not holds_anywhere(user, *STEWARDS):
        return
    for proposal in proposals_for(user):
        yield Task(
            title=_("What the public sees of “%(organization)s”") % {"organization": proposal.organization},
            detail=_("%(person)s proposes: %(level)s. Another person has to agree.")
            % {"person": proposal.proposed_by, "level": proposal.get_level_display()},
            url=reverse("organizations:publication", args=[proposal.organization.slug]),
            label=_("Read and decide"),
        )


def first_steps(user: Any) -> Iterable[Task]:
    """Who belongs to no organisation yet, and has no other work here, is told how to begin."""
    if roles_of(user) or user.is_staff or any(each.is_engaged(user) for each in engagements):
        return
    if waiting := requests_of(user).first():
        yield Task(
            title=_("You asked to join an organisation"),
            detail=_("The person in charge decides; the answer comes by e-mail."),
            url=waiting.get_absolute_url(),
            label=_("Look at it"),
            is_calm=True,
        )
    else:
        yield Task(
            title=_("Register your organisation"),
            detail=_("Then it can apply for grants. If it is registered here already, you can ask to join it."),
            url=reverse("organizations:new"),
            label=_("Begin"),
            is_calm=True,
        )
