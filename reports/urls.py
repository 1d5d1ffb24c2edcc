"""Addresses of the workspace that span the floors."""

from django.urls import path

from reports.views.dashboard import Dashboard, Workbook
from reports.views.home import HomePage

app_name = "reports"

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("dashboards/", Dashboard.as_view(), name="dashboard"),
    path("dashboards/<slug:code>/workbook/", Workbook.as_view(), name="workbook"),
]
