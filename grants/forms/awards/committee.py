"""Forms of the committee and of its meetings."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.actions.awards.meetings import Said
from grants.forms.reviews.assigning import ReviewerForm
from grants.models import Application, CommitteeMember, ConflictNature, Decision, Meeting, MeetingItem, Seat
from kernel.forms import DateTimeInput, DecimalField, field_of


class MemberForm(ReviewerForm):
    """A person who is asked to sit on the committee."""

    seat = forms.ChoiceField(label=_("Part in the committee"), choices=Seat.choices, initial=Seat.MEMBER)

    field_order = ["email", "name", "seat", "language"]


class MeetingForm(forms.Form):
    """When and where the committee meets."""

    held_at = forms.DateTimeField(label=_("When"), widget=DateTimeInput())
    place = forms.CharField(label=_("Where, or the link"), max_length=200)


class AttendanceForm(MeetingForm):
    """Who is present, and what else was said."""

    present = forms.MultipleChoiceField(label=_("Present"), required=False, widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(
        label=_("What else was said"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, members: Iterable[CommitteeMember], meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(each.pk): each for each in members}
        choices = [(key, f"{each.user}, {each.get_seat_display()}") for key, each in self.members.items()]
        field_of(self, "present", forms.MultipleChoiceField).choices = choices
        self.initial = {
            "held_at": meeting.held_at,
            "place": meeting.place,
            "note": meeting.note,
            "present": [str(each.pk) for each in meeting.present.all()],
        }

    def said(self) -> dict[str, Any]:
        """What the act needs of the form."""
        data = self.cleaned_data
        return {**data, "present": [self.members[key] for key in data["present"]]}


class ItemForm(forms.Form):
    """What the committee says of one application."""

    decision = forms.ChoiceField(label=_("Decision"), choices=Decision.choices, widget=forms.RadioSelect)
    amount = DecimalField(label=_("Amount"), max_digits=16, decimal_places=2, required=False)
    votes_for = forms.IntegerField(label=_("Votes for"), min_value=0, max_value=99, required=False)
    votes_against = forms.IntegerField(label=_("Votes against"), min_value=0, max_value=99, required=False)
    votes_abstained = forms.IntegerField(label=_("Abstentions"), min_value=0, max_value=99, required=False)
    conditions = forms.CharField(
        label=_("Conditions"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    note = forms.CharField(
        label=_("Reasons"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, item: MeetingItem, asks_votes: bool, suggestion: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ("votes_for", "votes_against", "votes_abstained")
        self.initial = {
            "decision": item.decision or suggestion,
            "amount": item.amount if item.decision else item.application.requested,
            "conditions": item.conditions,
            "note": item.note,
            **{name: getattr(item, name) for name in names},
        }
        if not asks_votes:
            for name in names:
                del self.fields[name]

    def said(self) -> Said:
        """What the act needs of the form; no votes unless one was written."""
        data = self.cleaned_data
        given = [data.get(name) for name in ("votes_for", "votes_against", "votes_abstained")]
        votes = None if all(each is None for each in given) else tuple(each or 0 for each in given)
        return Said(data["decision"], data["amount"], votes, data["conditions"], data["note"])  # type: ignore[arg-type]


class OrderForm(forms.Form):
    """Another place, and why."""

    place = forms.IntegerField(label=_("New place"), min_value=1)
    proposed_by = forms.ChoiceField(label=_("Who proposed it"))
    reason = forms.CharField(label=_("Why"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, members: Iterable[CommitteeMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(each.pk): each for each in members}
        people = [(key, str(each.user)) for key, each in self.members.items()]
        # Nobody is put into the minutes by not being chosen.
        field_of(self, "proposed_by", forms.ChoiceField).choices = [("", "—"), *people]

    def said(self) -> dict[str, Any]:
        """What the act needs of the form."""
        data = self.cleaned_data
        return {**data, "proposed_by": self.members[data["proposed_by"]]}


class RecusalForm(forms.Form):
    """Who steps aside for which application, and why."""

    application = forms.ChoiceField(label=_("Application"))
    nature = forms.ChoiceField(label=_("Nature of the conflict"), choices=ConflictNature.choices)

    def __init__(self, *args: Any, applications: Iterable[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applications = {str(each.pk): each for each in applications}
        field_of(self, "application", forms.ChoiceField).choices = [
            (key, f"{each.reference} {each.title} · {each.organization}") for key, each in self.applications.items()
        ]

    def said(self) -> dict[str, Any]:
        """What the act needs of the form."""
        data = self.cleaned_data
        return {"application": self.applications[data["application"]], "nature": data["nature"]}
