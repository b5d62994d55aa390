"""Addresses of the rings pages and their JSON API. No address holds anything personal."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from rings import gig_urls
from rings.api import gigs as api_gigs
from rings.api import matching as api_matching
from rings.api import views as api
from rings.views import (
    build,
    captain,
    ladders,
    members,
    occurrences,
    printing,
    ring_list,
    rings,
    today,
    turns,
)
from rings.views.series import decisions, exceptions

_ring = [
    path("", rings.ring_page, name="ring"),
    path("facts/", build.ring_facts, name="ring_facts"),
    path("when/", build.ring_when, name="ring_when"),
    path("when/another/", build.ring_when, {"another": True}, name="ring_another_hour"),
    path("when/<int:rule_id>/", build.ring_when, name="ring_rule"),
    path("when/<int:rule_id>/end/", exceptions.ring_rule_end, name="ring_rule_end"),
    path("more-often/", exceptions.ring_more_often, name="ring_more_often"),
    path("exceptions/new/", exceptions.ring_exception, name="ring_exception"),
    path(
        "exceptions/<int:exception_id>/reset/",
        exceptions.ring_exception_reset,
        name="ring_exception_reset",
    ),
    path("publish/", rings.ring_publish, name="ring_publish"),
    path("stop/<slug:what>/", rings.ring_stop, name="ring_stop"),
    path("members/", members.ring_members, name="ring_members"),
    path("members/choose/<slug:role>/", members.member_choose, name="member_choose"),
    path("members/add/<slug:role>/", members.member_add, name="member_add"),
    path("members/<int:member_id>/move/", members.member_move, name="member_move"),
    path("members/<int:member_id>/remove/", members.member_remove, name="member_remove"),
    path("members/<int:member_id>/hour/", members.member_hour, name="member_hour"),
    path("steps/<slug:cause>/", ladders.ring_ladder, name="ring_ladder"),
    path("steps/<slug:cause>/usual/", ladders.ring_ladder_default, name="ring_ladder_default"),
    path("captain/", captain.ring_captain, name="ring_captain"),
    path("sheet/", printing.ring_sheet, name="ring_sheet"),
    path("cards/", printing.ring_cards, name="ring_cards"),
]

_occurrence = [
    path("", occurrences.occurrence_page, name="occurrence"),
    path("record/", occurrences.occurrence_record, name="occurrence_record"),
    path("choose/", occurrences.occurrence_choose, name="occurrence_choose"),
    path("assign/", occurrences.occurrence_assign, name="occurrence_assign"),
    path("ask/", occurrences.occurrence_ask, name="occurrence_ask"),
    path("take/", occurrences.occurrence_take, name="occurrence_take"),
    path("move/", occurrences.occurrence_move, name="occurrence_move"),
    path("close/", occurrences.occurrence_close, name="occurrence_close"),
    path("decide/<slug:what>/", decisions.occurrence_decide, name="occurrence_decide"),
    path("swap/", turns.occurrence_swap, name="occurrence_swap"),
    path("handover/", turns.occurrence_handover, name="occurrence_handover"),
]

_api = [
    path("gigs/", api_gigs.GigListView.as_view(), name="api_gigs"),
    path("match/", api_matching.MatchView.as_view(), name="api_match"),
    path("today/", api.TodayView.as_view(), name="api_today"),
    path("rings/", api.RingListView.as_view(), name="api_rings"),
    path("occurrences/", api.OccurrenceListView.as_view(), name="api_occurrences"),
    path("occurrences/<int:occurrence_id>/outcome/", api.OutcomeView.as_view(), name="api_outcome"),
    path("occurrences/<int:occurrence_id>/assign/", api.AssignView.as_view(), name="api_assign"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("today/", today.today, name="today"),
    path("today/record/", today.record_call, name="record_call"),
    path("rings/", ring_list.ring_list, name="rings"),
    path("", include("rings.build_urls")),
    path("rings/decisions/", decisions.decision_list, name="decisions"),
    path("rings/new/", build.ring_new, name="ring_new"),
    path("rings/<int:ring_id>/", include(_ring)),
    path("occurrences/<int:occurrence_id>/", include(_occurrence)),
    path("requests/", include(gig_urls.of_staff)),
    *gig_urls.by_link,
    path("people/<int:person_id>/sheet/", printing.person_sheet, name="person_sheet"),
    path("", include("rings.week_urls")),
    path("worries/", include("rings.concern_urls")),
    path("pairs/", include("rings.pair_urls")),
    path("match/", include("rings.match_urls")),
    path("", include("rings.hours_urls")),
    path("api/", include(_api)),
]
