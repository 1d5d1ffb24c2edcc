"""Addresses of programmes, ledger and rates."""

from django.urls import path

from grants.views.money import ledger
from grants.views.programmes import ceilings
from grants.views.programmes import documents as programme_documents
from grants.views.programmes import pages as programmes
from grants.views.programmes import parts as programme_parts

PROGRAMME = "programmes/<int:pk>/"
PART = "programmes/<int:programme>/"

urlpatterns = [
    path("programmes/", programmes.ProgrammeList.as_view(), name="programme_list"),
    path("programmes/new/", programmes.ProgrammeCreate.as_view(), name="programme_create"),
    path(PROGRAMME, programmes.ProgrammePage.as_view(), name="programme"),
    path(f"{PROGRAMME}edit/", programmes.ProgrammeEdit.as_view(), name="programme_edit"),
    path(f"{PROGRAMME}funding/", programme_parts.FundingPage.as_view(), name="programme_funding"),
    path(f"{PROGRAMME}ceilings/", ceilings.CeilingList.as_view(), name="ceilings"),
    path(f"{PROGRAMME}ceilings/new/", ceilings.CeilingNew.as_view(), name="ceiling_new"),
    path(f"{PART}ceilings/<int:pk>/end/", ceilings.CeilingEnd.as_view(), name="ceiling_end"),
    path(f"{PROGRAMME}publish/", programmes.ProgrammePublish.as_view(), name="programme_publish"),
    path(f"{PROGRAMME}withdraw/", programmes.ProgrammeWithdraw.as_view(), name="programme_withdraw"),
    path(f"{PROGRAMME}ledger/", ledger.LedgerList.as_view(), name="ledger"),
    path(f"{PROGRAMME}ledger/book/", ledger.BookPage.as_view(), name="ledger_book"),
    path(f"{PROGRAMME}moves/<slug:move>/", programmes.ProgrammeMove.as_view(), name="programme_move"),
    path(f"{PART}statements/new/", programme_parts.StatementPage.as_view(), name="statement_create"),
    path(f"{PART}statements/<int:pk>/", programme_parts.StatementPage.as_view(), name="statement_edit"),
    path(f"{PART}statements/<int:pk>/remove/", programme_parts.StatementRemoval.as_view(), name="statement_remove"),
    path(f"{PART}partners/new/", programme_parts.PartnerPage.as_view(), name="partner_create"),
    path(f"{PART}partners/<int:pk>/", programme_parts.PartnerPage.as_view(), name="partner_edit"),
    path(f"{PART}partners/<int:pk>/remove/", programme_parts.PartnerRemoval.as_view(), name="partner_remove"),
    path(f"{PART}documents/new/", programme_documents.DocumentAdd.as_view(), name="programmedocument_create"),
    path(
        f"{PART}documents/<int:pk>/replace/",
        programme_documents.DocumentReplace.as_view(),
        name="programmedocument_replace",
    ),
    path(
        f"{PART}documents/<int:pk>/withdraw/",
        programme_documents.DocumentWithdraw.as_view(),
        name="programmedocument_withdraw",
    ),
    path("ledger/<int:pk>/", ledger.EntryPage.as_view(), name="ledgerentry"),
    path("ledger/<int:pk>/correct/", ledger.ReversalRequestPage.as_view(), name="reversal_request"),
    path("ledger/corrections/<int:pk>/<slug:move>/", ledger.ReversalMove.as_view(), name="reversalrequest_move"),
    path("rates/", ledger.RateList.as_view(), name="rate_list"),
]
