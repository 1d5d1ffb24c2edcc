"""Addresses of an application after it was submitted: changes, versions, clarifications."""

from django.urls import path

from grants.views.applications import after, clarifications, stages, versions

APPLICATION = "applications/<slug:reference>/"
VERSION = "applications/<slug:reference>/versions/<int:number>/"
ROUND = "clarifications/<int:pk>/"

urlpatterns = [
    path("applications/<int:pk>/withdraw/", after.Withdraw.as_view(), name="application_withdraw"),
    path(f"{APPLICATION}changes/", after.ChangesOpen.as_view(), name="application_changes"),
    path(f"{APPLICATION}changes/drop/", after.ChangesDrop.as_view(), name="application_changes_drop"),
    path("calls/<slug:reference>/concept-notes/", stages.SelectionPage.as_view(), name="note_selection"),
    path(
        "calls/<slug:reference>/concept-notes/propose/",
        stages.SelectionPropose.as_view(),
        name="note_selection_propose",
    ),
    path("concept-notes/<int:pk>/return/", stages.SelectionReturn.as_view(), name="noteselection_return"),
    path("concept-notes/<int:pk>/do/<slug:move>/", stages.SelectionMove.as_view(), name="noteselection_move"),
    path(f"{APPLICATION}versions/", versions.Difference.as_view(), name="application_difference"),
    path(VERSION, versions.VersionPage.as_view(), name="application_version"),
    path(f"{VERSION}application.pdf", versions.VersionPaper.as_view(), name="version_paper"),
    path(f"{VERSION}receipt.pdf", versions.VersionReceipt.as_view(), name="version_receipt"),
    path(f"{VERSION}content.json", versions.VersionContent.as_view(), name="version_content"),
    path(f"{APPLICATION}clarifications/new/", clarifications.Ask.as_view(), name="clarification_ask"),
    path(f"{ROUND}extend/", clarifications.Extend.as_view(), name="clarification_extend"),
    path(f"{ROUND}do/<slug:move>/", clarifications.ClarificationMove.as_view(), name="clarification_move"),
]
