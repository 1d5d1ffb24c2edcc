"""Cost categories: one closed list for the budgets of applications and agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CostCategory(models.TextChoices):
    """What kind of cost a line of a budget is."""

    STAFF = "staff", _("staff")
    EXPERTS = "experts", _("experts and services")
    TRAVEL = "travel", _("travel")
    EQUIPMENT = "equipment", _("equipment")
    SUPPLIES = "supplies", _("supplies and materials")
    WORKS = "works", _("repair and building works")
    EVENTS = "events", _("events and training")
    OFFICE = "office", _("office and running costs")
    OTHER = "other", _("other costs")
