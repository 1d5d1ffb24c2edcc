"""What the pages of all sections have in common: several forms that are saved as one, by one act."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View

from kernel.refusals import NotAllowed, Refusal
from kernel.views import PersonRequest, Scoped
from kernel.views.forms import safe_next, show_refusal
from organizations.actions.profile.saving import base_of
from organizations.models import Organization
from organizations.queries.roles import CSO_NATURES


class SectionPage(Scoped, View):
    """One section. `parts(data, files)` makes its forms, of which the first says what is wrong with the whole.

    `save(parts, base)` makes the act. What was typed stays on the page when the act refuses.
    """

    model = Organization
    permission = "organizations.edit_profile"
    template_name: ClassVar[str] = "organizations/profile/section.html"
    section: ClassVar[str]
    title: ClassVar[str | Promise]
    intro: ClassVar[str | Promise] = ""

    def get_queryset(self) -> QuerySet[Organization]:
        """Organisations that have a profile."""
        return super().get_queryset().filter(nature__in=CSO_NATURES)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.thing = self.find()
        self.demand(self.thing)
        return super().dispatch(request, *args, **kwargs)

    def parts(self, data: Any = None, files: Any = None) -> list[Any]:
        """The forms, unbound on GET."""
        raise NotImplementedError

    def save(self, parts: list[Any], base: str) -> Organization:
        """The act, with what the valid forms say."""
        raise NotImplementedError

    def blocks(self, parts: list[Any]) -> list[Any]:
        """What the template prints for each form."""
        return parts

    def page(self, parts: list[Any]) -> HttpResponse:
        """The page with these forms on it."""
        context = {
            "object": self.thing,
            "title": self.title,
            "intro": self.intro,
            "head": parts[0],
            "blocks": self.blocks(parts),
            "wrong": any(any(part.errors) if isinstance(part, forms.BaseFormSet) else part.errors for part in parts),
            "base": base_of(self.thing, self.section),
            "next": safe_next(self.request),
            "back_url": self.back_url(),
        }
        return render(self.request, self.template_name, context)

    def back_url(self) -> str:
        """The section on the page of the whole profile."""
        return reverse("organizations:profile", args=[self.thing.slug]) + f"#{self.section}"

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.parts())

    def bound(self, request: PersonRequest) -> list[Any]:
        """The forms as they were sent."""
        return self.parts(request.POST, request.FILES)

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        parts = self.bound(request)
        if not all([part.is_valid() for part in parts]):
            return self.page(parts)
        try:
            self.save(parts, request.POST.get("base", ""))
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            show_refusal(parts[0], refusal)
            return self.page(parts)
        messages.success(request, str(_("Saved.")))
        return redirect(safe_next(request) or self.back_url())


class RowsPage(SectionPage):
    """A section of rows under a head form."""

    template_name = "organizations/profile/section_rows.html"
    rows_class: ClassVar[Any]
    caption: ClassVar[str | Promise]

    def head(self, data: Any = None) -> forms.Form:
        """The form above the rows; an empty one where nothing is asked there."""
        return forms.Form(data)

    def first_rows(self) -> list[dict[str, Any]]:
        """The rows as they were saved."""
        raise NotImplementedError

    def row_facts(self) -> dict[str, Any]:
        """What every row is given."""
        return {}

    def parts(self, data: Any = None, files: Any = None) -> list[Any]:
        if data is None:
            rows = self.rows_class(initial=self.first_rows(), prefix="rows", form_kwargs=self.row_facts())
        else:
            rows = self.rows_class(data, files, prefix="rows", form_kwargs=self.row_facts())
        rows.caption = self.caption
        return [self.head(data), rows]
