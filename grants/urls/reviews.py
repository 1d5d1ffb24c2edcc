"""Addresses of assignments, reviews, conflicts of interest and profiles of reviewers."""

from django.urls import path

from grants.views.reviews import assigning, conflicts, planning, profiles, questions, sheets

urlpatterns = [
    path("calls/<slug:reference>/reviewers/", assigning.AssignmentsPage.as_view(), name="assignments"),
    path("calls/<slug:reference>/reviewers/add/", assigning.ReviewerAdd.as_view(), name="reviewer_add"),
    path("calls/<slug:reference>/reviewers/plan/", planning.PlanPage.as_view(), name="review_plan"),
    path("calls/<slug:reference>/reviewers/proposal/", planning.ProposalPage.as_view(), name="assignment_proposal"),
    path("calls/<slug:reference>/reviewers/waiting/", assigning.RemindersPage.as_view(), name="review_reminders"),
    path("calls/<slug:reference>/reviewers/open-names/", planning.NamesOpen.as_view(), name="names_open"),
    path("applications/<slug:reference>/assign/", assigning.AssignPage.as_view(), name="assign"),
    path("applications/<slug:reference>/assign/fields/", assigning.DomainsPage.as_view(), name="application_domains"),
    path("applications/<slug:reference>/assign/further/", assigning.FurtherAsk.as_view(), name="assign_further"),
    path("applications/<slug:reference>/conflict/", conflicts.OwnConflictPage.as_view(), name="own_conflict"),
    path("reviews/", sheets.ReviewList.as_view(), name="reviews"),
    path("reviews/profile/", profiles.ProfilePage.as_view(), name="my_reviewer_profile"),
    path("reviews/profile/<int:pk>/", profiles.ProfilePage.as_view(), name="reviewer_profile"),
    path("reviews/<int:pk>/", sheets.ReviewPage.as_view(), name="review"),
    path("reviews/<int:pk>/files/<int:file>/", sheets.ReviewFile.as_view(), name="review_file"),
    path("reviews/<int:pk>/declare/", conflicts.ConflictPage.as_view(), name="review_declare"),
    path("reviews/<int:pk>/ask/", questions.AskPage.as_view(), name="review_ask"),
    path("reviews/questions/<int:pk>/decline/", questions.DeclinePage.as_view(), name="reviewer_question_decline"),
    path("reviews/<int:pk>/conflict/", conflicts.FoundConflictPage.as_view(), name="review_conflict"),
    path("reviews/<int:pk>/set-aside/", conflicts.SetAsidePage.as_view(), name="review_set_aside"),
    path("reviews/<int:pk>/replace/", assigning.ReplacePage.as_view(), name="reviewer_replace"),
    path("reviews/<int:pk>/withdraw/", assigning.AssignmentWithdraw.as_view(), name="assignment_withdraw"),
    path("reviews/sheets/<int:pk>/reopen/", sheets.ReopenPage.as_view(), name="review_reopen"),
]
