"""Financial reports: what an organisation spent in a period, line by line, and what was accepted of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.agreement.agreement import Agreement
from grants.models.agreement.budget_line import BudgetLine
from grants.models.money.ledger import LedgerEntry
from grants.models.money.rate import RateSource
from kernel import clock, tones
from kernel.fields import AmountField, CurrencyField, one_of, positive, together
from organizations.models import Document, User


class FinancialReportStatus(models.TextChoices):
    """Whose turn it is: the organisation's in draft and returned, the implementer's in submitted."""

    DRAFT = "draft", pgettext_lazy("report", "in preparation")
    SUBMITTED = "submitted", pgettext_lazy("report", "submitted")
    RETURNED = "returned", pgettext_lazy("report", "returned for correction")
    ACCEPTED = "accepted", pgettext_lazy("report", "accepted")


class FinancialReportQuerySet(models.QuerySet["FinancialReport"]):
    """Which reports whom concern."""

    def visible_to(self, user: User) -> FinancialReportQuerySet:
        """Reports of the agreements that `user` may see; drafts are seen by both sides."""
        return self.filter(agreement__in=Agreement.objects.visible_to(user))


class FinancialReport(models.Model):
    """What was spent under an agreement in one period. `note` is what the last decision says to the organisation.

    `typed_rows` keeps rows of costs as they were typed and not added yet, for the form that saves itself.
    """

    demo = "agreement.is_demo"

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="financial_reports")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_on = models.DateField(pgettext_lazy("date", "from"))
    ends_on = models.DateField(pgettext_lazy("date", "to"))
    is_final = models.BooleanField(_("final report"), default=False)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=FinancialReportStatus.choices,
        default=FinancialReportStatus.DRAFT,
        editable=False,
    )
    begun_at = models.DateTimeField(default=clock.now, editable=False)
    begun_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    typed_rows = models.JSONField(default=list, blank=True, editable=False)
    note = models.TextField(_("note to the organisation"), blank=True, editable=False)

    objects = FinancialReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("financial report")
        verbose_name_plural = _("financial reports")
        ordering = ["agreement", "number", "pk"]
        constraints = [
            one_of("status", FinancialReportStatus, "financialreport_status"),
            models.UniqueConstraint(fields=["agreement", "number"], name="financialreport_number"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="financialreport_dates"),
            together("submitted_at", "submitted_by", name="financialreport_submitted"),
            together("decided_at", "decided_by", name="financialreport_decided"),
            models.CheckConstraint(
                condition=Q(status=FinancialReportStatus.DRAFT) | Q(submitted_at__isnull=False),
                name="financialreport_submitted_before",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.reference}/F{self.number}"

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:financialreport", args=[self.pk])


class LineDecision(models.TextChoices):
    """What the implementer says of one line."""

    PENDING = "pending", pgettext_lazy("expense line", "not decided")
    ACCEPTED = "accepted", pgettext_lazy("expense line", "accepted")
    REDUCED = "reduced", pgettext_lazy("expense line", "reduced")
    RETURNED = "returned", pgettext_lazy("expense line", "returned")


TONES = {
    LineDecision.PENDING: tones.NEUTRAL,
    LineDecision.ACCEPTED: tones.KEPT,
    LineDecision.REDUCED: tones.INFO,
    LineDecision.RETURNED: tones.WAIT,
}


class ExpenditureLine(models.Model):
    """One cost with its document.

    `amount` and `currency` stand on the document; `rate` is how many units of that currency one unit of the
    agreement's is worth (1, without date and source, when they are the same). `reported_amount` = amount / rate, in the
    agreement's currency, as `accepted_amount` is.
    """

    demo = "report.agreement.is_demo"

    report = models.ForeignKey(FinancialReport, models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    budget_line = models.ForeignKey(
        BudgetLine, models.PROTECT, related_name="expenditure_lines", verbose_name=_("budget line")
    )
    spent_on = models.DateField(_("date"))
    payee = models.CharField(_("paid to"), max_length=200)
    document_number = models.CharField(_("document number"), max_length=60)
    description = models.CharField(_("for what"), max_length=300, blank=True)
    amount = AmountField(_("amount"))
    currency = CurrencyField(_("currency"))
    rate = models.DecimalField(_("exchange rate"), max_digits=18, decimal_places=8)
    rate_on = models.DateField(_("date of the rate"), null=True, blank=True)
    rate_source = models.CharField(_("source of the rate"), max_length=10, choices=RateSource.choices, blank=True)
    reported_amount = AmountField(_("in the currency of the agreement"), editable=False)
    evidence = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    decision = models.CharField(
        _("decision"), max_length=12, choices=LineDecision.choices, default=LineDecision.PENDING, editable=False
    )
    accepted_amount = AmountField(_("accepted amount"), null=True, blank=True, editable=False)
    reason = models.TextField(_("reason"), blank=True, editable=False)
    entry = models.OneToOneField(
        LedgerEntry, models.PROTECT, null=True, blank=True, editable=False, related_name="expenditure_line"
    )

    class Meta:
        verbose_name = _("expenditure line")
        verbose_name_plural = _("expenditure lines")
        ordering = ["report", "order", "pk"]
        constraints = [
            one_of("decision", LineDecision, "expenditureline_decision"),
            positive("amount", "expenditureline_amount"),
            positive("rate", "expenditureline_rate"),
            positive("reported_amount", "expenditureline_reported_amount"),
            models.CheckConstraint(
                condition=Q(decision__in=[LineDecision.PENDING, LineDecision.RETURNED], accepted_amount__isnull=True)
                | Q(decision=LineDecision.ACCEPTED, accepted_amount=F("reported_amount"))
                | Q(
                    decision=LineDecision.REDUCED,
                    accepted_amount__gte=0,
                    accepted_amount__lt=F("reported_amount"),
                ),
                name="expenditureline_accepted_amount",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=[LineDecision.PENDING, LineDecision.ACCEPTED]) | ~Q(reason=""),
                name="expenditureline_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_number}, {self.spent_on:%Y-%m-%d}"

    @property
    def tone(self) -> str:
        """How the decision is shown."""
        return TONES[LineDecision(self.decision)]

    @property
    def is_reversed(self) -> bool:
        """Whether its entry in the ledger was corrected after acceptance."""
        return self.entry is not None and self.entry.is_reversed
