"""The pairs of the demo: two who have visited for a month, and two who are just being asked."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from backend.clock import tick
from backend.demo.staff import COORDINATOR
from directory.actors import Actor
from directory.actors import staff as by_staff
from directory.localtime import instant, local_date
from directory.models import User
from people.models import Person, Resident
from rings.models import Pair
from rings.services.pairs.asking import ask_both, record_answers
from rings.services.pairs.meeting import begin_trial, introduce
from rings.services.pairs.suggest import suggest_pair
from rings.services.planning.publish import publish_ring
from volunteers.models import Volunteer
from volunteers.services.eligibility import blockers_of

FIRST, SECOND = "Laukaa", "Jyväskylä"
# A month and some days: the first question how it goes is due, whichever weekday it fell on.
MET = timedelta(days=32)
AGREED = timedelta(days=6)
MORNING, AFTERNOON = time(9), time(14)


def play_pairs(staff: dict[str, User], began: datetime) -> Pair:
    """Play the month of the first pair, as it went; return it, with its ring still a draft."""
    by = by_staff(staff[COORDINATOR].pk)
    met = local_date(began) - MET
    then = instant(met - AGREED, MORNING)
    pair = _suggest(FIRST, "visit", by, then, local_date(began))
    ask_both(pair, by_text=False, by=by, now=then)
    record_answers(pair, "yes", "yes", by=by, now=then)
    introduce(pair, instant(met, AFTERNOON), by=by, now=then)
    tick(then)
    return begin_trial(pair, by=by, now=instant(met + timedelta(days=1), MORNING))


def pairs_now(pair: Pair, staff: dict[str, User], now: datetime) -> None:
    """Start the ring of the first pair, and let another volunteer be asked by text just now."""
    by = by_staff(staff[COORDINATOR].pk)
    if pair.ring is not None:
        publish_ring(pair.ring, by=by, now=now)
    why = [["distance", 22, "2 km"], ["language", 10, "fi"]]
    other = _suggest(SECOND, "call", by, now, local_date(now), why)
    ask_both(other, by_text=True, by=by, now=now)
    tick(now)


def _suggest(
    place: str,
    kind: str,
    by: Actor,
    now: datetime,
    day: date,
    why: list[list[object]] | None = None,
) -> Pair:
    """Suggest a resident and a volunteer of `place` who are in no pair, and in as few rings as may be."""
    residents = Resident.objects.values_list("person", flat=True)
    helpers = Volunteer.objects.values_list("person", flat=True)
    resident = next(_free(residents, place, day, as_resident=True))
    volunteer = next(p for p in _free(helpers, place, day, as_resident=False) if _texts(p))
    return suggest_pair(resident, volunteer, kind, by=by, now=now, why=why or [])


def _free(
    ids: "QuerySet[Any, Any]", place: str, day: date, *, as_resident: bool
) -> Iterator[Person]:
    rows = Person.objects.filter(pk__in=ids, municipality__name_fi=place)
    rows = rows.filter(pairs_as_resident=None, pairs_as_volunteer=None)
    rows = rows.annotate(rings=Count("memberships")).order_by("rings", "-pk")
    people = list(rows.select_related("municipality"))
    barred = blockers_of([person.pk for person in people], day, as_resident=as_resident)
    return (person for person in people if not barred[person.pk])


def _texts(person: Person) -> bool:
    return any(held.number.can_take_sms for held in person.numbers.select_related("number"))
