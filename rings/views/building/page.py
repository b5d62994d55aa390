"""The builder's page of one ring: its sheet, what it comes to, and whom to add; and its rehearsal."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise

from directory.middleware import ScopedRequest
from people.services.access import log_residents_seen
from rings.models import Ring, RingMember
from rings.services.building.rehearse import DayWithout, Rehearsal, rehearse
from rings.services.building.sheet import Sheet, sheet_of
from rings.services.matching.rings import helpers_for_ring, residents_for_ring
from rings.services.matching.suggest import Suggestion, Suggestions
from rings.services.planning.build import ROLES
from rings.services.planning.publish import what_is_missing
from rings.views.conflict import seen_of_ring
from rings.views.grid import short_name, why
from rings.views.members import ADD
from rings.views.shared import visible_ring, working

SHOWN, REASONS = 5, 3
SUGGESTED = (RingMember.Role.RESIDENT, RingMember.Role.HELPER)


@working
def ring_build(request: ScopedRequest, ring_id: int) -> HttpResponse:
    """Show who is contacted by whom in each of the coming weeks, with buttons to change it."""
    ring = visible_ring(request, ring_id)
    now = timezone.now()
    sheet = sheet_of(ring, now)
    people = [row.member.person for row in sheet.residents]
    log_residents_seen(request.user, people, "builder", now)
    context = {
        "ring": ring,
        "sheet": sheet,
        "rows": _rows(sheet),
        "seen": seen_of_ring(ring),
        "suggested": list(_suggested(request, ring)),
        "may_change": ring.state != Ring.State.ENDED,
    }
    return render(request, "rings/building/page.html", context)


@working
def ring_rehearse(request: ScopedRequest, ring_id: int) -> HttpResponse:
    """Show what eight weeks of the ring would be. Nothing is kept, nobody is told."""
    ring = visible_ring(request, ring_id)
    found = rehearse(ring, timezone.now())
    context = {
        "ring": ring,
        "found": found,
        "sheet": found.sheet,
        "missing": what_is_missing(ring, found.sheet.found),
        "without": [_without(day, found) for day in found.without],
        "may_publish": ring.state in {Ring.State.DRAFT, Ring.State.PAUSED},
    }
    return render(request, "rings/building/rehearsal.html", context)


def _rows(sheet: Sheet) -> list[dict[str, Any]]:
    """Return the residents' rows, each cell with short names, and how often where there is more than one."""
    return [
        {
            "row": row,
            "cells": [
                {
                    "monday": monday,
                    "names": [(short_name(person), times) for person, times in cell.helpers],
                    "gaps": cell.gaps,
                    "is_shared": len(cell.helpers) + bool(cell.gaps) > 1,
                }
                for monday, cell in zip(sheet.mondays, row.cells, strict=True)
            ],
        }
        for row in sheet.residents
    ]


def _without(day: DayWithout, found: Rehearsal) -> dict[str, Any]:
    people = found.sheet.found.people
    return {
        "day": day.day,
        "receivers": [people[pk].first_name for pk in day.receivers],
        "reasons": [why(p.person_id, p.why, people) for p in day.passed_over],
    }


def _suggested(request: ScopedRequest, ring: Ring) -> Iterable[dict[str, Any]]:
    """Yield whom to add on either side, the best first, and the familiar names that are missing."""
    if tuple(ROLES[ring.topology]) != SUGGESTED or ring.state == Ring.State.ENDED:
        return
    finders = {
        RingMember.Role.HELPER: helpers_for_ring,
        RingMember.Role.RESIDENT: residents_for_ring,
    }
    for role, find in finders.items():
        found: Suggestions = find(ring, timezone.now(), scope=request.scope, most=SHOWN)
        shown = [*found.ranked, *found.missing[:SHOWN]]
        log_residents_seen(request.user, [s.person for s in shown], "builder", timezone.now())
        yield {
            "role": role,
            "heading": ADD[role],
            "ranked": [_suggestion(each) for each in found.ranked],
            "missing": [_suggestion(each) for each in found.missing[:SHOWN]],
        }


def _suggestion(found: Suggestion) -> dict[str, Any]:
    """Return one name with the reasons that count most, and all that speaks against it."""
    reasons = sorted(found.explanation.speaks_for, key=lambda reason: -reason.points)
    against: list[str | Promise] = [reason.words for reason in found.explanation.against]
    return {
        "person": found.person,
        "why": [reason.words for reason in reasons[:REASONS]],
        "against": against[:REASONS],
        "more": max(len(against) - REASONS, 0),
        "familiar": found.familiar,
        "needs_a_cause": found.needs_a_cause,
    }
