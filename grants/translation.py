"""Which titles stand in three languages."""

from modeltranslation.translator import TranslationOptions, register

from grants.models import Programme


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = ("title", "summary", "domain", "coverage_note", "direct_beneficiaries", "indirect_beneficiaries")
