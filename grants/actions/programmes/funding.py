"""The column *planned*: what each donor planned for each year."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import FundingLine, Keeping, Programme, Source
from grants.rules.programmes import copies_from_a_source
from kernel.money import Money
from kernel.refusals import NotAllowed, Refusal
from organizations.actions.activity import record
from organizations.models import Organization, User


class FundingRefused(Refusal):
    """The line cannot stand in the plan of this programme."""


@transaction.atomic
def add_funding_line(
    programme: Programme,
    *,
    year: int,
    donor: Organization | None,
    amount: Money,
    by: User,
    source: Source | None = None,
) -> FundingLine:
    """Plan `amount` of `donor` (None: not stated) for `year`, as `source` published it or as the implementer knows.

    Refuses: NotAllowed; FundingRefused for an amount that is not positive, a year outside the programme, a second line
    of the same donor, year and currency, a donor of the other kind (demo or real), a plan that is not published.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    _check_may(programme, by)
    _check_amount(amount)
    if programme.planned_keeping == Keeping.NOT_PUBLISHED:
        raise FundingRefused(_("“Planned” is “not published” in this project. Change this first."))
    if not programme.starts_on.year <= year <= programme.ends_on.year:
        text = _("The project lasts from %(first)s to %(last)s.") % {
            "first": programme.starts_on.year,
            "last": programme.ends_on.year,
        }
        raise FundingRefused(text, fields={"year": text})
    if donor is not None and donor.is_demo != programme.is_demo:
        text = _("A demo project has demo donors, and a real one real donors.")
        raise FundingRefused(text, fields={"donor": text})
    if programme.funding_lines.filter(year=year, donor=donor, currency=amount.currency).exists():
        text = _("This donor has a line for this year already. Correct that line.")
        raise FundingRefused(text, fields={"donor": text})
    line = FundingLine.objects.create(
        programme=programme, year=year, donor=donor, amount=amount.amount, currency=amount.currency, source=source
    )
    _record("funding_line_added", line, by, amount=str(line.amount))
    return line


@transaction.atomic
def correct_funding_line(line: FundingLine, *, amount: Money, by: User) -> FundingLine:
    """Put `amount` in place of what was planned; the record keeps both. Refuses: NotAllowed, FundingRefused."""
    line = FundingLine.objects.select_for_update().select_related("programme").get(pk=line.pk)
    _check_may(line.programme, by)
    _check_amount(amount)
    if amount.currency != line.currency:
        text = _("The line is in %(currency)s. Remove it to plan in another currency.") % {"currency": line.currency}
        raise FundingRefused(text, fields={"currency": text})
    before, line.amount = line.amount, amount.amount
    line.save(update_fields=["amount"])
    _record("funding_line_corrected", line, by, amount=str(line.amount), before=str(before))
    return line


@transaction.atomic
def remove_funding_line(line: FundingLine, *, by: User) -> None:
    """Take the line out of the plan; the record keeps it. Refuses: NotAllowed."""
    line = FundingLine.objects.select_for_update().select_related("programme").get(pk=line.pk)
    _check_may(line.programme, by)
    _record("funding_line_removed", line, by, before=str(line.amount))
    line.delete()


def _check_may(programme: Programme, by: User) -> None:
    if not copies_from_a_source(by, programme) and not by.has_perm("grants.manage_programme", programme):
        raise NotAllowed(_("Only a programme manager of the implementing organisation may do this."))


def _check_amount(amount: Money) -> None:
    if amount.amount <= 0:
        text = _("The planned amount must be greater than zero. Leave out what nobody planned.")
        raise FundingRefused(text, fields={"amount": text})


def _record(verb: str, line: FundingLine, by: User, **facts: str) -> None:
    """A line of the programme's record, because the funding line itself may go."""
    record(
        verb,
        line.programme,
        by=by,
        organization=line.programme.implementer,
        year=line.year,
        donor=line.donor_id,
        currency=line.currency,
        **facts,
    )
