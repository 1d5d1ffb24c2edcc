"""Addresses of the workspace that concern money, one module for each of its parts."""

from grants.urls import agreements, calls, enquiries, programmes

app_name = "grants"

urlpatterns = [*programmes.urlpatterns, *calls.urlpatterns, *enquiries.urlpatterns, *agreements.urlpatterns]
