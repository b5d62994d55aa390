"""Addresses of the pages of pairs."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rings.views.pairs import listing, page

urlpatterns: list[URLPattern] = [
    path("", listing.pair_list, name="pairs"),
    path("new/<int:person_id>/", listing.pair_new, name="pair_new"),
    path("suggest/<int:person_id>/", listing.pair_suggest, name="pair_suggest"),
    path("<int:pair_id>/", page.pair_page, name="pair"),
    path("<int:pair_id>/end/", page.pair_end, name="pair_end"),
    path("<int:pair_id>/<slug:act>/", page.pair_act, name="pair_act"),
]
