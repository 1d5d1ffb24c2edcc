"""Addresses of frameworks, measurements and progress reports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
