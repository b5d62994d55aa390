"""Addresses of the pages about rides asked for."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rides.views.wishes import acts, listing, new, page, standing

urlpatterns: list[URLPattern] = [
    path("", listing.ride_list, name="rides"),
    path("new/", new.ride_new, name="ride_new"),
    path("<int:ride_id>/", page.ride_page, name="ride"),
    path("<int:ride_id>/change/", acts.ride_change, name="ride_change"),
    path("<int:ride_id>/cancel/", acts.ride_cancel, name="ride_cancel"),
    path("<int:ride_id>/unmet/", acts.ride_unmet, name="ride_unmet"),
    path("<int:ride_id>/again/", acts.ride_again, name="ride_again"),
    path("standing/", standing.standing_list, name="standing_rides"),
    path("standing/<int:standing_id>/", standing.standing, name="standing_ride"),
    path("standing/<int:standing_id>/<slug:step>/", standing.standing_step, name="standing_step"),
]
