"""Where the pages of an application's way stand in the demo: the words that addresses of tests are written with."""

from grants.models import (
    Appeal,
    Application,
    Assignment,
    AwardList,
    Call,
    Clarification,
    Enquiry,
    Letter,
    Meeting,
)
from kernel.models import SavedFilter
from organizations.models import User


def _applications() -> dict[str, str]:
    """Of Casa Mare: `school` waits for an answer, `kitchen` was refused and appealed, `draft` is being written."""
    mine = Application.objects.filter(organization__slug="casa-mare")
    found = {key: mine.get(call__slug=f"punti-{key}").reference for key in ("school", "kitchen", "mobile", "steps")}
    waiting = Application.objects.get(call__slug="punti-workshop", status="reserve")
    return {**found, "draft": mine.get(call__slug="punti-second").reference, "reserve": waiting.reference}


def _calls() -> dict[str, object]:
    names = ("first", "second", "steps", "school", "kitchen", "mobile", "playground", "garden", "workshop")
    calls = {key: Call.objects.get(slug=f"punti-{key}") for key in names}
    by_key = {f"{key}_pk": call.pk for key, call in calls.items()}
    return {f"{key}_call": call.reference for key, call in calls.items()} | by_key


def tell() -> list[str]:
    """Each word as name=value; a filter that Ion keeps is made, which the story has none of."""
    ion = User.objects.get(email="ion@demo.invalid")
    facts = {"path": "/workspace/applications/", "query": "q=masa"}
    kept, _made = SavedFilter.objects.get_or_create(person=ion.pk, name="Mese", defaults=facts)
    school, garden = Application.objects.get(reference=_applications()["school"]), Call.objects.get(slug="punti-garden")
    appeal = Appeal.objects.get(application__call__slug="punti-kitchen")
    sheets = Assignment.objects.filter(reviewer__email="natalia@demo.invalid", application__call__slug="punti-school")
    words = {
        **_applications(),
        **_calls(),
        "appeal": appeal.reference,
        "appeal_pk": appeal.pk,
        "letter": Letter.objects.filter(application=appeal.application).order_by("pk")[0].pk,
        "receipt": school.versions.order_by("number")[0].receipt_code,
        "clarification": Clarification.objects.get(application=school).pk,
        "garden_list": AwardList.objects.get(call=garden).pk,
        "evening_list": AwardList.objects.get(call__slug="punti-evening").pk,
        "meeting": Meeting.objects.get(call__slug="punti-kitchen").pk,
        "sheet": sheets.order_by("pk")[0].pk,
        "enquiry": Enquiry.objects.filter(status="waiting").order_by("pk")[0].pk,
        "filter": kept.pk,
    }
    return [f"{name}={value}" for name, value in words.items()]
