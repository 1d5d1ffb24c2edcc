"""What waits for whom in agreements, payments, reports and refunds; each answer is one query."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from grants.models import (
    Agreement,
    AgreementStatus,
    BankAccount,
    Condition,
    Disbursement,
    DisbursementStatus,
    ExpenditureLine,
    FinancialReport,
    FinancialReportStatus,
    LineDecision,
    Refund,
    RefundStatus,
    Side,
    Signature,
    Tranche,
    TrancheStatus,
)
from kernel import clock
from kernel.listing import in_languages
from organizations.models import PublicationLevel, Role, User
from organizations.queries.memberships import asked_of, organizations_where, who_holds

PAYABLE = (AgreementStatus.ACTIVE, AgreementStatus.COMPLETED)
WRITABLE = (FinancialReportStatus.DRAFT, FinancialReportStatus.RETURNED)
SOON = timedelta(days=14)


# What a task says of an agreement, a tranche, a payment and a report: for `only`.
OF_AGREEMENT = ("reference", "status", "organization", *in_languages("title", "organization__name"))
OF_TRANCHE = (
    "number",
    "amount",
    "due_on",
    *(f"agreement__{name}" for name in ("reference", "currency", "organization", *in_languages("organization__name"))),
)
OF_PAYMENT = (
    "reference",
    "amount",
    *(f"tranche__{name}" for name in ("number", "agreement__reference", "agreement__currency")),
)
OF_REPORT = ("number", "status", "ends_on", "agreement__reference")


@asked_of(Role.REPRESENTATIVE)
def agreements_to_answer(user: User) -> QuerySet[Agreement]:
    """Offers that wait for the user as representative."""
    own = organizations_where(user, Role.REPRESENTATIVE)
    rows = Agreement.objects.filter(organization__in=own, status=AgreementStatus.OFFERED)
    return rows.select_related("organization").only("amount", "currency", *OF_AGREEMENT).order_by("offered_at", "pk")


@asked_of(Role.GRANTS_OFFICER)
def agreements_to_prepare(user: User) -> QuerySet[Agreement]:
    """Drafts and accepted offers that wait for the user as grants officer."""
    offices = organizations_where(user, Role.GRANTS_OFFICER)
    statuses = [AgreementStatus.DRAFT, AgreementStatus.ACCEPTED]
    rows = Agreement.objects.filter(programme__implementer__in=offices, status__in=statuses)
    return rows.select_related("organization").only(*OF_AGREEMENT).order_by("drafted_at", "pk")


@asked_of(Role.PROGRAMME_MANAGER)
def agreements_to_activate(user: User) -> QuerySet[Agreement]:
    """Signed agreements that wait for the user as programme manager."""
    offices = organizations_where(user, Role.PROGRAMME_MANAGER)
    rows = Agreement.objects.filter(programme__implementer__in=offices, status=AgreementStatus.SIGNED)
    return rows.select_related("organization").only(*OF_AGREEMENT).order_by("reference", "pk")


@asked_of(Role.REPRESENTATIVE)
def agreements_to_sign(user: User) -> QuerySet[Agreement]:
    """Accepted offers on which the organisation's signature is missing; for its representatives."""
    own = organizations_where(user, Role.REPRESENTATIVE)
    signed = Signature.objects.filter(agreement=OuterRef("pk"), side=Side.GRANTEE)
    rows = Agreement.objects.filter(~Exists(signed), organization__in=own, status=AgreementStatus.ACCEPTED)
    return rows.select_related("organization").only(*OF_AGREEMENT).order_by("accepted_at", "pk")


@asked_of(Role.PROGRAMME_MANAGER)
def agreements_to_publish(user: User) -> QuerySet[Agreement]:
    """Grants in force that the public may read about and cannot yet; for programme managers."""
    offices = organizations_where(user, Role.PROGRAMME_MANAGER)
    rows = Agreement.objects.filter(
        programme__implementer__in=offices,
        programme__published_at__isnull=False,
        published_at__isnull=True,
        status__in=PAYABLE,
    ).exclude(publication_level=PublicationLevel.WITHHELD)
    return rows.select_related("organization").only(*OF_AGREEMENT).order_by("activated_at", "pk")


@asked_of(Role.GRANTS_OFFICER)
def tranches_to_release(user: User) -> QuerySet[Tranche]:
    """Tranches with no open condition and no earlier one before them, planned within two weeks; for grants officers."""
    offices = organizations_where(user, Role.GRANTS_OFFICER)
    waiting = Condition.objects.filter(tranche=OuterRef("pk"), satisfied_at__isnull=True)
    earlier = Tranche.objects.filter(
        agreement=OuterRef("agreement"), number__lt=OuterRef("number"), status=TrancheStatus.PLANNED
    )
    rows = Tranche.objects.filter(
        agreement__programme__implementer__in=offices,
        agreement__status__in=PAYABLE,
        status=TrancheStatus.PLANNED,
        due_on__lte=clock.today() + SOON,
    ).exclude(Exists(waiting) | Exists(earlier))
    return rows.select_related("agreement__organization").only(*OF_TRANCHE).order_by("due_on", "pk")


@asked_of(Role.FINANCE_OFFICER)
def tranches_to_pay(user: User) -> QuerySet[Tranche]:
    """Released tranches without a live payment; for finance officers."""
    offices = organizations_where(user, Role.FINANCE_OFFICER)
    live = Disbursement.objects.live().filter(tranche=OuterRef("pk"))
    rows = Tranche.objects.filter(
        agreement__programme__implementer__in=offices, agreement__status__in=PAYABLE, status=TrancheStatus.RELEASED
    ).exclude(Exists(live))
    return rows.select_related("agreement__organization").only(*OF_TRANCHE).order_by("due_on", "pk")


