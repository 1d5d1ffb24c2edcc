"""Acts on many applications at once; each is the act that a page makes for one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.actions.applications.messages import write_from_template
from grants.actions.applications.notes import add_label
from grants.actions.reviews.assignments import assign_reviewer
from grants.actions.reviews.reminding import remind_reviewers
from grants.models import Application, ApplicationLabel, Assignment, CallReviewer, MessageTemplate
from grants.queries.applications.comparing import MOST
from kernel.batches import BatchAct, NothingToDo, batch_acts
from organizations.models import User


class ReviewerForm(forms.Form):
    """Who gets the applications."""

    reviewer = forms.ModelChoiceField(label=gettext_lazy("Reviewer"), queryset=User.objects.none())

    def __init__(self, user: User, keys: Sequence[int], data: Any = None) -> None:
        super().__init__(data)
        calls = Application.objects.visible_to(user).filter(pk__in=keys).values("call")
        people = User.objects.filter(pk__in=CallReviewer.objects.filter(call__in=calls).values("user"))
        self.fields["reviewer"].queryset = people.order_by("name", "pk")  # type: ignore[attr-defined]  # of things

    def facts(self) -> dict[str, Any]:
        """The id of the reviewer."""
        return {"reviewer": self.cleaned_data["reviewer"].pk}


class TemplateForm(forms.Form):
    """Which text is sent."""

    template: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Template"), queryset=MessageTemplate.objects.none()
    )

    def __init__(self, user: User, keys: Sequence[int], data: Any = None) -> None:
        super().__init__(data)
        calls = Application.objects.visible_to(user).filter(pk__in=keys)
        rows = MessageTemplate.objects.filter(implementer__in=calls.values("call__programme__implementer"))
        self.fields["template"].queryset = rows.filter(is_archived=False)  # type: ignore[attr-defined]  # of things

    def facts(self) -> dict[str, Any]:
        """The id of the template."""
        return {"template": self.cleaned_data["template"].pk}


class LabelForm(forms.Form):
    """Which label."""

    name = forms.CharField(label=gettext_lazy("Label"), max_length=60)

    def __init__(self, user: User, keys: Sequence[int], data: Any = None) -> None:
        super().__init__(data)


def assign_row(application: Application, facts: Mapping[str, Any], by: User) -> None:
    """Give one application to the reviewer; whoever has it already is left alone."""
    reviewer = User.objects.get(pk=facts["reviewer"])
    rows = Assignment.objects.filter(application=application, reviewer=reviewer, withdrawn_at__isnull=True)
    if rows.exclude(conflict="declared").exists():
        raise NothingToDo(_("%(person)s has it already.") % {"person": reviewer})
    assign_reviewer(application, reviewer, by=by)


def remind_row(application: Application, facts: Mapping[str, Any], by: User) -> None:
    """Remind the reviewers of one application whose reviews are not in."""
    assignments = list(Assignment.objects.live().filter(application=application))
    if not assignments:
        raise NothingToDo(_("It has no reviewers."))
    remind_reviewers(assignments, by=by)


def write_row(application: Application, facts: Mapping[str, Any], by: User) -> None:
    """Send the text of the template, filled for this application."""
    write_from_template(application, MessageTemplate.objects.get(pk=facts["template"]), by=by)


def label_row(application: Application, facts: Mapping[str, Any], by: User) -> None:
    """Put the label on one application."""
    rows = ApplicationLabel.objects.filter(application=application, label__name__iexact=facts["name"].strip())
    if by.has_perm("grants.label_application", application) and rows.exists():
        raise NothingToDo(_("It has the label already."))
    add_label(application, facts["name"], by=by)


def compare_rows(keys: Sequence[int]) -> str:
    """The page that shows them side by side; of many, one more than it takes, so that it says so."""
    return f"{reverse('grants:compare')}?{'&'.join(f'row={key}' for key in keys[: MOST + 1])}"


def runs_calls(user: Any) -> bool:
    """Prepares calls for some implementer; whether of this application, the act asks."""
    return bool(user.has_perm("grants.list_calls_as_staff"))


def _add(name: str, order: int, label: Any, **facts: Any) -> None:
    facts = {"rows": Application.objects.visible_to, "shown_to": runs_calls, **facts}
    batch_acts.add(BatchAct(name, "applications", label, order=order, **facts))


def register() -> None:
    """Fill the registry of acts on many rows."""
    _add("compare", 10, gettext_lazy("Compare side by side (up to four)"), leads_to=compare_rows)
    _add(
        "assign_reviewer",
        20,
        gettext_lazy("Assign a reviewer"),
        act=assign_row,
        form=ReviewerForm,
        text=gettext_lazy("The reviewer gets a message for each application and declares conflicts one by one."),
    )
    _add(
        "remind_reviewers",
        30,
        gettext_lazy("Remind the reviewers"),
        act=remind_row,
        text=gettext_lazy("Those whose review is in, or who were reminded within the last day, get nothing."),
    )
    _add(
        "write",
        40,
        gettext_lazy("Send a message by template"),
        act=write_row,
        form=TemplateForm,
        text=gettext_lazy("Each applicant gets the text in their language, in the thread of their application."),
    )
    _add("label", 50, gettext_lazy("Put a label on"), act=label_row, form=LabelForm)
