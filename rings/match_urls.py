"""Addresses of the pages of suggestions."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rings.views.matching import person, plan

urlpatterns: list[URLPattern] = [
    path("", plan.match, name="match"),
    path("suggest/", plan.match_suggest_all, name="match_suggest_all"),
    path("people/<int:person_id>/", person.match_person, name="match_person"),
    path("people/<int:person_id>/suggest/", person.match_suggest, name="match_suggest"),
    path(
        "people/<int:person_id>/despite/<int:volunteer_id>/",
        person.match_despite,
        name="match_despite",
    ),
]
