"""Lists of organisations."""

from django.utils.translation import gettext_lazy as _

from kernel.tables import Column, LinkColumn, Table


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
