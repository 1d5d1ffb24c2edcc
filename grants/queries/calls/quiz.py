"""The test “is this call for us?”: from a few answers, kept nowhere, what fits, what does not and what to do.

What the house knows of an organisation comes from `eligibility.answers_for`; only the rest is asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Call, EligibilityCriterion, EligibilityKind
from grants.queries.applications.budgets import say
from grants.queries.calls.eligibility import Known, answers_for, full_years
from grants.queries.calls.followers import meet, parents
from kernel import clock
from organizations.models import Nature, Organization, TerritorialUnit

YES, NO, UNSURE = "yes", "no", "unsure"


@dataclass(frozen=True)
class Verdict:
    """One condition: whether it is met, why, and what to do; `finding` is yes, no or unknown."""

    text: str
    finding: Known
    why: str
    advice: str = ""


@dataclass(frozen=True)
class Quiz:
    """What is asked about one call: which of the plain facts, and which criteria a person has to say yes or no to.

    `known` is what is known already of an organisation, by criterion.
    """

    call: Call
    units: tuple[TerritorialUnit, ...]
    criteria: tuple[EligibilityCriterion, ...]
    known: Mapping[int, tuple[Known, str]]
    organization: Organization | None = None

    def _open(self, kind: str) -> bool:
        return any(each.kind == kind and each.pk not in self.known for each in self.criteria)

    @property
    def asks_nature(self) -> bool:
        """Whether the kind of organisation is asked."""
        return self.organization is None

    @property
    def asks_place(self) -> bool:
        """Whether the place is asked: the call has a territory, and the place is not known."""
        return bool(self.units) and (self.organization is None or self.organization.unit_id is None)

    @property
    def asks_year(self) -> bool:
        """Whether the day of registration is asked."""
        return self._open(EligibilityKind.YEARS)

    @property
    def asked(self) -> list[EligibilityCriterion]:
        """The criteria to which a person says yes or no."""
        kinds = {EligibilityKind.ASKED, EligibilityKind.ACCREDITATION}
        return [each for each in self.criteria if each.kind in kinds and each.pk not in self.known]


def quiz_of(call: Call, organization: Organization | None = None) -> Quiz:
    """The test about `call`, with what is known of `organization` filled in."""
    criteria = tuple(call.eligibility_criteria.order_by("order", "pk"))
    known = {}
    if organization is not None:
        for each in answers_for(call, organization):
            if not each.is_asked:
                known[each.criterion.pk] = (each.finding, each.why)
    return Quiz(call, tuple(call.units.order_by("name_ro", "pk")), criteria, known, organization)


def verdicts(quiz: Quiz, given: Mapping[str, Any]) -> list[Verdict]:
    """What follows from the answers, in the order in which people read it.

    `given` holds what the form cleaned: nature, place, registered_on, amount, share, and `criterion_<id>`.
    """
    found = [_nature(quiz, given), *_place(quiz, given), _amount(quiz, given), *_share(quiz, given)]
    implied = {EligibilityKind.NATURE, EligibilityKind.TERRITORY, EligibilityKind.AMOUNT, EligibilityKind.COFINANCING}
    found += [_criterion(quiz, each, given) for each in quiz.criteria if each.kind not in implied]
    if quiz.call.needs_confirmation:
        advice = _("Talk to the town hall now: it confirms by a link that we send, or on paper.")
        text = _("An authority confirms the partnership before you submit.")
        found.append(Verdict(text, Known.UNKNOWN, "", advice))
    return found


def outcome(found: Iterable[Verdict]) -> Known:
    """Whether the call is for them: no, when one condition is not met; not known, while one is open."""
    findings = {each.finding for each in found}
    return Known.NO if Known.NO in findings else Known.UNKNOWN if Known.UNKNOWN in findings else Known.YES


def _nature(quiz: Quiz, given: Mapping[str, Any]) -> Verdict:
    allowed = ", ".join(str(Nature(nature).label) for nature in quiz.call.natures)
    text = _("Who may apply: %(kinds)s") % {"kinds": allowed}
    nature = quiz.organization.nature if quiz.organization else given["nature"]
    why = _("You are: %(kind)s.") % {"kind": Nature(nature).label}
    if nature in quiz.call.natures:
        return Verdict(text, Known.YES, why)
    advice = _("Look for an organisation of that kind which applies, with you as its partner.")
    return Verdict(text, Known.NO, why, advice)


def _place(quiz: Quiz, given: Mapping[str, Any]) -> Iterable[Verdict]:
    if not quiz.units:
        return
    text = _("Where: %(places)s") % {"places": ", ".join(map(str, quiz.units))}
    unit = given.get("place") or (quiz.organization.unit if quiz.organization else None)
    if unit is None:
        yield Verdict(
            text, Known.UNKNOWN, "", _("Ask whether work in the territory is enough, or a seat there is needed.")
        )
        return
    is_there = meet([unit.pk], [each.pk for each in quiz.units], parents())
    why = _("You are in: %(place)s.") % {"place": unit}
    advice = "" if is_there else _("Work with an organisation from there, or look at other calls.")
    yield Verdict(text, Known.YES if is_there else Known.NO, why, advice)


def _amount(quiz: Quiz, given: Mapping[str, Any]) -> Verdict:
    call = quiz.call
    limits = {"least": say(call.min_amount), "most": say(call.max_amount), "currency": call.currency}
    text = _("One grant: from %(least)s to %(most)s %(currency)s") % limits
    amount: Decimal | None = given.get("amount")
    if amount is None:
        return Verdict(
            text, Known.UNKNOWN, "", _("Reckon roughly what you need: the budget is written in this currency.")
        )
    why = _("You need about %(amount)s %(currency)s.") % {"amount": say(amount), "currency": call.currency}
    if amount > call.max_amount:
        return Verdict(text, Known.NO, why, _("Ask for a part of the work, or find the rest of the money elsewhere."))
    if amount < call.min_amount:
        return Verdict(text, Known.NO, why, _("Plan for more, or join with others: this call gives no smaller grants."))
    return Verdict(text, Known.YES, why)


def _share(quiz: Quiz, given: Mapping[str, Any]) -> Iterable[Verdict]:
    least = quiz.call.cofinancing_percent
    if not least:
        return
    text = _("Own contribution: at least %(share)s %% of the whole budget") % {"share": say(least)}
    share: Decimal | None = given.get("share")
    if share is None:
        advice = _("Money of your own, of the town hall or of others counts, and work or rooms given for free too.")
        yield Verdict(text, Known.UNKNOWN, "", advice)
        return
    why = _("You bring about %(share)s %%.") % {"share": say(share)}
    advice = "" if share >= least else _("Count what is given in kind too, or find another partner.")
    yield Verdict(text, Known.YES if share >= least else Known.NO, why, advice)


def _criterion(quiz: Quiz, each: EligibilityCriterion, given: Mapping[str, Any]) -> Verdict:
    if each.pk in quiz.known:
        finding, why = quiz.known[each.pk]
        return Verdict(each.text, finding, why, each.explanation if finding == Known.NO else "")
    if each.kind == EligibilityKind.YEARS:
        return _years(quiz, each, given)
    if each.kind == EligibilityKind.PROFILE:
        return Verdict(
            each.text, Known.UNKNOWN, "", _("You fill the profile in once; begin to apply and see what it lacks.")
        )
    if each.kind == EligibilityKind.CEILING:
        return Verdict(
            each.text, Known.UNKNOWN, "", _("Add up the grants that you have from this project and its donors.")
        )
    answer = given.get(f"criterion_{each.pk}", UNSURE)
    if answer == YES:
        return Verdict(each.text, Known.YES, _("You say: yes."))
    if answer == NO:
        return Verdict(each.text, Known.NO, _("You say: no."), each.explanation)
    return Verdict(
        each.text, Known.UNKNOWN, _("You are not sure."), _("Ask those who run the call; the answer helps others too.")
    )


def _years(quiz: Quiz, each: EligibilityCriterion, given: Mapping[str, Any]) -> Verdict:
    since = given.get("registered_on")
    if since is None:
        return Verdict(each.text, Known.UNKNOWN, "", _("Look at your certificate of registration."))
    years = full_years(since, clock.day_of(quiz.call.deadline_at))
    words = ngettext("%(n)d full year at the deadline.", "%(n)d full years at the deadline.", years) % {"n": years}
    is_met = years >= (each.years or 0)
    return Verdict(each.text, Known.YES if is_met else Known.NO, words, "" if is_met else each.explanation)


def may_fit(quiz: Quiz, given: Mapping[str, Any]) -> list[Call]:
    """Other open public calls for this kind of organisation and place, those that close first."""
    nature = quiz.organization.nature if quiz.organization else given["nature"]
    unit = given.get("place") or (quiz.organization.unit if quiz.organization else None)
    calls = Call.objects.public().open().filter(programme__is_demo=quiz.call.is_demo).exclude(pk=quiz.call.pk)
    parent_of = parents() if unit else {}
    return [
        call
        for call in calls.prefetch_related("units").order_by("deadline_at", "pk")
        if nature in call.natures
        and (unit is None or meet([unit.pk], [each.pk for each in call.units.all()], parent_of))
    ]
