"""The texts of programmes. History is registered after them, so that it sees their columns."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from grants.models import (
    FundingLine,
    Pilot,
    Programme,
    ProgrammeDocument,
    ProgrammePartner,
    ProgrammeStatement,
    PublishedFigure,
)


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = (
        "title",
        "summary",
        "domain",
        "coverage_note",
        "beneficiaries",
        "direct_beneficiaries",
        "indirect_beneficiaries",
    )


@register(Pilot)
class PilotTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(ProgrammeStatement)
class ProgrammeStatementTranslation(TranslationOptions):
    fields = ("text", "attribution")


@register(ProgrammePartner)
class ProgrammePartnerTranslation(TranslationOptions):
    fields = ("name",)


@register(ProgrammeDocument)
class ProgrammeDocumentTranslation(TranslationOptions):
    fields = ("title",)


@register(PublishedFigure)
class PublishedFigureTranslation(TranslationOptions):
    fields = ("label", "note", "attribution")


simple_history.register(Programme, app="grants", m2m_fields=[Programme.units.field])
simple_history.register(FundingLine, app="grants")
