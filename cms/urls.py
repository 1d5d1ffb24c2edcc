"""Addresses of the public site that are no pages of Wagtail, each below a language: they stand before its own."""

from django.urls import path

from cms.views.calls import asking, files, papers, quiz

app_name = "site"

CALL = "calls/<slug:slug>/"

urlpatterns = [
    path("calls/feed.atom", files.calls_feed, name="calls_feed"),
    path("calls/calendar.ics", files.open_calendar, name="calls_calendar"),
    path("calls/follow/", asking.FollowPage.as_view(), name="calls_follow"),
    path(f"{CALL}feed.atom", files.answers_feed, name="call_feed"),
    path(f"{CALL}calendar.ics", files.call_calendar, name="call_calendar"),
    path(f"{CALL}ask/", asking.AskPage.as_view(), name="call_ask"),
    path(f"{CALL}follow/", asking.FollowPage.as_view(), name="call_follow"),
    path(f"{CALL}quiz/", quiz.QuizPage.as_view(), name="call_quiz"),
    path(f"{CALL}changes/", papers.call_changes, name="call_changes"),
    path(f"{CALL}call.pdf", papers.call_pdf, name="call_pdf"),
]
