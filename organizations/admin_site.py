"""Django's admin, kept small: reference data that nobody owns, for the operator alone."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organizations.rules import is_operator

OURS = frozenset({"kernel", "organizations", "grants", "monitoring", "cms"})


class ReferenceSite(admin.AdminSite):
    """Holds what this house registers; the tables that libraries would add (keys, addresses, sessions) stay out."""

    site_header = site_title = _("Reference data")
    index_title = _("What the installation keeps for everybody")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """As Django does it, for our own models."""
        models: list[Any] = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        super().register([each for each in models if each._meta.app_label in OURS], admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """The operator, and nobody else."""
        return bool(is_operator(request.user))
