"""What a call asks: sections, questions, choices, required documents."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.call.call import Call
from kernel.fields import one_of


class QuestionKind(models.TextChoices):
    """The closed list of what an answer can be."""

    SHORT_TEXT = "short_text", _("short text")
    LONG_TEXT = "long_text", _("long text")
    NUMBER = "number", pgettext_lazy("kind of answer", "number")
    MONEY = "money", _("amount of money")
    DATE = "date", _("date")
    CHOICE = "choice", _("one choice")
    SEVERAL = "several", _("several choices")
    FILE = "file", _("file")
    TABLE = "table", _("table")


class CallSection(models.Model):
    """A part of the application form, with its own heading; in a call of two stages it belongs to one of them."""

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.CASCADE, related_name="sections")
    title = models.CharField(_("heading"), max_length=150)
    stage = models.PositiveSmallIntegerField(_("stage"), default=1)
    order = models.PositiveSmallIntegerField(_("place in the order"), default=1)

    class Meta:
        verbose_name = _("section of the form")
        verbose_name_plural = _("sections of the form")
        ordering = ["call", "stage", "order", "pk"]
        constraints = [models.CheckConstraint(condition=Q(stage__in=[1, 2]), name="callsection_stage")]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question of a call's form.

    `word_limit` belongs to texts, `columns` (one title a line) to tables, `minimum` and `maximum` to numbers and
    amounts of money; `most_files`, `most_megabytes` and `file_kinds` (extensions; none: all that the house takes) to
    files. `shown_if` is one choice of an earlier question, and the question is asked only where that choice was made.
    """

    demo = "section.call.is_demo"

    section = models.ForeignKey(CallSection, models.CASCADE, related_name="questions", verbose_name=_("section"))
    kind = models.CharField(_("kind of answer"), max_length=15, choices=QuestionKind.choices)
    label = models.CharField(_("question"), max_length=300)
    help = models.TextField(_("help"), blank=True)
    columns = models.TextField(_("columns of the table, one a line"), blank=True)
    word_limit = models.PositiveSmallIntegerField(_("most words"), null=True, blank=True)
    minimum = models.DecimalField(_("at least"), max_digits=16, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(_("at most"), max_digits=16, decimal_places=2, null=True, blank=True)
    most_files = models.PositiveSmallIntegerField(_("most files"), null=True, blank=True)
    most_megabytes = models.PositiveSmallIntegerField(_("largest file (MB)"), null=True, blank=True)
    file_kinds = models.JSONField(_("kinds of files"), default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=True)
    is_identifying = models.BooleanField(
        _("tells who applies"),
        default=False,
        help_text=_("In a blind call reviewers do not see the answer."),
    )
    shown_if = models.ForeignKey(
        "Choice",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opens",
        verbose_name=_("asked only after this choice"),
    )
    order = models.PositiveSmallIntegerField(_("place in the order"), default=1)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["section__stage", "section__order", "section", "order", "pk"]
        constraints = [
            one_of("kind", QuestionKind, "question_kind"),
            models.CheckConstraint(
                condition=Q(word_limit__isnull=True)
                | Q(word_limit__gt=0, kind__in=[QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT]),
                name="question_word_limit",
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True, maximum__isnull=True)
                | Q(kind__in=[QuestionKind.NUMBER, QuestionKind.MONEY]),
                name="question_limits_of_numbers",
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(minimum__lte=models.F("maximum")),
                name="question_limits_ordered",
            ),
            models.CheckConstraint(
                condition=Q(most_files__isnull=True, most_megabytes__isnull=True)
                | Q(kind=QuestionKind.FILE)
                & (Q(most_files__isnull=True) | Q(most_files__gt=0))
                & (Q(most_megabytes__isnull=True) | Q(most_megabytes__gt=0)),
                name="question_limits_of_files",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def call(self) -> Call:
        """The call that asks it."""
        return self.section.call

    @property
    def column_titles(self) -> list[str]:
        """The titles of a table's columns, in the language of the reader."""
        return [line.strip() for line in self.columns.splitlines() if line.strip()]


class Choice(models.Model):
    """One of the answers to choose from."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="choices")
    label = models.CharField(_("choice"), max_length=200)
    order = models.PositiveSmallIntegerField(_("place in the order"), default=1)

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["question", "order", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def call(self) -> Call:
        """The call whose question offers it."""
        return self.question.call


class RequiredDocument(models.Model):
    """A document that every application brings, such as the statutes."""

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.CASCADE, related_name="required_documents")
    title = models.CharField(_("document"), max_length=200)
    help = models.TextField(_("help"), blank=True)
    is_required = models.BooleanField(_("an application without it cannot be submitted"), default=True)
    order = models.PositiveSmallIntegerField(_("place in the order"), default=1)

    class Meta:
        verbose_name = _("required document")
        verbose_name_plural = _("required documents")
        ordering = ["call", "order", "pk"]

    def __str__(self) -> str:
        return self.title