@asked_of(Role.FINANCE_APPROVER)
def payments_to_approve(user: User) -> QuerySet[Disbursement]:
    """Prepared payments that somebody else prepared; for finance approvers."""
    offices = organizations_where(user, Role.FINANCE_APPROVER)
    rows = Disbursement.objects.filter(
        tranche__agreement__programme__implementer__in=offices, status=DisbursementStatus.PREPARED
    ).exclude(prepared_by=user)
    return rows.select_related("tranche__agreement").only(*OF_PAYMENT).order_by("prepared_at", "pk")


@asked_of(Role.FINANCE_OFFICER)
def payments_to_record(user: User) -> QuerySet[Disbursement]:
    """Approved payments whose bank document is to be recorded; for finance officers."""
    offices = organizations_where(user, Role.FINANCE_OFFICER)
    rows = Disbursement.objects.filter(
        tranche__agreement__programme__implementer__in=offices, status=DisbursementStatus.APPROVED
    ).exclude(approved_by=user)
    return rows.select_related("tranche__agreement").only(*OF_PAYMENT).order_by("approved_at", "pk")


@asked_of(Role.REPRESENTATIVE, Role.ACCOUNTANT)
def payments_to_confirm(user: User) -> QuerySet[Disbursement]:
    """Payments made whose receipt is not confirmed; for accountants, where there is none for the representative."""
    own = organizations_where(user, Role.REPRESENTATIVE, Role.ACCOUNTANT)
    keepers = organizations_where(user, Role.ACCOUNTANT)
    rows = Disbursement.objects.filter(
        Q(tranche__agreement__organization__in=keepers)
        | ~Exists(who_holds(Role.ACCOUNTANT, of="tranche__agreement__organization")),
        tranche__agreement__organization__in=own,
        status=DisbursementStatus.PAID,
        receipt_confirmed_at__isnull=True,
    )
    return rows.select_related("tranche__agreement").only(*OF_PAYMENT).order_by("paid_on", "pk")


@asked_of(Role.REPRESENTATIVE, Role.ACCOUNTANT)
def reports_to_write(user: User) -> QuerySet[FinancialReport]:
    """Drafts, and returned reports with a line to mend; for accountants, where there is none for the representative."""
    own = organizations_where(user, Role.REPRESENTATIVE, Role.ACCOUNTANT)
    keepers = organizations_where(user, Role.ACCOUNTANT)
    submitted_by_same = Q(agreement__organization__in=organizations_where(user, Role.REPRESENTATIVE))
    rows = FinancialReport.objects.filter(
        Q(agreement__organization__in=keepers) | ~Exists(who_holds(Role.ACCOUNTANT, of="agreement__organization")),
        agreement__organization__in=own,
        status__in=WRITABLE,
    ).exclude(_is_ready(), submitted_by_same | Q(status=FinancialReportStatus.RETURNED))
    return rows.select_related("agreement").only(*OF_REPORT).order_by("ends_on", "pk")


@asked_of(Role.REPRESENTATIVE)
def reports_to_submit(user: User) -> QuerySet[FinancialReport]:
    """Reports that nothing keeps from being submitted any more; for representatives, who alone submit."""
    own = organizations_where(user, Role.REPRESENTATIVE)
    rows = FinancialReport.objects.filter(_is_ready(), agreement__organization__in=own, status__in=WRITABLE)
    return rows.select_related("agreement").only(*OF_REPORT).order_by("ends_on", "pk")


def _is_ready() -> Q:
    """The period is over, there are lines, each has its document, and none waits for a correction."""
    lines = ExpenditureLine.objects.filter(report=OuterRef("pk"))
    open_lines = lines.filter(Q(evidence__isnull=True) | Q(decision=LineDecision.RETURNED))
    return Q(Exists(lines), ~Exists(open_lines), ends_on__lte=clock.today())


@asked_of(Role.FINANCE_OFFICER)
def reports_to_decide(user: User) -> QuerySet[FinancialReport]:
    """Submitted reports; for finance officers."""
    offices = organizations_where(user, Role.FINANCE_OFFICER)
    rows = FinancialReport.objects.filter(
        agreement__programme__implementer__in=offices, status=FinancialReportStatus.SUBMITTED
    )
    return (
        rows.select_related("agreement__organization")
        .only(*OF_REPORT, "agreement__organization", *in_languages("agreement__organization__name"))
        .order_by("submitted_at", "pk")
    )


@asked_of(Role.FINANCE_APPROVER)
def refunds_to_approve(user: User) -> QuerySet[Refund]:
    """Recorded refunds that somebody else recorded; for finance approvers."""
    offices = organizations_where(user, Role.FINANCE_APPROVER)
    rows = Refund.objects.filter(agreement__programme__implementer__in=offices, status=RefundStatus.RECORDED)
    return rows.exclude(recorded_by=user).select_related("agreement__organization").order_by("recorded_at", "pk")


@asked_of(Role.FINANCE_OFFICER)
def accounts_to_check(user: User) -> QuerySet[BankAccount]:
    """Accounts that nobody checked yet, of organisations that the user's office pays; for finance officers."""
    offices = organizations_where(user, Role.FINANCE_OFFICER)
    paid = Agreement.objects.filter(programme__implementer__in=offices).values("organization")
    rows = BankAccount.objects.filter(organization__in=paid, checked_at__isnull=True, ended_at__isnull=True)
    return rows.select_related("organization").order_by("recorded_at", "pk")
