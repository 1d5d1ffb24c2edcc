"""Calls, and what they ask, in three languages."""

from modeltranslation.translator import TranslationOptions, register

from grants.models import (
    Call,
    CallSection,
    Choice,
    Criterion,
    EligibilityCriterion,
    Question,
    RequiredDocument,
)


@register(Call)
class CallTranslation(TranslationOptions):
    fields = ("title", "summary", "body")


@register(CallSection)
class CallSectionTranslation(TranslationOptions):
    fields = ("title",)


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("label", "help", "columns")


@register(Choice)
class ChoiceTranslation(TranslationOptions):
    fields = ("label",)


@register(RequiredDocument)
class RequiredDocumentTranslation(TranslationOptions):
    fields = ("title", "help")


@register(EligibilityCriterion)
class EligibilityCriterionTranslation(TranslationOptions):
    fields = ("text",)


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("title", "guidance")
