"""Titles of scorecards in three languages."""

from modeltranslation.translator import TranslationOptions, register

from monitoring.models import CalendarDay, Commitment, Criterion, InputItem, MethodologyVersion, ScorecardCycle


@register(CalendarDay)
class CalendarDayTranslation(TranslationOptions):
    fields = ("title",)


@register(MethodologyVersion)
class MethodologyVersionTranslation(TranslationOptions):
    fields = ("title",)


@register(ScorecardCycle)
class ScorecardCycleTranslation(TranslationOptions):
    fields = ("title",)


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("title",)


@register(InputItem)
class InputItemTranslation(TranslationOptions):
    fields = ("title", "unit_label")


@register(Commitment)
class CommitmentTranslation(TranslationOptions):
    fields = ("text",)
