"""Tranches: the planned instalments of an agreement, and what each of them waits for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.agreement.agreement import Agreement
from kernel.fields import AmountField, one_of, positive, together
from organizations.models import Document, User


class TrancheStatus(models.TextChoices):
    """Where an instalment is: planned until its conditions are met, released to the payers, paid."""

    PLANNED = "planned", pgettext_lazy("tranche", "planned")
    RELEASED = "released", pgettext_lazy("tranche", "released for payment")
    PAID = "paid", pgettext_lazy("tranche", "paid")
    CANCELLED = "cancelled", pgettext_lazy("tranche", "cancelled")


class TrancheQuerySet(models.QuerySet["Tranche"]):
    """Which tranches whom concern."""

    def visible_to(self, user: User) -> TrancheQuerySet:
        """Tranches of the agreements that `user` may see."""
        return self.filter(agreement__in=Agreement.objects.visible_to(user))


class Tranche(models.Model):
    """One planned instalment, in the agreement's currency. The tranches of an agreement sum to its amount."""

    demo = "agreement.is_demo"

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField(_("number"))
    amount = AmountField(_("amount"))
    due_on = models.DateField(_("planned for"))
    status = models.CharField(
        _("status"), max_length=20, choices=TrancheStatus.choices, default=TrancheStatus.PLANNED, editable=False
    )
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = TrancheQuerySet.as_manager()

    class Meta:
        verbose_name = _("tranche")
        verbose_name_plural = _("tranches")
        ordering = ["agreement", "number", "pk"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(status=TrancheStatus.PLANNED), name="tranche_planned_due")
        ]
        constraints = [
            one_of("status", TrancheStatus, "tranche_status"),
            positive("amount", "tranche_amount"),
            positive("number", "tranche_number_positive"),
            models.UniqueConstraint(fields=["agreement", "number"], name="tranche_number"),
            together("released_at", "released_by", name="tranche_released"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.reference}/{self.number}"

    def get_absolute_url(self) -> str:
        """The page of its agreement in the workspace."""
        return self.agreement.get_absolute_url()


class ConditionKind(models.TextChoices):
    """What meets a condition: the acceptance of a report meets its own kind by itself, a person the others."""

    FINANCIAL_REPORT = "financial_report", _("financial report accepted")
    PROGRESS_REPORT = "progress_report", _("narrative report accepted")
    MILESTONE = "milestone", _("milestone reached")
    DOCUMENT = "document", _("document handed in")
    OTHER = "other", _("other condition")


class Condition(models.Model):
    """What must be true before a tranche is released. `report_number`: which report, for the two kinds of report."""

    demo = "tranche.agreement.is_demo"

    tranche = models.ForeignKey(Tranche, models.CASCADE, related_name="conditions")
    kind = models.CharField(_("kind"), max_length=20, choices=ConditionKind.choices)
    report_number = models.PositiveSmallIntegerField(_("number of the report"), null=True, blank=True)
    text = models.CharField(_("condition"), max_length=300)
    satisfied_at = models.DateTimeField(null=True, blank=True, editable=False)
    satisfied_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    evidence = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("evidence")
    )

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["tranche", "pk"]
        constraints = [
            one_of("kind", ConditionKind, "condition_kind"),
            together("satisfied_at", "satisfied_by", name="condition_satisfied"),
            models.CheckConstraint(
                condition=Q(report_number__isnull=True)
                | Q(kind__in=[ConditionKind.FINANCIAL_REPORT, ConditionKind.PROGRESS_REPORT]),
                name="condition_report_number",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_satisfied(self) -> bool:
        """Whether it is met."""
        return self.satisfied_at is not None
