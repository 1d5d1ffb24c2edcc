"""Progress reports: the narrative of one period, with its figures, answered for by the organisation that reports."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models import Agreement
from kernel import clock
from kernel.fields import one_of, positive, together
from monitoring.models.framework import Framework
from monitoring.models.period import Period
from organizations.models import User


class ReportStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("report", "draft")
    SUBMITTED = "submitted", pgettext_lazy("report", "submitted")
    RETURNED = "returned", pgettext_lazy("report", "returned for correction")
    ACCEPTED = "accepted", pgettext_lazy("report", "accepted")


class ReportQuestion(models.Model):
    """What every progress report under a programme's framework answers in words."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="report_questions")
    text = models.CharField(_("question"), max_length=300)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    is_required = models.BooleanField(_("required"), default=True)

    class Meta:
        verbose_name = _("question of the report")
        verbose_name_plural = _("questions of the report")
        ordering = ["framework", "order", "pk"]

    def __str__(self) -> str:
        return self.text


class ProgressReportQuerySet(models.QuerySet["ProgressReport"]):
    """Which reports whom concern."""

    def visible_to(self, user: User) -> ProgressReportQuerySet:
        """The user's own organisation's reports; those handed in to it; accepted ones it may read as a donor."""
        frameworks = Framework.objects
        handed_in = ~Q(status=ReportStatus.DRAFT)
        return self.filter(
            Q(period__framework__in=frameworks.reported_by(user))
            | handed_in & Q(period__framework__in=frameworks.verified_by(user))
            | Q(status=ReportStatus.ACCEPTED, agreement__in=Agreement.objects.visible_to(user))
        )


class ProgressReport(models.Model):
    """A grant's narrative of one period. Submitting it submits the period's figures; accepting it freezes them.

    `number` counts the reports of the agreement: the conditions of its tranches name it.
    """

    demo = "agreement.is_demo"

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="progress_reports", verbose_name=_("agreement")
    )
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    period = models.OneToOneField(Period, models.PROTECT, related_name="report", verbose_name=_("period"))
    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=ReportStatus.choices, default=ReportStatus.DRAFT, editable=False
    )
    begun_at = models.DateTimeField(default=clock.now, editable=False)
    begun_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    returned_reason = models.TextField(_("what to correct"), blank=True, editable=False)

    objects = ProgressReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ["-period__ends_on", "-pk"]
        constraints = [
            one_of("status", ReportStatus, "progressreport_status"),
            positive("number", "progressreport_number_positive"),
            models.UniqueConstraint(fields=["agreement", "number"], name="progressreport_number"),
            together("submitted_at", "submitted_by", name="progressreport_submitted"),
            together("decided_at", "decided_by", name="progressreport_decided"),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "returned"]) | Q(decided_at__isnull=False),
                name="progressreport_decided_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["submitted", "accepted"]) | Q(submitted_at__isnull=False),
                name="progressreport_submitted_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("submitted_by")),
                name="progressreport_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(returned_reason=""), name="progressreport_returned_why"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("monitoring:progress_report", args=[self.pk])


class ReportAnswer(models.Model):
    """The answer of one report to one question."""

    report = models.ForeignKey(ProgressReport, models.CASCADE, related_name="answers")
    question = models.ForeignKey(ReportQuestion, models.PROTECT, related_name="+")
    text = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["report", "question__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "question"], name="reportanswer_once")]

    def __str__(self) -> str:
        return self.text
