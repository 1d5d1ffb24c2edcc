"""Message templates in three languages."""

from modeltranslation.translator import TranslationOptions, register

from grants.models import MessageTemplate


@register(MessageTemplate)
class MessageTemplateTranslation(TranslationOptions):
    fields = ("text",)
