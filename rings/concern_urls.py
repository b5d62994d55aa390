"""Addresses of the pages of worries."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rings.views import concern_page, concerns

urlpatterns: list[URLPattern] = [
    path("", concerns.concern_list, name="concerns"),
    path("guide/", concerns.concern_guide, name="concern_guide"),
    path("new/<int:person_id>/", concerns.concern_new, name="concern_new"),
    path("new/turn/<int:occurrence_id>/", concerns.concern_new_turn, name="concern_new_turn"),
    path("<int:concern_id>/", concern_page.concern_page, name="concern"),
    path("<int:concern_id>/<slug:act>/", concern_page.concern_act, name="concern_act"),
]
