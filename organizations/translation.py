"""Which titles stand in three languages. History is registered after them, so that it sees their columns."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from organizations.models import Competence, Organization, PolicyKind, ServiceKind, TerritorialUnit


@register(TerritorialUnit)
class TerritorialUnitTranslation(TranslationOptions):
    fields = ("name",)


@register(Organization)
class OrganizationTranslation(TranslationOptions):
    fields = ("name", "summary", "other_services")


@register(Competence)
class CompetenceTranslation(TranslationOptions):
    fields = ("service",)


@register(ServiceKind)
class ServiceKindTranslation(TranslationOptions):
    fields = ("name",)


@register(PolicyKind)
class PolicyKindTranslation(TranslationOptions):
    fields = ("name", "help")


simple_history.register(Organization, app="organizations")
