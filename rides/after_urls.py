"""Addresses of what comes after a run: reports, claims, payment files, a driver's year."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rides.views.after import claims, payments, report, year

urlpatterns: list[URLPattern] = [
    path("runs/<int:run_id>/report/", report.run_report, name="run_report"),
    path("runs/<int:run_id>/set-out/", report.run_set_out, name="run_set_out"),
    path("claims/", claims.claim_list, name="claims"),
    path("claims/approve/", claims.claims_approve, name="claims_approve"),
    path("claims/<int:claim_id>/", claims.claim_page, name="claim"),
    path("claims/<int:claim_id>/<slug:act>/", claims.claim_act, name="claim_act"),
    path("payments/", payments.payment_list, name="payments"),
    path("payments/make/", payments.payment_make, name="payment_make"),
    path("payments/<int:file_id>/", payments.payment_page, name="payment"),
    path("payments/<int:file_id>/table/", payments.payment_csv, name="payment_csv"),
    path("payments/<int:file_id>/vouchers/", payments.voucher_csv, name="voucher_csv"),
    path("drivers/<int:person_id>/year/", year.driver_year, name="driver_year"),
    path("drivers/<int:person_id>/account/", year.driver_account, name="driver_account"),
]
