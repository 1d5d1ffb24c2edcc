"""Counters behind the human references."""

from django.db import models


class Counter(models.Model):
    """The last number given under a prefix, such as APP-2026. Locked while a number is taken; gaps are allowed."""

    prefix = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}: {self.last}"
