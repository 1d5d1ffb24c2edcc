"""Which titles stand in three languages. History is registered after them, so that it sees their columns."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from organizations.models import Competence, Organization, TerritorialUnit


@register(TerritorialUnit)
class TerritorialUnitTranslation(TranslationOptions):
    fields = ("name",)


@register(Organization)
class OrganizationTranslation(TranslationOptions):
    fields = ("name", "summary")


@register(Competence)
class CompetenceTranslation(TranslationOptions):
    fields = ("service",)


simple_history.register(Organization, app="organizations")
