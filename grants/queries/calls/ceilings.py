"""How much one organisation may still get: the ceilings of donors, project and call, with what already counts.

What counts is every grant of the ceiling's scope that stands today, whenever it was given: offered and accepted awards,
and agreements. An agreement in force counts with what the ledger holds as committed, so that what was released at its
end is free again; before that with its amount, or with that of its award. Each grant is converted on its own day by
the source and policy of its project, what is asked for by those of the call's; without a published rate nothing is
guessed, and the ceiling says that it cannot be computed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from grants.models import Agreement, AgreementStatus, Application, Award, AwardStatus, Call, Programme, RecipientCeiling
from grants.queries.applications.budgets import say
from grants.queries.money.balances import agreement_balances
from grants.queries.money.rates import rate_on
from kernel import clock
from kernel.money import Money
from organizations.models import Organization

UNBORN = frozenset({AgreementStatus.DRAFT, AgreementStatus.OFFERED, AgreementStatus.ACCEPTED, AgreementStatus.SIGNED})


@dataclass(frozen=True)
class Room:
    """One ceiling for one organisation: the limit, what counts already and what is left.

    `taken` and `left` are in the currency of the limit, `left_here` in that of the call; None where a rate is missing,
    and then `missing` says which. Nothing is left below zero. `reason` is the whole in one sentence.
    """

    title: str
    source: str
    limit: Money
    taken: Money | None
    left: Money | None
    left_here: Money | None
    missing: str

    @property
    def reason(self) -> str:
        """The ceiling, what counts against it and what is left, in one sentence."""
        facts = {
            "title": self.title,
            "limit": in_words(self.limit),
            "taken": in_words(self.taken),
            "left": in_words(self.left),
            "missing": self.missing,
        }
        if self.taken is None or self.left is None or self.left_here is None:
            return _("%(title)s: at most %(limit)s. What is left cannot be computed: %(missing)s") % facts
        return _("%(title)s: at most %(limit)s, %(taken)s of it given already, %(left)s left.") % facts


@dataclass(frozen=True)
class _Grant:
    """One grant that stands: its amount, its day and its project."""

    amount: Money
    on: date
    programme: Programme


def in_words(money: Money | None) -> str:
    """An amount with its currency, as the reader's language groups it; "" for none."""
    return f"{say(money.amount)} {money.currency}" if money else ""


def _standing_awards(organization: Organization, call: Call) -> QuerySet[Award]:
    rows = Award.objects.filter(
        application__organization=organization, status__in=[AwardStatus.OFFERED, AwardStatus.ACCEPTED]
    )
    rows = rows.filter(application__call__programme__implementer=call.programme.implementer_id)
    return rows.select_related("application__call__programme", "agreement").order_by("pk")


def _direct_agreements(organization: Organization, call: Call) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(organization=organization, award__isnull=True)
    rows = rows.filter(programme__implementer=call.programme.implementer_id)
    return rows.exclude(Q(status=AgreementStatus.DRAFT) | Q(status=AgreementStatus.CANCELLED)).select_related(
        "programme"
    )


def _grants_of(organization: Organization, call: Call, without: Application | None) -> list[tuple[_Grant, bool]]:
    """Every grant that stands at the call's implementer, and whether it came out of a call."""
    awards = list(_standing_awards(organization, call).exclude(application=without))
    direct = list(_direct_agreements(organization, call))
    made = {each.pk: agreement for each in awards if (agreement := getattr(each, "agreement", None)) is not None}
    live = [each for each in [*made.values(), *direct] if each.status not in UNBORN]
    booked = {key: balance.committed for key, balance in agreement_balances(live).items()} if live else {}

    def amount_of(agreement: Agreement) -> Money:
        return booked.get(agreement.pk, Money(agreement.amount, agreement.currency))

    grants = []
    for award in awards:
        agreement = made.get(award.pk)
        if agreement is not None and agreement.status == AgreementStatus.CANCELLED:
            continue
        money = amount_of(agreement) if agreement is not None else Money(award.amount, award.currency)
        programme = award.application.call.programme
        grants.append((_Grant(money, clock.day_of(award.offered_at), programme), True))
    grants += [(_Grant(amount_of(each), clock.day_of(each.drafted_at), each.programme), False) for each in direct]
    return grants


