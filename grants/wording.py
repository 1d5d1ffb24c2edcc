"""How figures and days read inside a sentence, in the active language."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language

from kernel import formatting


def figure(amount: Decimal, currency: str) -> str:
    """For example 12,500.00 EUR; in Romanian 12.500,00 EUR."""
    return formatting.money(amount, currency, get_language() or "en")


def day(value: date) -> str:
    """For example 22 November 2026."""
    return formatting.day(value, get_language() or "en")


def moment(value: datetime) -> str:
    """For example 22 November 2026, 09:41, on the clock of the house."""
    return formatting.moment(timezone.localtime(value), get_language() or "en")
