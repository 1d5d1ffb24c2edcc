"""Addresses of questions about calls."""

from django.urls import path

from grants.views.calls import enquiries

ENQUIRY = "enquiries/<int:pk>/"

urlpatterns = [
    path("enquiries/", enquiries.EnquiryList.as_view(), name="enquiries"),
    path(ENQUIRY, enquiries.EnquiryPage.as_view(), name="enquiry"),
    path(f"{ENQUIRY}answer/", enquiries.EnquiryAnswer.as_view(), name="enquiry_answer"),
    path(f"{ENQUIRY}publish/", enquiries.EnquiryPublish.as_view(), name="enquiry_publish"),
    path(f"{ENQUIRY}do/<slug:move>/", enquiries.EnquiryMove.as_view(), name="enquiry_move"),
]
