"""Addresses of the workspace that span the floors."""

from django.urls import path

from reports.views.dashboard import Dashboard, Workbook
from reports.views.exports import ApplicationDossier, CallDossier, WorkbookAsk
from reports.views.home import HomePage

app_name = "reports"

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("dashboards/", Dashboard.as_view(), name="dashboard"),
    path("dashboards/<slug:code>/workbook/", Workbook.as_view(), name="workbook"),
    path("dashboards/<slug:code>/workbook/ask/", WorkbookAsk.as_view(), name="workbook_ask"),
    path("dossiers/applications/<slug:reference>/", ApplicationDossier.as_view(), name="application_dossier"),
    path("dossiers/calls/<slug:reference>/", CallDossier.as_view(), name="call_dossier"),
]
