"""Texts of letters in three languages."""

from modeltranslation.translator import TranslationOptions, register

from grants.models import LetterTemplate


@register(LetterTemplate)
class LetterTemplateTranslation(TranslationOptions):
    fields = ("subject", "body")
