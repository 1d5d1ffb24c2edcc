"""Addresses without login: confirmation by signed link, check of a receipt."""

from django.urls import path

from grants.views import public

app_name = "grants_public"

urlpatterns = [
    path("confirm/<str:token>/", public.ConfirmPage.as_view(), name="confirm"),
    path("receipts/", public.ReceiptCheck.as_view(), name="receipts"),
    path("receipts/<str:code>/", public.ReceiptCheck.as_view(), name="receipt"),
]
