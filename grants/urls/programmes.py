"""Addresses of programmes, ledger and rates."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
