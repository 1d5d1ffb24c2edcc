"""Working copies: the draft in which a submitted application is changed, while what was submitted stays and counts."""

from collections.abc import Collection
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from grants.carrying import application_parts
from grants.models import WRITTEN, Application, ApplicationStatus, CopyPurpose
from kernel import clock
from kernel.refusals import NotAllowed, NotNow
from organizations.actions.activity import record
from organizations.models import User

# Added to the reference of the application: a working copy has its own address for its form.
SUFFIX = {CopyPurpose.CHANGE: "edit", CopyPurpose.CLARIFICATION: "reply"}


def locked(application: Application) -> Application:
    """The locked row of `application` itself, also for a working copy of it: always locked before its copies."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    return rows.get(pk=application.revises_id or application.pk)


def locked_copy(copy: Application, row: Application) -> Application:
    """The locked row of a working copy of `row`, which is locked already; NotNow when it was submitted meanwhile."""
    found = Application.with_copies.select_for_update(of=("self",)).filter(pk=copy.pk, revises=row).first()
    if found is None:
        raise NotNow(_("Somebody else submitted or dropped these changes a moment ago. Open the application again."))
    found.revises, found.call, found.organization = row, row.call, row.organization
    return found


@transaction.atomic
def open_changes(application: Application, *, by: User) -> Application:
    """The working copy in which a submitted application is changed before the deadline; the one that is there, if any.

    What was submitted stays as it is and counts until the copy is submitted, complete and in time.
    """
    row = locked(application)
    if not by.has_perm("grants.write_application", row):
        raise NotAllowed(_("Only people of the organisation that applies write its application."))
    if row.status != ApplicationStatus.SUBMITTED or not row.is_open:
        raise NotNow(_("It can be changed only while it is submitted and before the deadline."))
    found = row.copies.filter(purpose=CopyPurpose.CHANGE).first()
    if found is not None:
        return found
    copy = make_copy(row, CopyPurpose.CHANGE, by=by)
    record("application_changes_begun", row, by=by, organization=row.organization)
    return copy


def make_copy(row: Application, purpose: CopyPurpose, *, by: User) -> Application:
    """A working copy of the locked `row` with all that was written in it."""
    copy = Application.with_copies.create(
        call=row.call,
        organization=row.organization,
        stage=row.stage,
        revises=row,
        purpose=purpose,
        reference=f"{row.reference}-{SUFFIX[purpose]}",
        created_at=clock.now(),
        created_by=by,
        saved_by=by,
    )
    carry_content(row, copy)
    return copy


def carry_content(row: Application, target: Application, *, leaving: Collection[str] = ()) -> None:
    """Copy all that was written in `row` into the empty draft `target`, without the parts named in `leaving`."""
    for name in WRITTEN:
        setattr(target, name, getattr(row, name))
    target.save(update_fields=[*WRITTEN, "folded"])
    target.units.set(row.units.all())
    for part in application_parts:
        if part.name not in leaving:
            rows = part.rows(row).order_by("pk")
            rows.model._base_manager.bulk_create([_twin(each, target) for each in rows])


def _twin(row: models.Model, copy: Application) -> models.Model:
    values: dict[str, Any] = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    return type(row)(**{**values, "application_id": copy.pk})


def take_over(row: Application, copy: Application) -> Application:
    """Put what was written in `copy` in the place of what stood in `row`; both are locked, and the copy is gone."""
    for part in application_parts:
        part.rows(row).delete()
        part.rows(copy).update(application=row)
    # An authority that was asked in the copy answers by the same link.
    copy.confirmations.update(application=row)
    copy.replaced_files.update(application=row)
    copy.returns.update(application=row)
    for name in WRITTEN:
        setattr(row, name, getattr(copy, name))
    row.units.set(copy.units.all())
    row.save(update_fields=[*WRITTEN, "folded"])
    copy.delete()
    return row


@transaction.atomic
def discard_changes(copy: Application, *, by: User) -> Application:
    """Drop the changes that were not submitted; what was submitted stays as it is. Returns the application."""
    row = locked(copy)
    found = locked_copy(copy, row)
    if not by.has_perm("grants.write_application", row):
        raise NotAllowed(_("Only people of the organisation that applies write its application."))
    if found.purpose != CopyPurpose.CHANGE:
        raise NotNow(_("What is written for a clarification stays until it is answered."))
    found.delete()
    record("application_changes_dropped", row, by=by, organization=row.organization)
    return row
