"""Addresses of frameworks, measurements and progress reports."""

from django.urls import path

from monitoring.views import design, figures, frameworks, indicators, measurements, periods, progress_reports

urlpatterns = [
    path("frameworks/", frameworks.FrameworkList.as_view(), name="framework_list"),
    path("frameworks/<int:pk>/", frameworks.FrameworkPage.as_view(), name="framework"),
    path("frameworks/<int:pk>/link/", frameworks.LinkIndicators.as_view(), name="indicators_link"),
    path("frameworks/<int:pk>/periods/add/", frameworks.PeriodAdd.as_view(), name="period_add"),
    path("frameworks/<int:framework>/results/add/", design.ResultForms.as_view(), name="result_add"),
    path("frameworks/<int:framework>/indicators/add/", design.IndicatorForms.as_view(), name="indicator_add"),
    path("frameworks/<int:framework>/disaggregations/add/", design.DimensionForms.as_view(), name="dimension_add"),
    path("programmes/<slug:code>/framework/", frameworks.FrameworkSetUp.as_view(), name="framework_set_up"),
    path(
        "agreements/<int:pk>/framework/",
        frameworks.AgreementFrameworkSetUp.as_view(),
        name="agreement_framework_set_up",
    ),
    path("results/<int:pk>/change/", design.ResultForms.as_view(), name="result_change"),
    path("disaggregations/<int:pk>/change/", design.DimensionForms.as_view(), name="dimension_change"),
    path("indicators/<int:pk>/", indicators.IndicatorPage.as_view(), name="indicator"),
    path("indicators/<int:pk>/change/", design.IndicatorForms.as_view(), name="indicator_change"),
    path("indicators/<int:pk>/targets/", design.TargetForms.as_view(), name="indicator_targets"),
    path("periods/<int:pk>/", periods.PeriodPage.as_view(), name="period"),
    path("periods/<int:pk>/figures/", figures.FiguresPage.as_view(), name="period_figures"),
    path("periods/<int:pk>/figures/save/", figures.FiguresAutosave.as_view(), name="period_figures_save"),
    path("periods/<int:pk>/report/", progress_reports.ReportBegin.as_view(), name="progress_report_begin"),
    path("periods/<int:pk>/return/", periods.PeriodReturn.as_view(), name="period_return"),
    path("periods/<int:pk>/reopen/", periods.PeriodReopen.as_view(), name="period_reopen"),
    path("periods/<int:pk>/verify/", periods.VerifyAll.as_view(), name="period_verify"),
    path("periods/<int:pk>/<slug:move>/", periods.PeriodMove.as_view(), name="period_move"),
    path("measurements/", measurements.MeasurementList.as_view(), name="measurement_list"),
    path("measurements/<int:pk>/", measurements.MeasurementPage.as_view(), name="measurement"),
    path("measurements/<int:pk>/return/", measurements.MeasurementReturn.as_view(), name="measurement_return"),
    path("measurements/<int:pk>/revise/", measurements.MeasurementRevise.as_view(), name="measurement_revise"),
    path("measurements/<int:pk>/files/add/", measurements.EvidenceAdd.as_view(), name="evidence_add"),
    path(
        "measurements/<int:pk>/files/<int:document>/remove/",
        measurements.EvidenceRemove.as_view(),
        name="evidence_remove",
    ),
    path("measurements/<int:pk>/<slug:move>/", measurements.MeasurementMove.as_view(), name="measurement_move"),
    path("progress-reports/", progress_reports.ProgressReportList.as_view(), name="progress_report_list"),
    path("progress-reports/<int:pk>/", progress_reports.ReportPage.as_view(), name="progress_report"),
    path("progress-reports/<int:pk>/write/", progress_reports.ReportWrite.as_view(), name="progress_report_write"),
    path("progress-reports/<int:pk>/save/", progress_reports.ReportAutosave.as_view(), name="progress_report_save"),
    path("progress-reports/<int:pk>/return/", progress_reports.ReportReturn.as_view(), name="progressreport_return"),
    path("progress-reports/<int:pk>/<slug:move>/", progress_reports.ReportMove.as_view(), name="progressreport_move"),
]
