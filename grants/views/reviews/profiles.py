"""The profile of a reviewer, kept by the person and by the staff who asked them."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.actions.reviews.profiles import save_profile
from grants.forms.reviews.profiles import ProfileForm, TieFormSet
from grants.models import ReviewerProfile
from kernel.views import ActPage, PersonRequest
from organizations.models import User


class ProfilePage(ActPage):
    """Fields of work, languages, institutions."""

    model = User
    permission = "grants.keep_reviewer_profile"
    template_name = "grants/reviews/profile.html"
    title = _("Profile of a reviewer")
    button = _("Save")
    done = _("The profile is saved.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.ties: Any = None
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> Any:
        return self.request.user if "pk" not in self.kwargs else super().find()

    def get_queryset(self) -> models.QuerySet:
        return User.objects.filter(is_active=True)

    def _profile(self) -> ReviewerProfile | None:
        return ReviewerProfile.objects.visible_to(self.request.user).filter(user=self.thing).first()

    def get_form(self, data: Any = None, files: Any = None) -> ProfileForm:
        profile = self._profile()
        initial: dict[str, Any] = {}
        rows: list[dict[str, Any]] = []
        if profile is not None:
            languages = list(profile.languages.values_list("language", flat=True))
            initial = {"domains": profile.domains.all(), "languages": languages}
            rows = [{**each} for each in profile.ties.values("name", "kind", "began_on", "ended_on")]
        self.ties = TieFormSet(data, initial=rows, prefix="ties")
        return ProfileForm(data, initial=initial)

    def facts(self) -> dict[str, Any]:
        return {"ties": self.ties, "is_own": self.thing == self.request.user, "person": self.thing}

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not (form.is_valid() and self.ties.is_valid()):
            return self.page(form)
        return super().post(request, **kwargs)

    def act(self, form: ProfileForm) -> ReviewerProfile:
        self.ties.is_valid()
        ties = [tie for tie in (each.tie() for each in self.ties.forms) if tie]
        return save_profile(self.thing, by=self.request.user, ties=ties, **form.cleaned_data)

    def back_url(self) -> str:
        return reverse("grants:reviews")

    def success_url(self, done: ReviewerProfile) -> str:
        if self.thing == self.request.user:
            return reverse("grants:reviews")
        return reverse("grants:reviewer_profile", args=[self.thing.pk])
