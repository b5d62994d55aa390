"""Addresses of the volunteer's side of a person."""

from django.urls import path

from volunteers.views import pages, wishes

urlpatterns = [
    path("people/<int:person_id>/volunteer/", pages.edit, name="volunteer_edit"),
    path("people/<int:person_id>/volunteer/hours/", pages.hours, name="volunteer_hours"),
    path("people/<int:person_id>/volunteer/papers/", pages.add_credential, name="volunteer_paper"),
    path("people/<int:person_id>/volunteer/step/", pages.step, name="volunteer_step"),
    path("people/<int:person_id>/wishes/new/", wishes.wish_add, name="wish_add"),
    path(
        "people/<int:person_id>/wishes/<int:wish_id>/take-back/",
        wishes.wish_take_back,
        name="wish_take_back",
    ),
    path(
        "people/<int:person_id>/volunteer/<slug:event>/",
        pages.step_with_a_form,
        name="volunteer_step_form",
    ),
]
