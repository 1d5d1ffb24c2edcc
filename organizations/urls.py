"""Addresses of this floor, under /workspace/."""

from django.urls import path

from organizations.views import documents, duplicates, joining, members, notices, organizations, people
from organizations.views.profile import papers, sections
from organizations.views.profile.page import ProfilePage

app_name = "organizations"
PROFILE = (
    sections.Signatories,
    papers.Papers,
    sections.Services,
    sections.Territories,
    papers.Accreditations,
    sections.Team,
    sections.Budgets,
    sections.Donors,
    papers.Policies,
)
urlpatterns = [
    path("organizations/", organizations.MyOrganizations.as_view(), name="mine"),
    path("organizations/register/", organizations.Register.as_view(), name="register"),
    path("organizations/duplicates/", duplicates.Duplicates.as_view(), name="duplicates"),
    path("organizations/duplicates/<int:pk>/", duplicates.Judge.as_view(), name="judge_duplicate"),
    path("join/<slug:key>/", joining.AskToJoin.as_view(), name="ask_to_join"),
    path("join-requests/<int:pk>/", joining.RequestPage.as_view(), name="join_request"),
    path("join-requests/<int:pk>/accept/", joining.AcceptRequest.as_view(), name="joinrequest_accept"),
    path("join-requests/<int:pk>/decline/", joining.DeclineRequest.as_view(), name="joinrequest_decline"),
    path("join-requests/<int:pk>/do/<slug:move>/", joining.RequestMove.as_view(), name="joinrequest_move"),
    path("organizations/new/", organizations.NewOrganization.as_view(), name="new"),
    path("organizations/<slug:slug>/", organizations.OrganizationPage.as_view(), name="organization"),
    path("organizations/<slug:slug>/edit/", organizations.EditFacts.as_view(), name="edit"),
    path("organizations/<slug:slug>/publish/", organizations.Publish.as_view(), name="publish"),
    path("organizations/<slug:slug>/publication/", organizations.Publication.as_view(), name="publication"),
    path("organizations/<slug:slug>/record/", organizations.Record.as_view(), name="record"),
    path("organizations/<slug:slug>/profile/", ProfilePage.as_view(), name="profile"),
    path("organizations/<slug:slug>/members/", members.Members.as_view(), name="members"),
    path("organizations/<slug:slug>/members/invite/", members.Invite.as_view(), name="invite"),
    path("organizations/<slug:slug>/members/<int:user>/", members.ChangeRoles.as_view(), name="roles"),
    path("organizations/<slug:slug>/documents/", documents.Documents.as_view(), name="documents"),
    path("organizations/<slug:slug>/documents/new/", documents.Upload.as_view(), name="upload"),
    path("memberships/<int:pk>/end/", members.EndMembership.as_view(), name="end_membership"),
    path("invitations/<int:pk>/<slug:move>/", members.InvitationMove.as_view(), name="invitation_move"),
    path("invitations/<str:token>/", members.AcceptInvitation.as_view(), name="invitation"),
    path("documents/<int:pk>/", documents.Download.as_view(), name="document"),
    path("documents/<int:pk>/title/", documents.Title.as_view(), name="document_title"),
    path("people/me/", people.Account.as_view(), name="account"),
    path("people/me/notices/", notices.Notices.as_view(), name="notices"),
    path("people/me/messages/", notices.MyMessages.as_view(), name="my_messages"),
    path("notices/<str:token>/", notices.NoticesByLink.as_view(), name="notices_by_link"),
    path("people/me/data/", people.MyData.as_view(), name="my_data"),
    path("people/me/erasure/", people.AskErasure.as_view(), name="erasure"),
    path("people/me/erasure/withdraw/", people.WithdrawErasure.as_view(), name="erasure_withdraw"),
    *(
        path(f"organizations/<slug:slug>/profile/{page.section}/", page.as_view(), name=f"profile_{page.section}")
        for page in PROFILE
    ),
]
