"""The terms of a draft: its description, its budget and its tranches, replaced as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.forms import ModelForm
from django.utils.translation import gettext as _

from grants.actions.agreements.locks import lock_agreement
from grants.models import Agreement, AgreementStatus, BudgetLine, Condition, Tranche
from grants.wording import figure
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import User


class SumsDiffer(Refusal):
    """Lines or tranches do not sum to the amount of the agreement."""


class TermsFixed(NotNow):
    """The terms are no longer a draft."""


@dataclass(frozen=True)
class PlannedLine:
    """A budget line as typed; titles by language ({"ro": …})."""

    code: str
    titles: dict[str, str]
    category: str
    amount: Decimal


@dataclass(frozen=True)
class PlannedCondition:
    """A condition as typed; texts by language."""

    kind: str
    texts: dict[str, str]
    report_number: int | None = None


@dataclass(frozen=True)
class PlannedTranche:
    """A tranche as typed."""

    amount: Decimal
    due_on: date
    conditions: Sequence[PlannedCondition] = field(default_factory=tuple)


def in_languages(name: str, texts: dict[str, str]) -> dict[str, Any]:
    """The columns of a translated field, for example {"title_ro": …}; languages without text stay empty."""
    return {f"{name}_{language}": text or None for language, text in texts.items()}


def check_sum(agreement: Agreement, amounts: Sequence[Decimal], *, of: str) -> None:
    """Raise SumsDiffer, with the figures, unless `amounts` sum to the amount of the agreement. `of` names them."""
    total = sum(amounts, Decimal(0))
    if total == agreement.amount:
        return
    facts = {
        "what": of,
        "sum": figure(total, agreement.currency),
        "amount": figure(agreement.amount, agreement.currency),
        "difference": figure(abs(agreement.amount - total), agreement.currency),
    }
    if total < agreement.amount:
        raise SumsDiffer(_("%(what)s sum to %(sum)s; the agreement is %(amount)s. Add %(difference)s.") % facts)
    raise SumsDiffer(_("%(what)s sum to %(sum)s; the agreement is %(amount)s. Take away %(difference)s.") % facts)


def check_terms(agreement: Agreement) -> None:
    """Raise SumsDiffer unless budget lines and tranches each sum to the amount. The caller holds the lock."""
    check_sum(agreement, list(agreement.budget_lines.values_list("amount", flat=True)), of=_("The budget lines"))
    check_sum(agreement, list(agreement.tranches.values_list("amount", flat=True)), of=_("The tranches"))


def refuse_unless_draft(agreement: Agreement, *, by: User) -> None:
    """Raise NotAllowed or TermsFixed unless `by` may change its terms and it is a draft."""
    if not by.has_perm("grants.prepare_agreement", agreement):
        raise NotAllowed(_("You may not change the terms of this agreement."))
    if agreement.status != AgreementStatus.DRAFT:
        raise TermsFixed(
            _("The terms are fixed: the status is “%(status)s”. Take the offer back first, or make an amendment.")
            % {"status": agreement.get_status_display()}
        )


def open_draft(agreement: Agreement, *, by: User) -> Agreement:
    """The agreement, locked, if `by` may change its terms and it is a draft; raises NotAllowed or TermsFixed."""
    agreement = lock_agreement(agreement)
    refuse_unless_draft(agreement, by=by)
    return agreement


@transaction.atomic
def save_facts(form: ModelForm, *, by: User) -> Agreement:
    """Keep what the valid `form` says of a draft: titles, summary, dates, places, partner, tolerance."""
    open_draft(form.instance, by=by)
    agreement: Agreement = form.save()
    record("agreement_facts_changed", agreement, by=by, organization=agreement.organization, fields=form.changed_data)
    return agreement


def _refuse_amounts_not_positive(amounts: Sequence[Decimal]) -> None:
    for row, amount in enumerate(amounts, start=1):
        if amount <= 0:
            raise Refusal(_("Row %(row)s: the amount must be greater than zero.") % {"row": row})


@transaction.atomic
def set_budget(agreement: Agreement, lines: Sequence[PlannedLine], *, by: User) -> list[BudgetLine]:
    """Replace the budget of a draft. Refused unless the lines sum to its amount, with distinct codes."""
    agreement = open_draft(agreement, by=by)
    _refuse_amounts_not_positive([line.amount for line in lines])
    codes = [line.code for line in lines]
    for row, code in enumerate(codes, start=1):
        if code in codes[: row - 1]:
            raise Refusal(_("Row %(row)s: the code %(code)s stands above already.") % {"row": row, "code": code})
    check_sum(agreement, [line.amount for line in lines], of=_("The budget lines"))
    agreement.budget_lines.all().delete()
    made = BudgetLine.objects.bulk_create(
        BudgetLine(
            agreement=agreement,
            code=line.code,
            category=line.category,
            amount=line.amount,
            order=order,
            **in_languages("title", line.titles),
        )
        for order, line in enumerate(lines, start=1)
    )
    record("agreement_budget_set", agreement, by=by, organization=agreement.organization, lines=len(made))
    return made


@transaction.atomic
def set_tranches(agreement: Agreement, tranches: Sequence[PlannedTranche], *, by: User) -> list[Tranche]:
    """Replace the tranches of a draft, numbered in the order given. Refused unless they sum to its amount."""
    agreement = open_draft(agreement, by=by)
    _refuse_amounts_not_positive([tranche.amount for tranche in tranches])
    check_sum(agreement, [tranche.amount for tranche in tranches], of=_("The tranches"))
    agreement.tranches.all().delete()
    made = [
        Tranche.objects.create(agreement=agreement, number=number, amount=tranche.amount, due_on=tranche.due_on)
        for number, tranche in enumerate(tranches, start=1)
    ]
    Condition.objects.bulk_create(
        Condition(
            tranche=row,
            kind=condition.kind,
            report_number=condition.report_number,
            **in_languages("text", condition.texts),
        )
        for row, tranche in zip(made, tranches, strict=True)
        for condition in tranche.conditions
    )
    record("agreement_tranches_set", agreement, by=by, organization=agreement.organization, tranches=len(made))
    return made
