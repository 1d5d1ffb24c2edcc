"""What waits for whom, as tasks of the workspace's home."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import AgreementStatus, FinancialReportStatus
from grants.queries.agreements import tasks as waiting
from grants.wording import figure
from kernel.registries import Task, TaskSource, task_sources


def _of_agreement(agreement: Any) -> dict[str, Any]:
    return {"reference": agreement.reference, "organization": agreement.organization, "title": agreement.title}


def answer_offers(user: Any) -> Iterable[Task]:
    """Offers to accept."""
    for each in waiting.agreements_to_answer(user):
        yield Task(
            title=_("Read and accept agreement %(reference)s") % {"reference": each.reference},
            detail=_("%(title)s, %(amount)s") % {"title": each.title, "amount": figure(each.amount, each.currency)},
            url=each.get_absolute_url(),
            label=_("Read"),
        )


def prepare_agreements(user: Any) -> Iterable[Task]:
    """Drafts to offer, accepted ones to have signed, signed ones to activate."""
    for each in [*waiting.agreements_to_prepare(user), *waiting.agreements_to_activate(user)]:
        titles = {
            AgreementStatus.DRAFT: _("Prepare agreement %(reference)s and offer it"),
            AgreementStatus.ACCEPTED: _("Have agreement %(reference)s signed by both sides"),
            AgreementStatus.SIGNED: _("Activate agreement %(reference)s"),
        }
        yield Task(
            title=titles[AgreementStatus(each.status)] % {"reference": each.reference},
            detail=_("%(organization)s: %(title)s") % _of_agreement(each),
            url=each.get_absolute_url(),
            label=_("Open"),
        )


def sign_and_publish(user: Any) -> Iterable[Task]:
    """Signatures of the own side to record; grants in force to publish."""
    kinds = (
        (
            waiting.agreements_to_sign(user),
            _("Record your signature on agreement %(reference)s"),
            "agreement_signature",
        ),
        (waiting.agreements_to_publish(user), _("Let the public read about grant %(reference)s"), "agreement_publish"),
    )
    for rows, title, route in kinds:
        for each in rows:
            yield Task(
                title=title % {"reference": each.reference},
                detail=_("%(organization)s: %(title)s") % _of_agreement(each),
                url=reverse(f"grants:{route}", args=[each.pk]),
                label=_("Open"),
            )


def tranches(user: Any) -> Iterable[Task]:
    """Tranches to release, and to pay."""
    for tranche in waiting.tranches_to_release(user):
        yield Task(
            title=_("Release tranche %(number)s of %(reference)s")
            % {"number": tranche.number, "reference": tranche.agreement.reference},
            detail=_("All its conditions are met. %(organization)s") % {"organization": tranche.agreement.organization},
            url=f"{tranche.get_absolute_url()}#tranche-{tranche.number}",
            label=_("Open"),
            due_on=tranche.due_on,
        )
    for tranche in waiting.tranches_to_pay(user):
        yield Task(
            title=_("Prepare the payment of tranche %(number)s of %(reference)s")
            % {"number": tranche.number, "reference": tranche.agreement.reference},
            detail=_("%(organization)s, %(amount)s")
            % {
                "organization": tranche.agreement.organization,
                "amount": figure(tranche.amount, tranche.agreement.currency),
            },
            url=reverse("grants:disbursement_new", args=[tranche.pk]),
            label=_("Prepare"),
            due_on=tranche.due_on,
        )


def payments(user: Any) -> Iterable[Task]:
    """Payments to approve, to record and to confirm."""
    kinds = (
        (waiting.payments_to_approve(user), _("Approve payment %(reference)s"), _("Check"), False),
        (waiting.payments_to_record(user), _("Record payment %(reference)s as the bank made it"), _("Record"), False),
        (waiting.payments_to_confirm(user), _("Has payment %(reference)s come?"), _("Confirm"), True),
    )
    for rows, title, label, is_calm in kinds:
        for each in rows:
            agreement = each.tranche.agreement
            yield Task(
                title=title % {"reference": each.reference},
                detail=_("Agreement %(agreement)s, tranche %(number)s: %(amount)s")
                % {
                    "agreement": agreement.reference,
                    "number": each.tranche.number,
                    "amount": figure(each.amount, agreement.currency),
                },
                url=each.get_absolute_url(),
                label=label,
                is_calm=is_calm,
            )


def reports(user: Any) -> Iterable[Task]:
    """Reports to write or correct, to submit, and to decide."""
    for each in waiting.reports_to_write(user):
        is_returned = each.status == FinancialReportStatus.RETURNED
        title = _("Correct financial report %(number)s") if is_returned else _("Write financial report %(number)s")
        yield Task(
            title=title % {"number": each.number},
            detail=_("Agreement %(reference)s") % {"reference": each.agreement.reference},
            url=each.get_absolute_url(),
            label=_("Open"),
            due_on=each.ends_on,
        )
    for each in waiting.reports_to_submit(user):
        yield Task(
            title=_("Submit financial report %(number)s") % {"number": each.number},
            detail=_("Agreement %(reference)s") % {"reference": each.agreement.reference},
            url=each.get_absolute_url(),
            label=_("Open"),
            due_on=each.ends_on,
        )
    for each in waiting.reports_to_decide(user):
        yield Task(
            title=_("Decide on financial report %(number)s of %(reference)s")
            % {"number": each.number, "reference": each.agreement.reference},
            detail=str(each.agreement.organization),
            url=each.get_absolute_url(),
            label=_("Decide"),
        )


def finance(user: Any) -> Iterable[Task]:
    """Refunds to approve, accounts to check."""
    for refund in waiting.refunds_to_approve(user):
        yield Task(
            title=_("Approve refund %(reference)s") % {"reference": refund.reference},
            detail=_("%(organization)s, %(amount)s")
            % {
                "organization": refund.agreement.organization,
                "amount": figure(refund.amount, refund.agreement.currency),
            },
            url=refund.get_absolute_url(),
            label=_("Check"),
        )
    for account in waiting.accounts_to_check(user):
        yield Task(
            title=_("Check the bank account of %(organization)s") % {"organization": account.organization},
            detail=str(account),
            url=reverse("grants:bank_account_check", args=[account.pk]),
            label=_("Check"),
        )


def register() -> None:
    """Fill the registry of tasks."""
    sources = (
        ("agreement_offers", answer_offers, 40),
        ("agreements", prepare_agreements, 45),
        ("signatures", sign_and_publish, 46),
        ("tranches", tranches, 50),
        ("payments", payments, 51),
        ("financial_reports", reports, 55),
        ("finance", finance, 56),
    )
    for name, tasks_for, order in sources:
        task_sources.add(TaskSource(name, tasks_for, order=order))
