"""Acts on indicators: defining them, changing what may still change, setting targets, linking grants to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from kernel.refusals import Refusal
from monitoring.actions.permission import ask
from monitoring.actions.versions import grow_version
from monitoring.links import ARITHMETIC, INHERITED
from monitoring.models import AcrossGrants, AcrossPeriods, Counts, Framework, Indicator, Measurement, Period, Target
from organizations.actions.activity import record
from organizations.models import User


class DefinitionLocked(Refusal):
    """Figures stand under this definition, or it comes from the programme."""


class DefinitionWrong(Refusal):
    """Kind, rules and disaggregation do not fit each other."""


@dataclass(frozen=True)
class TargetEntry:
    """A target as typed; `value` None is "not stated"."""

    operator: str
    value: Decimal | None


def check_definition(indicator: Indicator) -> None:
    """Raise DefinitionWrong, with the field, unless kind, counts, rules, disaggregation and result fit each other."""
    wrong: dict[str, str] = {}
    if indicator.is_percentage and indicator.across_grants not in {AcrossGrants.WEIGHTED, AcrossGrants.NONE}:
        wrong["across_grants"] = _("Percentages of several grants are weighted by denominator, or not added up.")
    if not indicator.is_percentage and indicator.across_grants == AcrossGrants.WEIGHTED:
        wrong["across_grants"] = _("Only percentages are weighted. Choose a sum.")
    if indicator.names_organizations and (indicator.is_percentage or indicator.counts != Counts.ORGANIZATIONS):
        wrong["across_periods"] = _("Only numbers that count organisations can be counted as distinct ones.")
    if indicator.names_organizations and indicator.dimension_id is not None:
        wrong["dimension"] = _("Distinct organisations are counted by name and not broken down.")
    if indicator.across_grants == AcrossGrants.DISTINCT and indicator.across_periods != AcrossPeriods.DISTINCT:
        wrong["across_periods"] = _("Distinct over all grants needs distinct over all periods as well.")
    if indicator.baseline_on is not None and indicator.baseline_value is None:
        wrong["baseline_value"] = _("A date of the baseline needs the baseline.")
    wrong |= _wrong_places(indicator)
    if wrong:
        raise DefinitionWrong(_("Correct what is marked below."), fields=wrong)


def _wrong_places(indicator: Indicator) -> dict[str, str]:
    """Result and disaggregation of another project, and a code that is taken."""
    wrong: dict[str, str] = {}
    homes = Framework.objects.filter(programme=indicator.framework.programme_id)
    if indicator.result.framework not in homes:
        wrong["result"] = _("This result belongs to another project.")
    if indicator.dimension is not None and indicator.dimension.framework not in homes:
        wrong["dimension"] = _("This disaggregation belongs to another project.")
    if indicator.framework.indicators.filter(code=indicator.code).exclude(pk=indicator.pk).exists():
        wrong["code"] = _("Another indicator of this framework has this code.")
    return wrong


@transaction.atomic
def define_indicator(indicator: Indicator, *, by: User | None) -> Indicator:
    """Store a new indicator, after `check_definition`."""
    ask(by, "monitoring.change_framework", indicator.framework)
    Framework.objects.select_for_update().get(pk=indicator.framework_id)
    check_definition(indicator)
    indicator.save(force_insert=True)
    record("indicator_defined", indicator, by=by, organization=indicator.framework.verifier, code=indicator.code)
    return indicator


@transaction.atomic
def change_indicator(indicator: Indicator, *, by: User | None) -> Indicator:
    """Store a changed definition, here and in every grant's indicator that is linked to it.

    What is inherited cannot be changed in the link; how figures are made and added up cannot be changed once there
    are figures, here or in a link.
    """
    ask(by, "monitoring.change_framework", indicator.framework)
    before = Indicator.objects.select_for_update().get(pk=indicator.pk)
    changed = {name for name in INHERITED if getattr(before, name) != getattr(indicator, name)}
    if changed and before.linked_to_id is not None:
        raise DefinitionLocked(_("Title and rules come from the project's indicator. Change them there."))
    family = Indicator.objects.filter(pk=before.pk) | Indicator.objects.filter(linked_to=before.pk)
    if changed & set(ARITHMETIC) and Measurement.objects.filter(indicator__in=family).exists():
        raise DefinitionLocked(
            _("Figures stand under this indicator: how it is counted can no longer change. Define a new indicator.")
        )
    check_definition(indicator)
    indicator.save()
    for link in Indicator.objects.filter(linked_to=indicator.pk).order_by("pk"):
        _inherit(link, indicator)
        link.save()
    grow_version(indicator.framework)
    record("indicator_changed", indicator, by=by, organization=indicator.framework.verifier, fields=sorted(changed))
    return indicator


def _inherit(link: Indicator, source: Indicator) -> None:
    for name in INHERITED:
        setattr(link, name, getattr(source, name))


@transaction.atomic
def link_indicators(framework: Framework, chosen: Iterable[Indicator], *, by: User | None) -> list[Indicator]:
    """Indicators of a grant's framework that feed the `chosen` ones of its programme; those linked already stay.

    A link takes code, title, kind, rules and disaggregation; baseline and targets are the grant's own.
    """
    ask(by, "monitoring.change_framework", framework)
    taken = set(framework.indicators.values_list("linked_to", flat=True))
    made = []
    for source in chosen:
        if source.framework.programme_id != framework.programme_id or source.framework.agreement_id is not None:
            raise Refusal(_("“%(title)s” is not an indicator of this project.") % {"title": source.title})
        if source.pk in taken:
            continue
        if source.measurements.exists():
            raise DefinitionLocked(
                _("%(code)s has figures of its own; fed by grants it would count twice. Define another indicator.")
                % {"code": source.code}
            )
        link = Indicator(framework=framework, result=source.result, linked_to=source, code=source.code)
        link.order = source.order
        _inherit(link, source)
        link.save()
        made.append(link)
    if made:
        codes = [link.code for link in made]
        grow_version(framework)
        record("indicators_linked", framework, by=by, organization=framework.reporter, codes=codes)
    return made


@transaction.atomic
def set_targets(indicator: Indicator, entries: Mapping[Period | None, TargetEntry | None], *, by: User | None) -> None:
    """Set the targets over all (key None) and by period; an entry None takes the target away.

    Periods that are not in `entries` keep theirs.
    """
    ask(by, "monitoring.change_framework", indicator.framework)
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    for period, entry in entries.items():
        if period is not None and period.framework_id != indicator.framework_id:
            raise Refusal(_("The period %(period)s belongs to another framework.") % {"period": period})
        if entry is None:
            indicator.targets.filter(period=period).delete()
        else:
            facts = {"operator": entry.operator, "value": entry.value}
            Target.objects.update_or_create(indicator=indicator, period=period, defaults=facts)
    grow_version(indicator.framework)
    record("targets_set", indicator, by=by, organization=indicator.framework.verifier, count=len(entries))
