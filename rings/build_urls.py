"""Addresses of the ring builder."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rings.views.building import members, page, waiting

urlpatterns: list[URLPattern] = [
    path("rings/builder/", waiting.ring_builder, name="ring_builder"),
    path("rings/<int:ring_id>/build/", page.ring_build, name="ring_build"),
    path("rings/<int:ring_id>/build/rehearse/", page.ring_rehearse, name="ring_rehearse"),
    path(
        "rings/<int:ring_id>/build/members/<int:member_id>/",
        members.ring_build_member,
        name="ring_build_member",
    ),
    path(
        "rings/<int:ring_id>/build/add/<slug:role>/", members.ring_build_add, name="ring_build_add"
    ),
]
