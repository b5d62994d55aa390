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

    def person(first: str, km: float, language: str = "fi") -> Person:
        north = f"{float(place.latitude or 62) + km / 111.2:.5f}"
        return Person.objects.create(
            first_name=first,
            last_name=LAST,
            municipality=place,
            village=VILLAGE,
            language=language,
            interests=INTERESTS,
            latitude=north,
            longitude=place.longitude,
            created_at=now,
        )

    def helper(first: str, km: float, state: str = "active", **side: Any) -> Person:
        volunteer = Volunteer.objects.create(
            person=person(first, km), state=state, tasks=["call", "visit"], **side
        )
        if not volunteer.availability_note:
            for weekday in range(5):
                AvailableWindow.objects.create(
                    volunteer=volunteer, weekday=weekday, starts=time(9), ends=time(15)
                )
        return volunteer.person

    waiting = person("Vieno", 8)
    Resident.objects.create(person=waiting, state="waiting", wishes=["visit", "call"])
    Consent.objects.create(
        person=waiting,
        kind="service",
        answer="given",
        channel="oral",
        wording="v1",
        recorded_at=now,
    )
    fits = helper("Väinö", 9)
    doubtful = helper("Vilma", 8.5, availability_note="iltaisin, ei kalakerhon päivinä")
    helper("Veikko", 8.2, "paused")
    return {"waiting": waiting.pk, "fits": fits.pk, "doubtful": doubtful.pk}
