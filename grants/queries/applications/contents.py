"""The rows of an application for one request: each kind is read when it is first asked for, and once."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from grants.models import (
    Application,
    ApplicationBudgetLine,
    ApplicationFile,
    PartnerConfirmation,
    Question,
    RequiredDocument,
    SetAside,
)
from grants.queries.applications.answers import asked_of, values_of
from grants.queries.applications.confirmations import partners_of
from grants.queries.calls.hurdles import CHOICES
from grants.queries.calls.intake import questions_of
from grants.registries import application_steps
from kernel.compiled import compiled


@compiled
def _questions(*, call: Any, stage: Any) -> QuerySet[Question]:
    return questions_of(call, stage).prefetch_related(None)


@compiled
def _files(*, application: Any) -> QuerySet[ApplicationFile]:
    rows = ApplicationFile.objects.filter(application=application)
    return rows.select_related("document").order_by("attached_at", "pk")


@compiled
def _requirements(*, call: Any) -> QuerySet[RequiredDocument]:
    return RequiredDocument.objects.filter(call=call).order_by("order", "pk")


@compiled
def _lines(*, application: Any) -> QuerySet[ApplicationBudgetLine]:
    return ApplicationBudgetLine.objects.filter(application=application).order_by("order")


class Contents:
    """What stands in `application` and what its call asks, shared by everything that one page says of it.

    Each property is one query at its first use (the questions are two) and none after; nothing is kept beyond the
    request, and what is written after the first use is not seen.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    @cached_property
    def values(self) -> dict[int, Any]:
        """The answers by id of question."""
        return values_of(self.application)

    @cached_property
    def questions(self) -> list[Question]:
        """The questions of its stage that are asked, given the answers, with section and choices."""
        questions = _questions(call=self.application.call_id, stage=self.application.stage)
        prefetch_related_objects([each for each in questions if each.kind in CHOICES], "choices")
        return asked_of(questions, self.values)

    @cached_property
    def files(self) -> list[ApplicationFile]:
        """The files with their documents, the first attached first."""
        return _files(application=self.application.pk)

    @cached_property
    def requirements(self) -> list[RequiredDocument]:
        """The documents that the call names, required or not, in their order."""
        return _requirements(call=self.application.call_id)

    @cached_property
    def lines(self) -> list[ApplicationBudgetLine]:
        """The lines of the budget in their order."""
        return _lines(application=self.application.pk)

    @cached_property
    def partners(self) -> list[PartnerConfirmation]:
        """What authorities were asked and answered."""
        return partners_of(self.application)

    @cached_property
    def set_aside(self) -> list[SetAside]:
        """The texts that were set aside, with who wrote them."""
        return list(self.application.set_aside.select_related("written_by"))

    @cached_property
    def added(self) -> dict[str, dict[str, Any] | None]:
        """What each step of another floor reads, by its name; None where nothing stands."""
        return {step.name: step.reading_of(self.application) for step in application_steps}