def _converted(money: Money, currency: str, on: date, programme: Programme) -> Money | None:
    if money.currency == currency:
        return money
    source, policy = programme.rate_source, programme.rate_policy
    rate = rate_on(currency, money.currency, on, source=source, policy=policy)
    return rate.convert(money) if rate else None


def _no_rate(programme: Programme, one: str, two: str, on: date) -> str:
    return _("no rate of %(source)s between %(one)s and %(two)s is known for %(day)s.") % {
        "source": programme.get_rate_source_display(),
        "one": one,
        "two": two,
        "day": on.isoformat(),
    }


def _room(title: str, source: str, limit: Money, grants: Iterable[_Grant], call: Call) -> Room:
    taken: Money | None = Money(Decimal(0), limit.currency)
    missing = ""
    for grant in grants:
        part = _converted(grant.amount, limit.currency, grant.on, grant.programme)
        if part is None:
            taken, missing = None, _no_rate(grant.programme, limit.currency, grant.amount.currency, grant.on)
            break
        taken = taken + part if taken is not None else part
    if taken is None:
        return Room(title, source, limit, None, None, None, missing)
    left = max(limit - taken, Money(Decimal(0), limit.currency))
    here = _converted(left, call.currency, clock.today(), call.programme)
    if here is None:
        missing = _no_rate(call.programme, limit.currency, call.currency, clock.today())
    return Room(title, source, limit, taken, left, here, missing)


def ceilings_of(call: Call, on: date | None = None) -> list[RecipientCeiling]:
    """The ceilings of project and donors in force for `call` on a day (today, when None is named); one query."""
    rows = RecipientCeiling.objects.for_programme(call.programme).on(on or clock.today())
    return list(rows.select_related("programme", "donor").distinct().order_by("pk"))


def room_for(organization: Organization, call: Call, *, without: Application | None = None) -> list[Room]:
    """What `organization` may still get in `call`, by every ceiling that holds today; the award of `without` left out.

    First the call's own "most for one organisation over the calls of this project", then those of project and donors.
    Empty when there is no ceiling.
    """
    ceilings = ceilings_of(call)
    if not ceilings and call.most_per_organization is None:
        return []
    grants = _grants_of(organization, call, without)
    rooms = []
    if call.most_per_organization is not None:
        title = _("Most for one organisation over the calls of this project")
        here = [grant for grant, is_called in grants if is_called and grant.programme.pk == call.programme_id]
        rooms.append(_room(title, str(call), Money(call.most_per_organization, call.currency), here, call))
    for ceiling in ceilings:
        if ceiling.programme is not None:
            scope = {ceiling.programme.pk}
            title = _("Most for one organisation in the project “%(project)s”") % {"project": ceiling.programme}
        else:
            scope = set(Programme.objects.filter(funding_lines__donor=ceiling.donor).values_list("pk", flat=True))
            title = _("Most for one organisation of the money of %(donor)s") % {"donor": ceiling.donor}
        within = [grant for grant, _is_called in grants if grant.programme.pk in scope]
        rooms.append(_room(title, ceiling.source, Money(ceiling.amount, ceiling.currency), within, call))
    return rooms


def ceiling_faults(
    organization: Organization, call: Call, amount: Decimal, *, without: Application | None = None
) -> list[str]:
    """Which ceilings a grant of `amount`, in the currency of the call, would pass, with the figures.

    A ceiling that cannot be computed is no fault: `room_for` says so, and a person looks at it.
    """
    faults = []
    for room in room_for(organization, call, without=without):
        asked = Money(amount, call.currency)
        if room.left is None:
            continue
        in_limit = _converted(asked, room.limit.currency, clock.today(), call.programme)
        if in_limit is not None and in_limit > room.left:
            facts = {"reason": room.reason, "asked": in_words(asked), "over": in_words(in_limit - room.left)}
            faults.append(_("%(reason)s The grant of %(asked)s passes it by %(over)s.") % facts)
    return faults
