"""Which titles stand in three languages."""

from modeltranslation.translator import TranslationOptions, register

from grants.models import Agreement, BudgetLine, Condition, Programme


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = ("title", "summary", "domain", "coverage_note", "direct_beneficiaries", "indirect_beneficiaries")


@register(Agreement)
class AgreementTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(BudgetLine)
class BudgetLineTranslation(TranslationOptions):
    fields = ("title",)


@register(Condition)
class ConditionTranslation(TranslationOptions):
    fields = ("text",)
