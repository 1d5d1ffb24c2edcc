"""Puts the house's own admin site in the place of Django's; loaded before any model, so it imports none."""

from django.contrib.admin.apps import AdminConfig


class ReferenceAdminConfig(AdminConfig):
    """`admin.site` is the site for reference data."""

    default_site = "organizations.admin_site.ReferenceSite"
