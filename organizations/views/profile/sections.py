"""The sections that are typed: who signs, team, budgets, donors, services, places."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.actions.profile import sections as acts
from organizations.forms.profile.choices import ServicesForm, TerritoriesForm
from organizations.forms.profile.rows import BudgetRows, NoneForm, PastGrantRows, SignatoryRows, TeamRows
from organizations.models import Organization
from organizations.queries.profile.checks import says_none, years_asked
from organizations.views.profile.base import RowsPage, SectionPage

SIGNATORY = ("name", "function", "signs", "since_on", "until_on")
TEAM = ("name", "function", "part", "since_year")
GRANT = ("donor", "project", "amount", "currency", "from_year", "until_year")
BUDGET = ("year", "income", "spent", "currency", "has_none")


class Signatories(RowsPage):
    """Who signs."""

    section, title, caption = "signatories", _("Who signs"), _("People who may sign for the organisation")
    intro = _(
        "As in the State Register. Whose right has ended stays here with its last day. Names are read by your members "
        "and by the implementers to which you apply; they are never published."
    )
    rows_class = SignatoryRows

    def first_rows(self) -> list[dict[str, Any]]:
        return list(self.thing.signatories.values(*SIGNATORY))

    def save(self, parts: list[Any], base: str) -> Organization:
        return acts.name_signatories(self.thing, parts[1].rows, by=self.request.user, base=base)


class Team(RowsPage):
    """The team."""

    section, title, caption = "team", _("Team"), _("People who work for the organisation")
    intro = _("Applications take the team over from here. The names are never published.")
    rows_class = TeamRows

    def first_rows(self) -> list[dict[str, Any]]:
        return list(self.thing.team.values(*TEAM))

    def save(self, parts: list[Any], base: str) -> Organization:
        return acts.name_team(self.thing, parts[1].rows, by=self.request.user, base=base)


class Budgets(RowsPage):
    """Three years."""

    permission = "organizations.edit_profile_money"
    section, title, caption = "budgets", _("Budgets of the last three years"), _("Income and spending by year")
    intro = _(
        "The whole organisation's money, all sources together. If there was none in a year, tick it: that is an answer."
    )
    rows_class = BudgetRows

    def first_rows(self) -> list[dict[str, Any]]:
        told = {row["year"]: row for row in self.thing.year_budgets.values(*BUDGET)}
        return [told.get(year, {"year": year, "currency": "MDL"}) for year in years_asked(self.thing)]

    def save(self, parts: list[Any], base: str) -> Organization:
        answered = [form.cleaned_data for form in parts[1] if form.is_answered]
        return acts.tell_budgets(self.thing, answered, by=self.request.user, base=base)


class Donors(RowsPage):
    """Who gave before."""

    section, title, caption = "donors", _("Donors so far"), _("Grants received elsewhere")
    intro = _("The grants of the last years that say most about you. An amount may stay empty.")
    rows_class = PastGrantRows

    def head(self, data: Any = None) -> forms.Form:
        initial = {"is_none": says_none(self.thing, self.section)}
        return NoneForm(data, label=_("We have received no grant so far."), initial=initial)

    def first_rows(self) -> list[dict[str, Any]]:
        return list(self.thing.past_grants.values(*GRANT))

    def save(self, parts: list[Any], base: str) -> Organization:
        is_none = parts[0].cleaned_data["is_none"]
        return acts.tell_donors(self.thing, parts[1].rows, by=self.request.user, is_none=is_none, base=base)


class Services(SectionPage):
    """What is offered."""

    section, title = "services", _("Services offered")
    intro = _("Tick what you do now, not what you would like to do.")

    def parts(self, data: Any = None, files: Any = None) -> list[Any]:
        names = [f"other_services_{code}" for code in ("ro", "ru", "en")]
        initial = {"services": self.thing.services.all(), **{name: getattr(self.thing, name) or "" for name in names}}
        return [ServicesForm(data, organization=self.thing, initial=initial)]

    def save(self, parts: list[Any], base: str) -> Organization:
        data = parts[0].cleaned_data
        other = {code: data[f"other_services_{code}"] for code in ("ro", "ru", "en")}
        return acts.choose_services(self.thing, data["services"], by=self.request.user, other=other, base=base)


class Territories(SectionPage):
    """Where it works."""

    section, title = "territories", _("Where it works")

    def parts(self, data: Any = None, files: Any = None) -> list[Any]:
        initial = {"territories": self.thing.territories.all()}
        return [TerritoriesForm(data, organization=self.thing, initial=initial)]

    def save(self, parts: list[Any], base: str) -> Organization:
        units = parts[0].cleaned_data["territories"]
        return acts.choose_territories(self.thing, units, by=self.request.user, base=base)
