"""Addresses of scorecard cycles, replies and commitments."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
