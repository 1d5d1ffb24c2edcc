"""The plug board of addresses."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("workspace/", include("monitoring.urls")),
]
