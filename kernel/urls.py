"""Addresses of the kernel: for supervisors, and the shelf of each person."""

from django.urls import path

from kernel.views import healthz, readyz, shelf

app_name = "kernel"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("workspace/shelf/", shelf.Shelf.as_view(), name="shelf"),
    path("workspace/shelf/filters/new/", shelf.FilterNew.as_view(), name="filter_new"),
    path("workspace/shelf/filters/<int:pk>/", shelf.FilterEdit.as_view(), name="filter_edit"),
    path("workspace/shelf/filters/<int:pk>/remove/", shelf.FilterRemove.as_view(), name="filter_remove"),
    path("workspace/shelf/files/<int:pk>/", shelf.ExportPage.as_view(), name="export"),
    path("workspace/shelf/files/<int:pk>/file/", shelf.ExportFile.as_view(), name="export_file"),
    path("workspace/shelf/batches/<int:pk>/", shelf.BatchPage.as_view(), name="batch"),
]
