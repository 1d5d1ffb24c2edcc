"""Acts on many applications at once; each is the act that a page makes for one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.actions.reviews.assignments import assign_reviewer
from grants.models import Application, Assignment, CallReviewer
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


def assign_row(application: Application, facts: Mapping[str, Any], by: User) -> None:
    """Give one application to the reviewer; whoever has it already is left alone."""
    reviewer = User.objects.get(pk=facts["reviewer"])
    rows = Assignment.objects.filter(application=application, reviewer=reviewer, withdrawn_at__isnull=True)
    if rows.exclude(conflict="declared").exists():
        raise NothingToDo(_("%(person)s has it already.") % {"person": reviewer})
    assign_reviewer(application, reviewer, by=by)


def runs_calls(user: Any) -> bool:
    """Prepares calls for some implementer; whether of this application, the act asks."""
    return bool(user.has_perm("grants.list_calls_as_staff"))


def register() -> None:
    """Fill the registry of acts on many rows."""
    batch_acts.add(
        BatchAct(
            "assign_reviewer",
            "applications",
            gettext_lazy("Assign a reviewer"),
            rows=Application.objects.visible_to,
            shown_to=runs_calls,
            act=assign_row,
            form=ReviewerForm,
            text=gettext_lazy("The reviewer gets a message for each application and declares conflicts one by one."),
            order=10,
        )
    )
