"""Addresses of the kernel: for supervisors."""

from django.urls import path

from kernel.views import healthz, readyz

app_name = "kernel"
urlpatterns = [path("healthz", healthz, name="healthz"), path("readyz", readyz, name="readyz")]
