"""Addresses of the workspace that span the floors."""

from django.urls import path

from reports.views.home import HomePage

app_name = "reports"

urlpatterns = [path("", HomePage.as_view(), name="home")]
