"""The texts of agreements."""

from modeltranslation.translator import TranslationOptions, register

from grants.models import Agreement, BudgetLine, Condition


@register(Agreement)
class AgreementTranslation(TranslationOptions):
    fields = ("title", "summary")


@register(BudgetLine)
class BudgetLineTranslation(TranslationOptions):
    fields = ("title",)


@register(Condition)
class ConditionTranslation(TranslationOptions):
    fields = ("text",)
