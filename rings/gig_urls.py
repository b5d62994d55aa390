"""Addresses of one-off requests, and the two that open without an account."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from rings.views.gigs import (
    acts,
    choose,
    edit,
    incoming,
    intake,
    listing,
    new,
    offer,
    page,
    senders,
)

_gig = [
    path("", page.gig_page, name="gig"),
    path("send/", acts.gig_send, name="gig_send"),
    path("answer/", acts.gig_answer, name="gig_answer"),
    path("choose/", choose.gig_choose, name="gig_choose"),
    path("change/", edit.gig_edit, name="gig_edit"),
    path("call-off/", acts.gig_cancel, name="gig_cancel"),
    path("unmet/", acts.gig_unmet, name="gig_unmet"),
    path("record/", acts.gig_record, name="gig_record"),
]

_incoming = [
    path("", incoming.gig_request, name="gig_request"),
    path("take/", incoming.gig_request_take, name="gig_request_take"),
    path("refuse/", incoming.gig_request_refuse, name="gig_request_refuse"),
]

of_staff: list[URLPattern | URLResolver] = [
    path("", listing.gig_list, name="gigs"),
    path("new/", new.gig_new, name="gig_new"),
    path("<int:occurrence_id>/", include(_gig)),
    path("sent/<int:request_id>/", include(_incoming)),
    path("senders/<int:referrer_id>/paper/", senders.sender_paper, name="sender_paper"),
    path("senders/<int:referrer_id>/renew/", senders.sender_renew, name="sender_renew"),
    path("senders/<int:referrer_id>/close/", senders.sender_close, name="sender_close"),
]

by_link: list[URLPattern] = [
    path("request/<str:token>/", intake.request_by_link, name="request_by_link"),
    path("request/<str:token>/sent/", intake.request_sent, name="request_sent"),
    path("offer/<str:token>/", offer.offer_by_link, name="offer_by_link"),
]
