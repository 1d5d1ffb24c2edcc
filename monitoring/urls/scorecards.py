"""Addresses of scorecard cycles, replies and commitments."""

from django.urls import URLPattern, path

from monitoring.views import commitments, counts, replies, scorecard_entry, scorecards

CARD, GROUP, STAFF = "scorecards/<int:pk>/", "scorecards/groups/<int:pk>/", "staff/<slug:staff_group>/"

urlpatterns: list[URLPattern] = [
    path("scorecards/", scorecards.ScorecardList.as_view(), name="scorecards"),
    path("scorecards/new/", scorecards.PlanPage.as_view(), name="scorecard_plan"),
    path("scorecards/reply/<str:token>/", replies.LinkReplyPage.as_view(), name="scorecard_reply_by_link"),
    path(
        "scorecards/reply/<str:token>/draft/",
        replies.LinkReplyPage.as_view(),
        {"is_draft": True},
        name="scorecard_reply_by_link_draft",
    ),
    path(f"{GROUP}counts/", counts.GroupCountsPage.as_view(), name="group_counts"),
    path(f"{GROUP}counts/draft/", counts.GroupCountsPage.as_view(), {"is_draft": True}, name="group_counts_draft"),
    path(f"{GROUP}void/", scorecard_entry.VoidGroupPage.as_view(), name="group_void"),
    path("scorecards/inputs/<int:pk>/audit/", scorecard_entry.AuditPage.as_view(), name="input_audit"),
    path(CARD, scorecards.ScorecardPage.as_view(), name="scorecard"),
    path(f"{CARD}criteria/", scorecard_entry.CriteriaPage.as_view(), name="scorecard_criteria"),
    path(f"{CARD}groups/new/", scorecard_entry.GroupPage.as_view(), name="scorecard_group"),
    path(f"{CARD}inputs/new/", scorecard_entry.InputPage.as_view(), name="scorecard_input"),
    path(f"{CARD}sheet/", scorecard_entry.FieldSheet.as_view(), name="scorecard_sheet"),
    path(f"{CARD}{STAFF}", counts.StaffCountsPage.as_view(), name="staff_counts"),
    path(f"{CARD}{STAFF}draft/", counts.StaffCountsPage.as_view(), {"is_draft": True}, name="staff_counts_draft"),
    path(f"{CARD}reply/", replies.OfficerReplyPage.as_view(), name="scorecard_reply"),
    path(f"{CARD}reply/draft/", replies.OfficerReplyPage.as_view(), {"is_draft": True}, name="scorecard_reply_draft"),
    path(f"{CARD}commitments/new/", commitments.RecordCommitmentPage.as_view(), name="scorecard_commitment"),
    path(f"{CARD}correct/", scorecards.CorrectPage.as_view(), name="scorecard_correct"),
    path(f"{CARD}reopen/", scorecards.ReopenPage.as_view(), name="scorecardcycle_reopen"),
    path(f"{CARD}hold_meeting/", scorecards.MeetingPage.as_view(), name="scorecardcycle_hold_meeting"),
    path(f"{CARD}cancel/", scorecards.CancelPage.as_view(), name="scorecardcycle_cancel"),
    path(f"{CARD}<slug:move>/", scorecards.ScorecardMove.as_view(), name="scorecardcycle_move"),
    path("commitments/", commitments.CommitmentList.as_view(), name="commitments"),
    path("commitments/<int:pk>/", commitments.CommitmentPage.as_view(), name="commitment"),
    path("commitments/<int:pk>/claim/", commitments.ClaimPage.as_view(), name="commitment_claim"),
    path("commitments/<int:pk>/verify/", commitments.VerifyPage.as_view(), name="commitment_verify"),
    path("commitments/<int:pk>/return/", commitments.ReturnClaimPage.as_view(), name="commitment_return_claim"),
    path("commitments/<int:pk>/not-kept/", commitments.NotKeptPage.as_view(), name="commitment_close_as_not_kept"),
    path("commitments/<int:pk>/postpone/", commitments.PostponePage.as_view(), name="commitment_postpone"),
]
