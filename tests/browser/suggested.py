"""Whoever the suggestions are about: one who waits, two who suit (one to ring first), and two who would have."""

from datetime import datetime, time
from typing import Any

from directory.models import Municipality
from people.models import Consent, Person, Resident
from volunteers.models import AvailableWindow, Volunteer

LAST, VILLAGE = "Ääriniemi", "Ylikylä"
INTERESTS = ["gardening", "reading"]


def suggested(place: Municipality, now: datetime) -> dict[str, int]:
    """Leave them in one village of `place`; return their numbers by the words of the table of pages."""
    waiting = _person(place, "Vieno", 8, now)
    Resident.objects.create(person=waiting, state="waiting", wishes=["visit", "call"])
    Consent.objects.create(
        person=waiting,
        kind="service",
        answer="given",
        channel="oral",
        wording="v1",
        recorded_at=now,
    )
    fits = _helper(_person(place, "Väinö", 9, now))
    note = "iltaisin, ei kalakerhon päivinä"
    doubtful = _helper(_person(place, "Vilma", 8.5, now), availability_note=note)
    _helper(_person(place, "Veikko", 8.2, now), state="paused")
    return {"waiting": waiting.pk, "fits": fits.pk, "doubtful": doubtful.pk}


def _person(place: Municipality, first: str, km: float, now: datetime) -> Person:
    north = f"{float(place.latitude or 62) + km / 111.2:.5f}"
    return Person.objects.create(
        first_name=first,
        last_name=LAST,
        municipality=place,
        village=VILLAGE,
        language="fi",
        interests=INTERESTS,
        latitude=north,
        longitude=place.longitude,
        created_at=now,
    )


def _helper(person: Person, **side: Any) -> Person:
    """Make a volunteer of `person`, free on weekdays unless `side` tells of the hours in words."""
    facts = {"state": "active", "tasks": ["call", "visit"]} | side
    volunteer = Volunteer.objects.create(person=person, **facts)
    if not volunteer.availability_note:
        for weekday in range(5):
            AvailableWindow.objects.create(
                volunteer=volunteer, weekday=weekday, starts=time(9), ends=time(15)
            )
    return person
