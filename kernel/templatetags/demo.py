"""The one place where a page of the workspace is marked."""

from django import template
from django.template import Context

from kernel.demo import names_demo

register = template.Library()


@register.simple_tag(takes_context=True)
def names_invented(context: Context) -> bool:
    """Whether what this page was given names something invented."""
    return names_demo(context.flatten())
