"""Calls, and what they ask, in three languages."""

from modeltranslation.translator import TranslationOptions, register

from grants.models import (
    Anchor,
    Call,
    CallSection,
    Choice,
    Criterion,
    EligibilityCriterion,
    Enquiry,
    InformationSession,
    Lot,
    Question,
    RequiredDocument,
    WorkDomain,
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
    fields = ("text", "explanation")


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("title", "guidance")


@register(Enquiry)
class EnquiryTranslation(TranslationOptions):
    fields = ("question", "answer")


@register(WorkDomain)
class WorkDomainTranslation(TranslationOptions):
    fields = ("name",)


@register(Anchor)
class AnchorTranslation(TranslationOptions):
    fields = ("text",)


@register(Lot)
class LotTranslation(TranslationOptions):
    fields = ("title",)


@register(InformationSession)
class InformationSessionTranslation(TranslationOptions):
    fields = ("place",)
