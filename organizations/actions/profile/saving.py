"""How every section of a profile is saved: one person after the other, with a line in the record."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from kernel import clock
from kernel.refusals import Refusal
from organizations.actions.activity import record
from organizations.actions.demand import demand
from organizations.models import Organization, SectionAnswer, User

Rows = Sequence[Mapping[str, Any]]


class SavedMeanwhile(Refusal):
    """Somebody else saved the section after this person opened it; nothing of either is lost."""


def base_of(organization: Organization, section: str) -> str:
    """What a form carries to tell whether somebody else saved the section since it was opened; "" for never saved."""
    answer = SectionAnswer.objects.filter(organization=organization, section=section).first()
    return answer.saved_at.isoformat() if answer else ""


def open_section(
    organization: Organization, section: str, *, by: User, permission: str, base: str | None = None
) -> Organization:
    """The locked row of the organisation whose `section` `by` may save; inside the caller's transaction.

    With `base`, the mark of the form that was opened, raises SavedMeanwhile when somebody else saved it since.
    """
    row = Organization.objects.select_for_update().get(pk=organization.pk)
    demand(by, permission, row)
    answer = SectionAnswer.objects.filter(organization=row, section=section).select_related("saved_by").first()
    if base is None or answer is None or answer.saved_by_id == by.pk or answer.saved_at.isoformat() == base:
        return row
    raise SavedMeanwhile(
        _(
            "%(person)s saved this section while you were writing. What you typed is still here. Open the profile in "
            "another window to compare; saving again puts yours in its place."
        )
        % {"person": answer.saved_by}
    )


def close_section(
    organization: Organization, section: str, *, by: User, is_none: bool = False, **facts: Any
) -> SectionAnswer:
    """Note who saved `section`, when, and whether the answer was “none”; the record holds `facts`."""
    answer, _created = SectionAnswer.objects.update_or_create(
        organization=organization,
        section=section,
        defaults={"is_none": is_none, "saved_at": clock.now(), "saved_by": by},
    )
    record("profile_section_saved", organization, by=by, organization=organization, section=section, **facts)
    return answer


def replace_rows(organization: Organization, model: type[models.Model], rows: Rows) -> int:
    """Put `rows` in the place of those of the organisation, in their order; returns how many there are."""
    model._default_manager.filter(organization=organization).delete()
    model._default_manager.bulk_create([model(organization=organization, **row) for row in rows])
    return len(rows)
