"""Titles of results, indicators, disaggregations and report questions in three languages."""

from modeltranslation.translator import TranslationOptions, register

from monitoring.models import Category, Dimension, Indicator, ReportQuestion, Result


@register(Result)
class ResultTranslation(TranslationOptions):
    fields = ("title",)


@register(Indicator)
class IndicatorTranslation(TranslationOptions):
    fields = ("title", "unit_of_measure", "means_of_verification")


@register(Dimension)
class DimensionTranslation(TranslationOptions):
    fields = ("title",)


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("title",)


@register(ReportQuestion)
class ReportQuestionTranslation(TranslationOptions):
    fields = ("text",)
