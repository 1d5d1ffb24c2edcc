"""How often I am told, by page or by the link in a mail; and every message that was sent to me."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from kernel import links
from kernel.listing import page_of
from kernel.models import SentMessage
from kernel.refusals import Refusal
from kernel.views import ActPage, PersonRequest
from kernel.views.forms import show_refusal
from organizations.actions.notices import choose_quiet_hours, choose_rhythms
from organizations.forms.notices import NoticesForm, RhythmForm
from organizations.models import NoticeChoice, QuietHours, User
from organizations.notices import WHY_ALWAYS
from organizations.notifications import NOTICES
from organizations.queries.people import addresses_of

MAX_AGE = timedelta(days=365)


def rhythms(user: User) -> dict[str, str]:
    """What the person chose, by kind."""
    return dict(NoticeChoice.objects.filter(user=user).values_list("kind", "rhythm"))


class Notices(ActPage):
    """How often I am told of what."""

    form_class = NoticesForm
    title = gettext_lazy("Messages by mail")
    done = gettext_lazy("Saved.")

    def find(self) -> User:
        """Oneself."""
        return self.request.user

    def get_form(self, data: Any = None, files: Any = None) -> NoticesForm:
        quiet = QuietHours.objects.filter(user=self.thing).first()
        hours = {"since": quiet.since, "until": quiet.until} if quiet else {}
        return NoticesForm(data, now=rhythms(self.thing), initial=hours)

    def facts(self) -> dict[str, Any]:
        return {"intro": WHY_ALWAYS}

    def act(self, form: NoticesForm) -> User:
        choose_quiet_hours(self.thing, form.cleaned_data["since"], form.cleaned_data["until"])
        choose_rhythms(self.thing, form.chosen())
        return self.thing

    def back_url(self) -> str:
        return reverse("organizations:account")

    def success_url(self, done: User) -> str:
        return reverse("organizations:account")


class NoticesByLink(View):
    """The same without a login, by the link in a mail: only less often, never more."""

    def person(self, token: str) -> User:
        """Whom the link was sent to."""
        facts = links.read(NOTICES, token, MAX_AGE)
        user = User.objects.filter(pk=facts["user"], is_active=True).first()
        if user is None:
            raise links.LinkBroken
        return user

    def get(self, request: PersonRequest, token: str) -> HttpResponse:
        try:
            user = self.person(token)
        except Refusal as refusal:
            return self.page(None, refusal=refusal)
        return self.page(RhythmForm(now=rhythms(user)))

    def post(self, request: PersonRequest, token: str) -> HttpResponse:
        try:
            user = self.person(token)
        except Refusal as refusal:
            return self.page(None, refusal=refusal)
        form = RhythmForm(request.POST, now=rhythms(user))
        if not form.is_valid():
            return self.page(form)
        try:
            choose_rhythms(user, form.chosen(), only_lower=True)
        except Refusal as refusal:
            show_refusal(form, refusal)
            return self.page(form)
        return redirect(f"{request.path}?saved=1")

    def page(self, form: RhythmForm | None, refusal: Refusal | None = None) -> HttpResponse:
        """The form, or why the link does not work."""
        is_saved = self.request.GET.get("saved") == "1"
        words = {"form": form, "refusal": refusal, "intro": WHY_ALWAYS, "is_saved": is_saved, "button": _("Save")}
        response = render(self.request, "organizations/notices_by_link.html", words, status=400 if refusal else 200)
        response["Referrer-Policy"] = "no-referrer"
        return response


class MyMessages(View):
    """Every message that was sent to me, the last first."""

    def get(self, request: PersonRequest) -> HttpResponse:
        rows = SentMessage.objects.filter(to__in=addresses_of(request.user)).order_by("-sent_at", "-pk")
        listed = page_of(rows, request.GET.get("page", "1"))
        context = {"listed": listed, "has_demo": request.user.is_demo}
        return render(request, "organizations/my_messages.html", context)
