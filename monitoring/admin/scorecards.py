"""The calendar of working days and the versions of the methodology, as the operator keeps them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from monitoring.models import CalendarDay, MethodologyVersion

THRESHOLDS = (
    *("number", "valid_from", "satisfied_from", "minimum_people", "full_people"),
    *("comparison_groups", "measured_share", "gap_flag", "reply_working_days", "reminder_days"),
)


@admin.register(CalendarDay)
class CalendarDayAdmin(admin.ModelAdmin):
    """Holidays, and days that the Government moved. A term that is running keeps its date."""

    list_display = ("on", "title", "is_working")
    list_filter = ("is_working",)
    date_hierarchy = "on"
    fields = ("on", "is_working", "title_ro", "title_ru", "title_en", "legal_basis")


@admin.register(MethodologyVersion)
class MethodologyVersionAdmin(admin.ModelAdmin):
    """Once a scorecard was planned with a version its thresholds stay as they are; other ones are a new version."""

    list_display = ("number", "title", "valid_from", "valid_until")
    fields = (*("title_ro", "title_ru", "title_en"), "valid_until", *THRESHOLDS)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Thresholds of a version in use."""
        return THRESHOLDS if obj is not None and obj.cycles.exists() else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A version ends by its date."""
        return False
