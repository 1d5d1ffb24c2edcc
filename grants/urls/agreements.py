"""Addresses of agreements, payments and financial reports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
