"""Addresses of the pages of hours and of the follow-up. The month stands in the query, nothing personal."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rings.views import hours, measures, person_work

urlpatterns: list[URLPattern] = [
    path("measures/", measures.measures, name="measures"),
    path("measures/table/", measures.measures_csv, name="measures_csv"),
    path("hours/", hours.office_hours, name="hours"),
    path("hours/table/", hours.office_hours_csv, name="hours_csv"),
    path("people/<int:person_id>/work/", person_work.person_work, name="person_work"),
    path("people/<int:person_id>/work/add/", person_work.person_work_add, name="person_work_add"),
    path("people/<int:person_id>/work/sum/", person_work.person_work_right, name="person_work_sum"),
    path(
        "people/<int:person_id>/work/card/", person_work.person_work_card, name="person_work_card"
    ),
]
