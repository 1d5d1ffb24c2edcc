"""Addresses of results and answers, under /workspace/."""

from monitoring.urls import results, scorecards

app_name = "monitoring"
urlpatterns = [*results.urlpatterns, *scorecards.urlpatterns]
