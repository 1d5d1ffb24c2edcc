"""Exchange rates: imported from a file with a dry run that names row and column of every fault."""

from typing import Any

from django.contrib import admin
from import_export.admin import ImportExportModelAdmin
from import_export.resources import ModelResource
from import_export.results import Result

from grants.models import ExchangeRate


class ExchangeRateResource(ModelResource):
    """Columns rate_on (2025-02-03), base (EUR), quote (MDL), rate (19.4876), source (nbm, inforeuro, un, bank, demo).

    A row of the same day, pair and source replaces the rate; the ledger keeps the rate that it used.
    """

    class Meta:
        model = ExchangeRate
        fields = ("rate_on", "base", "quote", "rate", "source")
        import_id_fields = ("rate_on", "base", "quote", "source")
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    def import_data(self, *args: Any, **kwargs: Any) -> Result:
        """All rows or none: one wrong row takes the whole file back."""
        return super().import_data(*args, **{**kwargs, "rollback_on_validation_errors": True})

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """Currencies and sources are known by their codes, however they are written."""
        for name, fold in (("base", str.upper), ("quote", str.upper), ("source", str.lower)):
            row[name] = fold(str(row.get(name) or "").strip())


@admin.register(ExchangeRate)
class ExchangeRateAdmin(ImportExportModelAdmin):
    """Rates by day."""

    resource_classes = [ExchangeRateResource]
    list_display = ["rate_on", "base", "quote", "rate", "source"]
    list_filter = ["source", "base", "quote"]
    date_hierarchy = "rate_on"
