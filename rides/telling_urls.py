"""Addresses of the phone list and of what is said on the telephone."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rides.views.telling import phone_list

urlpatterns: list[URLPattern] = [
    path("phone-list/", phone_list.calls, name="rides_phone_list"),
    path("legs/<int:leg_id>/say/<slug:act>/", phone_list.leg_say, name="leg_say"),
    path("runs/<int:run_id>/say/<slug:act>/", phone_list.run_say, name="run_say"),
]
