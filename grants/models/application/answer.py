"""Answers to the questions of a call, and texts set aside when two people wrote at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application.application import Application
from grants.models.call.question import Question
from kernel import clock
from organizations.models import User


class Answer(models.Model):
    """The answer to one question. `value` follows the kind of the question.

    Texts, numbers, amounts and dates are text (`"12.50"`, `"2026-11-22"`), a choice is its id, several are a list of
    ids, a table is a list of rows of text; a number or date that could not be read is `{"typed": text}`. Files are
    `ApplicationFile` rows. No row, null and "" mean "not answered".
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    value = models.JSONField(null=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["application", "question__section__order", "question__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.question_id}"


class SetAside(models.Model):
    """What one person wrote while another saved first: kept beside the saved text until somebody chooses.

    `key` names the part of the draft: `title`, `summary`, `units`, `budget`, or `question-<id>`.
    """

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.CASCADE, related_name="set_aside")
    key = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("text set aside")
        verbose_name_plural = _("texts set aside")
        ordering = ["application", "key", "written_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "key", "written_by"], name="setaside_one_for_each_person")
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.key}"
