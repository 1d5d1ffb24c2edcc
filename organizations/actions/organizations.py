"""Acts on organisations: registering one, and deciding what the public sees of it."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kernel import clock
from kernel.refusals import NotNow, Refusal
from organizations.actions.activity import record
from organizations.actions.demand import demand
from organizations.actions.duplicates import note_duplicates
from organizations.actions.memberships import start_membership
from organizations.idno import has_thirteen_digits, is_sound
from organizations.models import (
    STEWARDS,
    Nature,
    Organization,
    PublicationLevel,
    PublicationProposal,
    Role,
    TerritorialUnit,
    User,
)
from organizations.notifications import members, notify

# What people register themselves; authorities and donors are entered by the operator.
SELF_REGISTERED = (Nature.ASSOCIATION, Nature.FOUNDATION, Nature.NETWORK)


class KnownAlready(Refusal):
    """An organisation with this IDNO is registered."""


def free_slug(*names: str | None) -> str:
    """An address made of the first of `names` that gives one, not yet in use."""
    base = next((slug for name in names if (slug := slugify(name or "")[:80])), "organization")
    taken = set(Organization.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def check_idno(number: str, note: str) -> None:
    """Raise a Refusal for an IDNO that is too short, is registered here, or is doubtful without a written reason."""
    if not number:
        return
    if not has_thirteen_digits(number):
        reason = _("An IDNO has 13 digits. Copy it from the registration certificate.")
        raise Refusal(reason, fields={"idno": reason})
    if Organization.objects.filter(idno=number).exists():
        raise _known_already()
    if not is_sound(number) and not note.strip():
        reason = _(
            "The last digit does not agree with the others: probably one is mistyped. "
            "If it stands so on the certificate, say so below."
        )
        raise Refusal(reason, fields={"idno": reason})


def _known_already() -> KnownAlready:
    reason = _("An organisation with this IDNO is registered here. Ask to join it instead.")
    return KnownAlready(reason, fields={"idno": reason})


@transaction.atomic
def register_organization(
    *,
    by: User,
    names: Mapping[str, str],
    nature: str,
    idno: str = "",
    idno_note: str = "",
    unit: TerritorialUnit | None = None,
    **facts: Any,
) -> Organization:
    """Enter an organisation, with `by` as its representative.

    `names` by language, one at least. An IDNO whose check digit does not agree is taken when `idno_note` says why,
    which stays with the organisation for staff to read. Raises KnownAlready for an IDNO that is registered, without
    saying whose it is. Organisations that may be the same are noted for staff.
    """
    demand(by, "organizations.register_organization")
    if not any(names.values()):
        raise Refusal(
            _("Give the name in one language at least."), fields={"name_ro": _("Give the name here, or beside.")}
        )
    if nature not in SELF_REGISTERED:
        raise Refusal(_("Choose what kind of organisation it is."), fields={"nature": _("Choose one of these.")})
    check_idno(idno, idno_note)
    translated = {f"name_{language}": name or None for language, name in names.items()}
    try:
        with transaction.atomic():
            organization = Organization.objects.create(
                slug=free_slug(names.get("ro"), names.get("en"), names.get("ru")),
                nature=nature,
                idno=idno,
                idno_note=_kept_note(idno, idno_note),
                unit=unit,
                is_demo=by.is_demo,
                created_at=clock.now(),
                **translated,
                **facts,
            )
    except IntegrityError as error:
        raise _known_already() from error
    doubtful = {"idno_is_doubtful": True} if organization.idno_note else {}
    record("organization_registered", organization, by=by, organization=organization, nature=nature, **doubtful)
    start_membership(organization, by, Role.REPRESENTATIVE, by=by)
    note_duplicates(organization)
    return organization


def _kept_note(idno: str, note: str) -> str:
    return note.strip()[:300] if idno and not is_sound(idno) else ""


@transaction.atomic
def give_idno(organization: Organization, *, by: User, idno: str, idno_note: str = "") -> Organization:
    """Give an organisation without an IDNO its number, once; a number that stands is the operator's to change."""
    row = Organization.objects.select_for_update().get(pk=organization.pk)
    demand(by, "organizations.edit_organization", row)
    if row.idno:
        raise NotNow(_("The IDNO stands already. If it is wrong, write to the operator of this site."))
    check_idno(idno, idno_note)
    row.idno, row.idno_note = idno, _kept_note(idno, idno_note)
    row.save()
    doubtful = {"idno_is_doubtful": True} if row.idno_note else {}
    record("idno_given", row, by=by, organization=row, **doubtful)
    return row


@transaction.atomic
def publish_organization(organization: Organization, *, by: User) -> Organization:
    """The public may read about it, with nothing held back. Less than that takes two people: see propose_level."""
    row = Organization.objects.select_for_update().get(pk=organization.pk)
    demand(by, "organizations.publish_organization", row)
    if row.published_at is not None and row.publication_level == PublicationLevel.FULL:
        raise NotNow(_("It is published already."))
    _show(row, PublicationLevel.FULL, by)
    record("organization_published", row, by=by, organization=row, level=str(PublicationLevel.FULL))
    return row


def _show(row: Organization, level: str, by: User) -> None:
    row.publication_level = level
    if row.published_at is None:
        row.published_at, row.published_by = clock.now(), by
    row.save(update_fields=["publication_level", "published_at", "published_by"])


@transaction.atomic
def propose_level(organization: Organization, *, by: User, level: str, reason: str) -> PublicationProposal:
    """Ask that the public sees less (a shelter, people at risk): counts when another person agrees."""
    row = Organization.objects.select_for_update().get(pk=organization.pk)
    demand(by, "organizations.publish_organization", row)
    if not reason.strip():
        raise Refusal(_("Say why the public should see less."), fields={"reason": _("Say why.")})
    if level == PublicationLevel.FULL:
        raise Refusal(_("To show everything, publish the organisation; that needs no second person."))
    if row.publication_proposals.filter(decided_at__isnull=True).exists():
        raise NotNow(_("There is a proposal already. It has to be decided first."))
    proposal = PublicationProposal.objects.create(
        organization=row, level=level, reason=reason.strip(), proposed_at=clock.now(), proposed_by=by
    )
    record("publication_level_proposed", row, by=by, organization=row, level=str(level), proposal=proposal.pk)
    others = [person for person in members(row, *STEWARDS) if person.pk != by.pk]
    operators = list(User.objects.filter(is_superuser=True, is_staff=True, is_active=True).exclude(pk=by.pk))
    notify(others or operators, "publication_proposed", url=row.get_absolute_url(), organization=row, proposal=proposal)
    return proposal


@transaction.atomic
def decide_level(proposal: PublicationProposal, *, by: User, is_approved: bool) -> PublicationProposal:
    """Agree to a proposal, as another person than the one who made it, or turn it down; its maker may only do that."""
    row = PublicationProposal.objects.select_for_update().select_related("organization").get(pk=proposal.pk)
    organization = Organization.objects.select_for_update().get(pk=row.organization_id)
    demand(by, "organizations.publish_organization", organization)
    if row.decided_at is not None:
        raise NotNow(_("This proposal has been decided."))
    if is_approved and row.proposed_by_id == by.pk:
        raise Refusal(_("You made this proposal; another person has to agree to it."))
    row.decided_at, row.decided_by, row.is_approved = clock.now(), by, is_approved
    row.save(update_fields=["decided_at", "decided_by", "is_approved"])
    if is_approved:
        _show(organization, row.level, by)
    verb = "publication_level_approved" if is_approved else "publication_level_refused"
    record(verb, organization, by=by, organization=organization, level=row.level, proposal=row.pk)
    return row
