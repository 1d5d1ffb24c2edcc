"""Addresses of calls, applications and reviews."""

from django.urls import path

from grants.views.applications import budget, budget_workbook, draft_parts, drafts, earlier
from grants.views.applications import pages as applications
from grants.views.calls import amending, copying, design, extending, inviting
from grants.views.calls import pages as calls
from grants.views.calls import parts as call_parts
from grants.views.reviews import pages as reviews

urlpatterns = [
    path("calls/", calls.CallList.as_view(), name="calls"),
    path("calls/new/<slug:code>/", calls.CallNew.as_view(), name="call_new"),
    path("calls/<int:pk>/cancel/", calls.CallCancel.as_view(), name="call_cancel"),
    path("calls/<int:pk>/extend/", extending.CallExtend.as_view(), name="call_extend"),
    path("calls/<int:pk>/publish-results/", calls.ResultsPublish.as_view(), name="call_publish_results"),
    path("calls/<int:pk>/do/<slug:move>/", calls.CallMove.as_view(), name="call_move"),
    path("calls/extensions/<int:pk>/<slug:move>/", extending.ExtensionEnd.as_view(), name="extension_end"),
    path("calls/<slug:reference>/", calls.CallPage.as_view(), name="call"),
    path("calls/<slug:reference>/edit/", calls.CallEdit.as_view(), name="call_edit"),
    path("calls/<slug:reference>/apply/", applications.Apply.as_view(), name="apply"),
    path("calls/<slug:reference>/form/", design.FormBuilder.as_view(), name="call_parts"),
    path("calls/<slug:reference>/form/untranslated/", design.Untranslated.as_view(), name="call_untranslated"),
    path("calls/<slug:reference>/form/copy/", copying.CallCopy.as_view(), name="call_copy"),
    path("calls/<slug:reference>/invited/", inviting.InvitedPage.as_view(), name="call_invited"),
    path("calls/<slug:reference>/invited/<slug:organization>/add/", inviting.Invite.as_view(), name="call_invite"),
    path(
        "calls/<slug:reference>/invited/<slug:organization>/take-back/",
        inviting.InvitationTakeBack.as_view(),
        name="call_invitation_take_back",
    ),
    path("calls/<slug:reference>/design/<slug:page>/", design.DesignPage.as_view(), name="call_design"),
    path("calls/<slug:reference>/preview/", copying.CallPreview.as_view(), name="call_preview"),
    path("calls/<slug:reference>/versions/", amending.VersionPage.as_view(), name="call_versions"),
    path("calls/<slug:reference>/amend/", amending.AmendPage.as_view(), name="call_amend_facts"),
    path("calls/<slug:reference>/amend/<slug:kind>/<int:pk>/", amending.AmendPage.as_view(), name="call_amend"),
    path("calls/amendments/<int:pk>/<slug:move>/", amending.AmendmentEnd.as_view(), name="amendment_end"),
    path("calls/<slug:reference>/form/<slug:kind>/<int:pk>/move/", design.PartMove.as_view(), name="call_part_move"),
    path("calls/<slug:reference>/form/<slug:kind>/add/", call_parts.PartForm.as_view(), name="call_part_add"),
    path("calls/<slug:reference>/form/<slug:kind>/<int:pk>/", call_parts.PartForm.as_view(), name="call_part"),
    path(
        "calls/<slug:reference>/form/<slug:kind>/<int:pk>/remove/",
        call_parts.PartRemove.as_view(),
        name="call_part_remove",
    ),
    path("applications/", applications.ApplicationList.as_view(), name="applications"),
    path("applications/files/<int:pk>/remove/", draft_parts.FileRemove.as_view(), name="application_file_remove"),
    path("applications/partners/<int:pk>/take-back/", draft_parts.PartnerTakeBack.as_view(), name="partner_take_back"),
    path("applications/set-aside/<int:pk>/", draft_parts.AsideChoose.as_view(), name="aside_choose"),
    path("applications/<slug:reference>/", applications.ApplicationPage.as_view(), name="application"),
    path("applications/<slug:reference>/receipt/", applications.Receipt.as_view(), name="receipt"),
    path("applications/<slug:reference>/eligibility/", reviews.EligibilityPage.as_view(), name="eligibility"),
    path("applications/<slug:reference>/form/budget/", budget.BudgetStep.as_view(), name="step_budget"),
    path(
        "applications/<slug:reference>/form/budget/workbook/",
        budget_workbook.BudgetWorkbook.as_view(),
        name="step_budget_workbook",
    ),
    path("applications/<slug:reference>/form/earlier/", earlier.EarlierAnswers.as_view(), name="step_earlier"),
    path("applications/<slug:reference>/form/files/", draft_parts.FilesStep.as_view(), name="step_files"),
    path("applications/<slug:reference>/form/partner/", draft_parts.PartnerStep.as_view(), name="step_partner"),
    path("applications/<slug:reference>/form/check/", draft_parts.CheckStep.as_view(), name="step_check"),
    path("applications/<slug:reference>/form/<slug:step>/", drafts.DraftStep.as_view(), name="application_step"),
]
