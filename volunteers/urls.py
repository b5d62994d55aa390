"""Addresses of the volunteer's side of a person."""

from django.urls import path

from volunteers.views import pages

urlpatterns = [
    path("people/<int:person_id>/volunteer/", pages.edit, name="volunteer_edit"),
    path("people/<int:person_id>/volunteer/hours/", pages.hours, name="volunteer_hours"),
    path("people/<int:person_id>/volunteer/papers/", pages.add_credential, name="volunteer_paper"),
    path("people/<int:person_id>/volunteer/step/", pages.step, name="volunteer_step"),
    path(
        "people/<int:person_id>/volunteer/<slug:event>/",
        pages.step_with_a_form,
        name="volunteer_step_form",
    ),
]
