"""What the house knows of the eligibility criteria of a call: yes, no, or that a person has to say; always with why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from grants.models import Application, Call, CallKind, EligibilityCriterion, EligibilityKind
from grants.queries.applications.budgets import budget_gaps, say, totals_of
from grants.queries.calls.ceilings import ceiling_faults, room_for
from grants.queries.calls.intake import may_apply
from kernel import clock
from organizations.models import Organization, TerritorialUnit
from organizations.queries.profile.completeness import completeness_of


class Known(models.TextChoices):
    """What is known of one criterion."""

    YES = "yes", pgettext_lazy("finding", "yes")
    NO = "no", pgettext_lazy("finding", "no")
    UNKNOWN = "unknown", pgettext_lazy("finding", "not known here")


@dataclass(frozen=True)
class Answered:
    """One criterion, what is known of it, and why in one sentence; "" where a person is simply asked."""

    criterion: EligibilityCriterion
    finding: Known
    why: str

    @property
    def is_asked(self) -> bool:
        """Whether a person has to say."""
        return self.finding == Known.UNKNOWN


Found = tuple[Known, str]


def answers_for(
    call: Call, organization: Organization | None = None, application: Application | None = None
) -> list[Answered]:
    """What is known of each criterion of `call`, in their order; a person decides.

    Without an organisation only what is asked of everybody is listed as unknown; without an application what depends
    on its budget is. A fixed number of queries for each kind.
    """
    who = organization or (application.organization if application else None)
    answers = []
    for criterion in call.eligibility_criteria.all():
        finding, why = _ANSWERS[EligibilityKind(criterion.kind)](criterion, call, who, application)
        answers.append(Answered(criterion, finding, why))
    return answers


def _asked(*_facts: object) -> Found:
    return Known.UNKNOWN, ""


def _nature(
    _criterion: EligibilityCriterion, call: Call, who: Organization | None, _application: Application | None
) -> Found:
    if who is None:
        return Known.UNKNOWN, ""
    kind = {"kind": who.get_nature_display()}
    if call.kind == CallKind.DIRECT and not may_apply(call, who):
        return Known.NO, _("The call is by invitation, and this organisation is not invited.")
    if call.kind == CallKind.OPEN and who.nature not in call.natures:
        return Known.NO, _("It is registered as “%(kind)s”; this kind may not apply.") % kind
    return Known.YES, _("It is registered as “%(kind)s”.") % kind


def _territory(
    _criterion: EligibilityCriterion, call: Call, who: Organization | None, application: Application | None
) -> Found:
    lot = application.lot if application else None
    wanted = set(lot.units.values_list("pk", flat=True)) if lot else set()
    wanted = wanted or set(call.units.values_list("pk", flat=True))
    if not wanted:
        return Known.YES, _("The call is for the whole country.")
    if who is None:
        return Known.UNKNOWN, ""
    if who.unit is None:
        return Known.UNKNOWN, _("The profile does not say where it is registered.")
    place: TerritorialUnit | None = who.unit
    while place is not None:
        if place.pk in wanted:
            return Known.YES, _("It is registered in %(place)s.") % {"place": who.unit}
        place = place.parent
    return Known.NO, _("It is registered in %(place)s, outside the territory of the call.") % {"place": who.unit}


def full_years(since: date, until: date) -> int:
    """Whole years from one day to another, as birthdays are counted."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def _years(
    criterion: EligibilityCriterion, call: Call, who: Organization | None, _application: Application | None
) -> Found:
    if who is None:
        return Known.UNKNOWN, ""
    if who.registered_on is None:
        return Known.UNKNOWN, _("The profile does not say when it was registered.")
    years = full_years(who.registered_on, clock.day_of(call.deadline_at))
    words = ngettext(
        "Registered on %(day)s: %(years)d full year at the deadline.",
        "Registered on %(day)s: %(years)d full years at the deadline.",
        years,
    ) % {"day": who.registered_on.isoformat(), "years": years}
    return (Known.YES if years >= (criterion.years or 0) else Known.NO), words


def _limits(application: Application) -> tuple[list[str], list[str]]:
    """What of the budget passes the limits of amounts, and what lacks of the own contribution."""
    totals = totals_of(application.budget_lines.all())
    gaps = budget_gaps(application.call, totals, application.lot)
    wanted = application.call.cofinancing_percent * totals.whole > 100 * (totals.whole - totals.requested)
    is_short = bool(totals.whole and wanted)
    return (gaps[:-1], gaps[-1:]) if is_short else (gaps, [])


def _amount(
    _criterion: EligibilityCriterion, _call: Call, _who: Organization | None, application: Application | None
) -> Found:
    if application is None:
        return Known.UNKNOWN, ""
    faults, _short = _limits(application)
    figures = {"amount": say(application.requested), "currency": application.currency}
    return (Known.NO, faults[0]) if faults else (Known.YES, _("%(amount)s %(currency)s are requested.") % figures)


def _cofinancing(
    _criterion: EligibilityCriterion, _call: Call, _who: Organization | None, application: Application | None
) -> Found:
    if application is None:
        return Known.UNKNOWN, ""
    _faults, short = _limits(application)
    if short:
        return Known.NO, short[0]
    share = totals_of(application.budget_lines.all()).contribution_percent
    if share is None:
        return Known.UNKNOWN, _("The budget is empty.")
    return Known.YES, _("Own and other contributions are %(has)s %% of the whole budget.") % {"has": say(share)}


def _ceiling(
    _criterion: EligibilityCriterion, call: Call, who: Organization | None, application: Application | None
) -> Found:
    if who is None:
        return Known.UNKNOWN, ""
    asked = application.requested if application else call.min_amount
    if faults := ceiling_faults(who, call, asked, without=application):
        return Known.NO, " ".join(faults)
    rooms = room_for(who, call, without=application)
    open_ones = [room.reason for room in rooms if room.left_here is None]
    if open_ones:
        return Known.UNKNOWN, " ".join(open_ones)
    return Known.YES, " ".join(room.reason for room in rooms) or _("No ceiling is set.")


def _profile(
    _criterion: EligibilityCriterion, _call: Call, who: Organization | None, _application: Application | None
) -> Found:
    if who is None:
        return Known.UNKNOWN, ""
    gaps = completeness_of(who).gaps
    return (Known.NO, " ".join(gaps[:3])) if gaps else (Known.YES, _("Every section of the profile is filled in."))


def _accreditation(
    _criterion: EligibilityCriterion, _call: Call, who: Organization | None, _application: Application | None
) -> Found:
    if who is None:
        return Known.UNKNOWN, ""
    known = list(who.accreditations.order_by("pk"))
    valid = [str(each) for each in known if not each.is_expired and each.valid_from <= clock.today()]
    if valid:
        return Known.YES, _("Valid today: %(papers)s.") % {"papers": "; ".join(valid)}
    if known:
        return Known.NO, _("Its accreditations have run out: %(papers)s.") % {"papers": "; ".join(map(str, known))}
    return Known.UNKNOWN, _("The profile names no accreditation.")


_ANSWERS: dict[EligibilityKind, Callable[..., Found]] = {
    EligibilityKind.ASKED: _asked,
    EligibilityKind.NATURE: _nature,
    EligibilityKind.TERRITORY: _territory,
    EligibilityKind.YEARS: _years,
    EligibilityKind.AMOUNT: _amount,
    EligibilityKind.COFINANCING: _cofinancing,
    EligibilityKind.PROFILE: _profile,
    EligibilityKind.CEILING: _ceiling,
    EligibilityKind.ACCREDITATION: _accreditation,
}
