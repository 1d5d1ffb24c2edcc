"""Tags and filters of the house, built into every template."""

from django import template

register = template.Library()
