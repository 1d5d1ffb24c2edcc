"""Addresses of calls, applications, reviews and awards."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
