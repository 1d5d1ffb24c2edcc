"""Lists of organisations, and of those that may be the same."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.tables import Column, DateColumn, LinkColumn, NumberColumn, Table
from organizations.queries.duplicates import reasons_of


class OrganizationTable(Table):
    """The register: what is common to the installation, nothing of anybody's file."""

    name = LinkColumn(_("Name"), "name")
    nature = Column(_("Kind"), "get_nature_display")
    idno = Column("IDNO", "idno")
    unit = Column(_("Place"), "open_unit.name", sort=False)
    caption = _("Organisations")
    empty = _("No organisation fits.")
    default_sort = "name"
    demo = "is_demo"


class DuplicateTable(Table):
    """Pairs of organisations, the likest first."""

    score = NumberColumn(_("Likeness"))
    first = LinkColumn(
        _("Registered earlier"), "first.name", sort="first__name_ro", to=lambda row: reverse_judge(row.pk)
    )
    second = Column(_("Registered later"), "second.name", sort="second__name_ro")
    reasons = Column(_("Why"), reasons_of, sort=False)
    decision = Column(_("Decision"), "get_decision_display", sort="decision", missing=_("to decide"))
    decided_by = Column(pgettext_lazy("decision", "Decided by"), "decided_by", sort=False)
    decided_at = DateColumn(pgettext_lazy("decision", "Decided on"))
    caption = _("Possible duplicates")
    empty = _("No two organisations are alike.")
    default_sort = "-score"
    demo = "first__is_demo"


def reverse_judge(pk: int) -> str:
    """The page on which the pair is judged."""
    return reverse("organizations:judge_duplicate", args=[pk])
