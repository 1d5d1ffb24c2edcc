"""The pages that every floor is made of: lists, one thing, forms, acts and moves."""

from kernel.requests import PersonRequest
from kernel.views.buttons import ActButton
from kernel.views.details import DetailPage, Scoped
from kernel.views.failures import csrf_failure
from kernel.views.forms import ActPage, FormPage
from kernel.views.health import healthz, readyz
from kernel.views.lists import ListPage
from kernel.views.moves import MovePage

__all__ = [
    "ActButton",
    "ActPage",
    "DetailPage",
    "FormPage",
    "ListPage",
    "MovePage",
    "PersonRequest",
    "Scoped",
    "csrf_failure",
    "healthz",
    "readyz",
]
