"""Addresses of the workspace that concern money, one module for each of its parts."""

from grants.urls import after, agreements, calls, correspondence, decisions, enquiries, programmes, reviews

app_name = "grants"

urlpatterns = [
    *programmes.urlpatterns,
    *after.urlpatterns,
    *correspondence.urlpatterns,
    *calls.urlpatterns,
    *reviews.urlpatterns,
    *enquiries.urlpatterns,
    *decisions.urlpatterns,
    *agreements.urlpatterns,
]
