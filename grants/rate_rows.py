"""Rows of a file of exchange rates: how they are read, checked and matched with the rates that are there.

In batches: a file of 20,000 rows takes as many questions to the database for each thousand of them, and holds no more
than a thousand rates at a time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import ModelInstanceLoader
from import_export.resources import ModelResource
from import_export.results import Result
from import_export.widgets import DecimalWidget
from tablib import Dataset

from grants.models import ExchangeRate, RateSource
from kernel.spreadsheets import CellError, Row, Wanted, read_rows
from kernel.spreadsheets.reading import MOST_ERRORS

NAMES = ("rate_on", "base", "quote", "rate", "source")
KEY = ("rate_on", "base", "quote", "source")
BATCH = 1000
COLUMNS = [
    Wanted("rate_on", ["rate_on"], "date"),
    Wanted("base", ["base"], longest=10),
    Wanted("quote", ["quote"], longest=10),
    Wanted("rate", ["rate"], longest=40),
    Wanted("source", ["source"], "choice", choices={value: value for value in RateSource.values}),
]


class KnownRates(ModelInstanceLoader):
    """The rates that are there already for the days of a batch, asked for once."""

    def __init__(self, resource: Any, dataset: Any = None) -> None:
        super().__init__(resource, dataset)
        days = {self._value("rate_on", row) for row in dataset.dict} - {None}
        known = self.get_queryset().filter(rate_on__in=days).order_by()
        self.known = {tuple(getattr(rate, name) for name in KEY): rate for rate in known}

    def get_instance(self, row: dict[str, Any]) -> ExchangeRate | None:
        """The rate of the same day, pair and source."""
        return self.known.get(tuple(self._value(name, row) for name in KEY))

    def _value(self, name: str, row: dict[str, Any]) -> Any:
        try:
            return self.resource.fields[name].clean(row)
        except (ValueError, KeyError):
            return None  # said of its column when the row is checked


class RateWidget(DecimalWidget):
    """A rate with a point or a comma before its decimals, and nothing between its thousands."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        """The rate; None for an empty cell. Raises ValueError with the reason."""
        text = str(value or "").strip().replace(",", ".")
        try:
            return Decimal(text) if text else None
        except InvalidOperation:
            raise ValueError(_("“%(value)s” is not a number.") % {"value": value}) from None


class ExchangeRateResource(ModelResource):
    """Columns rate_on (2025-02-03), base (EUR), quote (MDL), rate (19.4876), source (nbm, inforeuro, un, bank, demo).

    A row of the same day, pair and source replaces the rate; the ledger keeps the rate that it used. One resource reads
    one file: it knows which days, pairs and sources stood in it before.
    """

    rate = Field("rate", "rate", RateWidget())

    class Meta:
        model = ExchangeRate
        fields = NAMES
        import_id_fields = KEY
        instance_loader_class = KnownRates
        clean_model_instances = True
        skip_diff = True
        report_skipped = False
        use_transactions = True
        use_bulk = True
        batch_size = BATCH

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.seen: set[tuple[str, ...]] = set()
        self.rate_before: Decimal | None = None

    def import_data(self, *args: Any, **kwargs: Any) -> Result:
        """All rows or none: one wrong row takes the whole file back."""
        return super().import_data(*args, **{**kwargs, "rollback_on_validation_errors": True})

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """Currencies and sources are known by their codes, however they are written; a day stands once in a file."""
        for name, fold in (("base", str.upper), ("quote", str.upper), ("source", str.lower)):
            row[name] = fold(str(row.get(name) or "").strip())
        key = tuple(str(row.get(name)) for name in KEY)
        if key in self.seen:
            raise ValidationError({"rate_on": _("A rate of this day, pair and source stands in the file already.")})
        self.seen.add(key)

    def after_init_instance(self, instance: ExchangeRate, new: bool, row: dict[str, Any], **kwargs: Any) -> None:
        """Remember the rate that is there."""
        self.rate_before = None if new else instance.rate

    def skip_row(self, instance: ExchangeRate, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """A rate that is there already, to the last figure, is left alone."""
        return not import_validation_errors and self.rate_before is not None and instance.rate == self.rate_before

    def validate_instance(
        self, instance: ExchangeRate, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """What the model and its constraints ask, without a question to the database for each row."""
        errors: dict[str, Any] = dict(import_validation_errors or {})
        try:
            instance.full_clean(exclude=errors.keys(), validate_unique=False, validate_constraints=False)
        except ValidationError as wrong:
            errors = wrong.update_error_dict(errors)
        if "rate" not in errors and instance.rate <= 0:
            errors["rate"] = ValidationError(_("A rate is more than 0."))
        if instance.base == instance.quote and "base" not in errors:
            errors["quote"] = ValidationError(_("The two currencies are the same."))
        if errors:
            raise ValidationError(errors)


@dataclass
class Outcome:
    """What a file holds beside what is there: `new`, `changed` and `unchanged` rates, or every fault in words."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[str] = field(default_factory=list)


def take_rows(file: IO[bytes], *, dry_run: bool, say: Callable[[int, int], object] | None = None) -> Outcome:
    """Read `file` and enter its rates in batches; with `dry_run` nothing stays. `say` is told rows done and rows.

    After a fault nothing more is entered: the caller, in whose transaction it runs, takes back what was.
    """
    reading = read_rows(file, COLUMNS)
    if not reading.is_sound:
        return Outcome(errors=[str(each) for each in reading.errors])
    resource, outcome = ExchangeRateResource(), Outcome(rows=len(reading.rows))
    for start in range(0, outcome.rows, BATCH):
        batch = reading.rows[start : start + BATCH]
        if say is not None:
            say(start, outcome.rows)
        dataset = Dataset(*[[row.values[name] for name in NAMES] for row in batch], headers=NAMES)
        result = resource.import_data(dataset, dry_run=dry_run, use_transactions=False)
        outcome.new += result.totals["new"]
        outcome.changed += result.totals["update"]
        outcome.unchanged += result.totals["skip"]
        outcome.errors += [str(each) for each in _faults(result, batch)]
        if len(outcome.errors) >= MOST_ERRORS or (outcome.errors and not dry_run):
            break
    if len(outcome.errors) > MOST_ERRORS:
        outcome.errors = [*outcome.errors[:MOST_ERRORS], _("There are more mistakes; correct these first.")]
    if say is not None:
        say(outcome.rows, outcome.rows)
    return outcome


def _faults(result: Result, batch: list[Row]) -> Iterator[CellError]:
    """The faults of a batch, by the rows and headings of the file."""
    for wrong in result.invalid_rows:
        row = batch[wrong.number - 1].number
        for name, reasons in wrong.field_specific_errors.items():
            yield CellError(row, name, " ".join(str(each) for each in reasons))
        if wrong.non_field_specific_errors:
            yield CellError(row, "", " ".join(str(each) for each in wrong.non_field_specific_errors))
    for number, faults in result.row_errors():
        yield CellError(batch[number - 1].number, "", " ".join(str(each.error) for each in faults))
    for fault in result.base_errors:
        yield CellError(None, "", str(fault.error))
