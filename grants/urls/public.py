"""Addresses without login: confirmation by signed link, check of a receipt, questions, news by mail."""

from django.urls import path

from grants.views import public
from grants.views.calls import public as call_public

app_name = "grants_public"

urlpatterns = [
    path("confirm/<str:token>/", public.ConfirmPage.as_view(), name="confirm"),
    path("receipts/", public.ReceiptCheck.as_view(), name="receipts"),
    path("receipts/<str:code>/", public.ReceiptCheck.as_view(), name="receipt"),
    path("questions/<str:token>/", call_public.EnquiryConfirm.as_view(), name="enquiry_confirm"),
    path("follow/confirm/<str:token>/", call_public.FollowConfirm.as_view(), name="follow_confirm"),
    path("follow/<str:token>/", call_public.FollowerPage.as_view(), name="follower"),
]
