"""The addresses of the house with the gallery, as in development."""

from django.urls import include, path

from config.urls import urlpatterns as house

urlpatterns = [path("components/", include("kernel.gallery")), *house]
