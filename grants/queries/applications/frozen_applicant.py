"""Who applied, as a submitted version froze the profile of that day, in the words of the reader."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from grants.queries.applications.budgets import say
from kernel import formatting
from organizations.models import Nature

Words = tuple[str, str, str]


def applicant_words(facts: dict[str, Any]) -> Iterator[Words]:
    """What the profile said on the day of submission, as (key, label, text); what it did not say is left out."""
    yield from ((key, label, text) for key, label, text in _all(facts) if text)


def _all(facts: dict[str, Any]) -> Iterator[Words]:
    yield "name", _("Organisation"), facts["name"]
    yield "nature", _("Nature"), str(Nature(facts["nature"]).label)
    yield "idno", _("IDNO"), facts["idno"]
    yield "registered_on", _("Registered on"), _day(facts["registered_on"])
    yield "place", _("Place"), facts["place"]
    yield "website", _("Website"), facts["website"]
    yield "summary", _("What it does"), facts["summary"]
    yield "services", _("Services"), "; ".join([*facts["services"], facts["other_services"]]).rstrip("; ")
    yield "territories", _("Where it works"), ", ".join(facts["territories"])
    for each in facts["budgets"]:
        yield f"budget-{each['year']}", _("Budget of %(year)s") % {"year": each["year"]}, _budget(each)
    for each in facts["past_grants"]:
        key = f"grant-{each['donor']}-{each['project']}-{each['from_year']}"
        yield key, _("Grant received"), _grant(each)
    for each in facts["accreditations"]:
        text = " · ".join(text for text in (each["number"], each["issuer"], _dates(each)) if text)
        yield f"accreditation-{each['kind']}-{each['number']}", each["kind"], text
    for each in facts["policies"]:
        answer = pgettext("policy", "yes") if each["is_there"] else pgettext("policy", "no")
        yield f"policy-{each['code']}", each["name"], " · ".join(text for text in (answer, each["explanation"]) if text)


def _day(text: str | None) -> str:
    return formatting.day(date.fromisoformat(text), get_language() or "en") if text else ""


def _dates(each: dict[str, Any]) -> str:
    return " – ".join(text for text in (_day(each["valid_from"]), _day(each["valid_until"])) if text)


def _amount(text: str | None, currency: str) -> str:
    return f"{say(Decimal(text))} {currency}" if text is not None else _("not stated")


def _budget(each: dict[str, Any]) -> str:
    if each["has_none"]:
        return _("no money that year")
    words = {"income": _amount(each["income"], each["currency"]), "spent": _amount(each["spent"], each["currency"])}
    return _("income %(income)s, spent %(spent)s") % words


def _grant(each: dict[str, Any]) -> str:
    years = f"{each['from_year']}–{each['until_year']}"
    return " · ".join([each["donor"], each["project"], _amount(each["amount"], each["currency"]), years])
