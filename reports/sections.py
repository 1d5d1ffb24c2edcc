"""The parts that reports add to the pages of lower floors."""

from typing import Any

from django.http import HttpRequest

from grants.models import Programme
from kernel.registries import Section, sections
from reports.figures.money import programme_money, year_tables


def programme_money_section(programme: Programme, request: HttpRequest) -> dict[str, Any]:
    """The five columns of the programme, and its plan by year and donor."""
    money = programme_money(programme)
    return {"money": money, "tables": year_tables(programme, money)}


def register() -> None:
    """Fill the registry; called once, from AppConfig.ready()."""
    sections.add(Section("money", "programme", "reports/parts/programme_money.html", programme_money_section, order=10))
