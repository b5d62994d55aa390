"""Addresses of the week, of what nobody has taken, and of calling days off."""

from django.urls import path

from rings.views import bulk, unfilled, week

urlpatterns = [
    path("week/", week.week_page, name="week"),
    path("week/call-off/", bulk.call_off_page, name="call_off"),
    path("week/call-off/ring/<int:ring_id>/", bulk.call_off_page, name="ring_call_off"),
    path("week/called-off/<int:bulk_id>/", bulk.called_off_page, name="called_off"),
    path("week/called-off/<int:bulk_id>/undo/", bulk.called_off_undo, name="called_off_undo"),
    path("week/called-off/<int:bulk_id>/again/", bulk.called_off_again, name="called_off_again"),
    path("unfilled/", unfilled.unfilled_page, name="unfilled"),
    path("unfilled/ask/", unfilled.unfilled_ask, name="unfilled_ask"),
]
