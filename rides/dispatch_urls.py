"""Addresses of the dispatch pages."""

from django.urls import path, register_converter
from django.urls.resolvers import URLPattern

from rides.converters import DayConverter
from rides.views.dispatch import day, moving, papers, planning, publishing, runs

register_converter(DayConverter, "day")

urlpatterns: list[URLPattern] = [
    path("day/", day.rides_day_go, name="rides_day_go"),
    path("day/<day:day>/", day.rides_day, name="rides_day"),
    path("day/<day:day>/plan/", planning.rides_day_plan, name="rides_day_plan"),
    path("day/<day:day>/publish/", publishing.rides_day_publish, name="rides_day_publish"),
    path("day/<day:day>/sheet/", papers.rides_day_sheet, name="rides_day_sheet"),
    path("runs/<int:run_id>/", runs.run, name="run"),
    path("runs/<int:run_id>/break/", runs.run_break, name="run_break"),
    path("runs/<int:run_id>/sheet/", papers.run_sheet, name="run_sheet"),
    path("legs/<int:leg_id>/places/", moving.leg_places, name="leg_places"),
    path("legs/<int:leg_id>/seat/", moving.leg_seat, name="leg_seat"),
    path("legs/<int:leg_id>/unseat/", moving.leg_unseat, name="leg_unseat"),
]
