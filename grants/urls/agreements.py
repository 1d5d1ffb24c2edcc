"""Addresses of agreements, payments, financial reports and refunds."""

from django.urls import path

from grants.views.agreements import cost_rows, expenditure, financial_reports
from grants.views.agreements import pages as agreements
from grants.views.agreements import parts as agreement_parts
from grants.views.agreements import terms as agreement_terms
from grants.views.money import bank_accounts, payments, refunds

AGREEMENT = "agreements/<int:pk>/"
PAYMENT = "payments/<int:pk>/"
REPORT = "financial-reports/<int:pk>/"
LINE = "expenditure-lines/<int:pk>/"
REFUND = "refunds/<int:pk>/"
ACCOUNT = "bank-accounts/<int:pk>/"

urlpatterns = [
    path("agreements/", agreements.AgreementList.as_view(), name="agreement_list"),
    path("agreements/new/", agreement_terms.NewAgreement.as_view(), name="agreement_new"),
    path(AGREEMENT, agreements.AgreementPage.as_view(), name="agreement"),
    path(f"{AGREEMENT}edit/", agreement_terms.EditFacts.as_view(), name="agreement_edit"),
    path(f"{AGREEMENT}budget/", agreement_terms.BudgetPage.as_view(), name="agreement_budget"),
    path(f"{AGREEMENT}tranches/", agreement_terms.TranchesPage.as_view(), name="agreement_tranches"),
    path(f"{AGREEMENT}signatures/new/", agreement_parts.SignaturePage.as_view(), name="agreement_signature"),
    path(f"{AGREEMENT}publication/", agreement_parts.PublicationPage.as_view(), name="agreement_publication"),
    path(f"{AGREEMENT}publish/", agreement_parts.PublishPage.as_view(), name="agreement_publish"),
    path(f"{AGREEMENT}withdraw/", agreement_parts.WithdrawPage.as_view(), name="agreement_withdraw"),
    path(f"{AGREEMENT}ask-for-changes/", agreements.AskForChanges.as_view(), name="agreement_ask_for_changes"),
    path(f"{AGREEMENT}suspend/", agreements.Suspend.as_view(), name="agreement_suspend"),
    path(f"{AGREEMENT}terminate/", agreements.Terminate.as_view(), name="agreement_terminate"),
    path(f"{AGREEMENT}cancel/", agreements.Cancel.as_view(), name="agreement_cancel"),
    path(f"{AGREEMENT}moves/<slug:move>/", agreements.AgreementMove.as_view(), name="agreement_move"),
    path(f"{AGREEMENT}financial-reports/new/", financial_reports.BeginReport.as_view(), name="financialreport_new"),
    path(f"{AGREEMENT}refunds/new/", refunds.NewRefund.as_view(), name="refund_new"),
    path("tranches/<int:pk>/payment/", payments.PreparePayment.as_view(), name="disbursement_new"),
    path("tranches/<int:pk>/moves/<slug:move>/", agreement_parts.TrancheMove.as_view(), name="tranche_move"),
    path("conditions/<int:pk>/satisfy/", agreement_parts.ConditionPage.as_view(), name="condition_satisfy"),
    path("payments/", payments.PaymentList.as_view(), name="disbursement_list"),
    path(PAYMENT, payments.PaymentPage.as_view(), name="disbursement"),
    path(f"{PAYMENT}reject/", payments.RejectPayment.as_view(), name="disbursement_reject"),
    path(f"{PAYMENT}pay/", payments.RecordPaid.as_view(), name="disbursement_pay"),
    path(f"{PAYMENT}fail/", payments.FailPayment.as_view(), name="disbursement_fail"),
    path(f"{PAYMENT}correct/", payments.CorrectPayment.as_view(), name="disbursement_correct"),
    path(f"{PAYMENT}receipt/", payments.ConfirmReceipt.as_view(), name="disbursement_receipt"),
    path(f"{PAYMENT}moves/<slug:move>/", payments.PaymentMove.as_view(), name="disbursement_move"),
    path("financial-reports/", financial_reports.ReportList.as_view(), name="financialreport_list"),
    path(REPORT, financial_reports.ReportPage.as_view(), name="financialreport"),
    path(f"{REPORT}costs/", cost_rows.AddCosts.as_view(), name="financialreport_costs"),
    path(f"{REPORT}costs/autosave/", expenditure.AutosaveRows.as_view(), name="financialreport_autosave"),
    path(f"{REPORT}costs/paste/", cost_rows.PasteCosts.as_view(), name="financialreport_paste"),
    path(f"{REPORT}accept-rest/", financial_reports.AcceptPending.as_view(), name="financialreport_accept_rest"),
    path(f"{REPORT}return/", financial_reports.ReturnReport.as_view(), name="financialreport_return"),
    path(f"{REPORT}moves/<slug:move>/", financial_reports.ReportMove.as_view(), name="financialreport_move"),
    path(f"{LINE}change/", expenditure.ChangeLine.as_view(), name="expenditureline_change"),
    path(f"{LINE}remove/", expenditure.RemoveLine.as_view(), name="expenditureline_remove"),
    path(f"{LINE}file/", expenditure.AttachFile.as_view(), name="expenditureline_file"),
    path(f"{LINE}decide/", expenditure.DecideLine.as_view(), name="expenditureline_decide"),
    path("refunds/", refunds.RefundList.as_view(), name="refund_list"),
    path(REFUND, refunds.RefundPage.as_view(), name="refund"),
    path(f"{REFUND}reject/", refunds.RejectRefund.as_view(), name="refund_reject"),
    path(f"{REFUND}correct/", refunds.CorrectRefund.as_view(), name="refund_correct"),
    path(f"{REFUND}moves/<slug:move>/", refunds.RefundMove.as_view(), name="refund_move"),
    path("advances/", refunds.Advances.as_view(), name="advances"),
    path("bank-accounts/", bank_accounts.BankAccounts.as_view(), name="bank_account_list"),
    path("bank-accounts/new/<slug:organization>/", bank_accounts.AddAccount.as_view(), name="bank_account_new"),
    path(f"{ACCOUNT}check/", bank_accounts.CheckAccount.as_view(), name="bank_account_check"),
    path(f"{ACCOUNT}end/", bank_accounts.EndAccount.as_view(), name="bank_account_end"),
    path(f"{ACCOUNT}reveal/", bank_accounts.RevealAccount.as_view(), name="bank_account_reveal"),
]
