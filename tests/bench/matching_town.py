"""The countryside of the bench `matching`: people at points of a map of up to 100 by 100 km, most in towns.

All written by `bulk_create`; the same people for the same seed.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from directory.models import Association, Municipality, MunicipalityAlias
from people.models import Absence, Consent, Person, PersonNumber, PhoneNumber, Resident
from volunteers.models import AvailableWindow, Credential, Preference, Volunteer

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
TOWNS = 12
INTERESTS = ("handicrafts", "music", "fishing", "reading", "garden", "sports", "church", "baking")
HOURS = (time(8), time(9), time(10), time(12), time(13), time(16), time(17), time(20))


def fill(residents: int, volunteers: int, seed: int = 1) -> Municipality:
    """Write that many waiting residents and volunteers of one municipality; return it."""
    rng = np.random.default_rng(seed)
    place = Municipality.objects.create(
        code="999",
        name_fi="Esimerkkikunta",
        population=200_000,
        population_year=2026,
        latitude="62.30",
        longitude="25.70",
    )
    office = Association.objects.create(
        name="Esimerkki ry", short_name="Esim", phone="014 555 0100"
    )
    office.municipalities.add(place)
    towns = _anywhere(TOWNS, residents, rng)
    MunicipalityAlias.objects.bulk_create(
        MunicipalityAlias(
            municipality=place,
            name=f"Kylä {n}",
            is_village=True,
            latitude=f"{north:.5f}",
            longitude=f"{east:.5f}",
        )
        for n, (north, east) in enumerate(towns)
    )
    anywhere = _anywhere(residents + volunteers, residents, rng)
    people = _people(place, anywhere, towns, rng)
    _write_residents(people[:residents], rng)
    _write_volunteers(people[residents:], rng)
    _write_ties(people[:residents], people[residents:], rng)
    return place


def _anywhere(count: int, residents: int, rng: Any) -> Any:
    """Return points of the map: a small town's is so small that there too each has about fifty candidates."""
    part = min(1.0, residents / 2_000) ** 0.5
    north, east = rng.uniform(-part, part, (2, count))
    return np.column_stack([62.35 + 0.45 * north, 25.75 + 0.95 * east])


def _people(place: Municipality, anywhere: Any, towns: Any, rng: Any) -> list[Person]:
    """Write people: two thirds near a town, every fifth known by the village only."""
    count = len(anywhere)
    town = rng.choice(TOWNS, count, p=_shares())
    near = towns[town] + rng.normal(0, (0.03, 0.06), (count, 2))
    homes = np.where((rng.random(count) < 0.67)[:, None], near, anywhere)
    exact, swedish, woman = (
        rng.random(count) > 0.2,
        rng.random(count) < 0.05,
        rng.random(count) < 0.6,
    )
    people = Person.objects.bulk_create(
        (
            Person(
                first_name="Kari",
                last_name=f"Esimerkki {n}",
                language="sv" if swedish[n] else "fi",
                other_languages=["fi"] if swedish[n] and n % 2 else [],
                municipality=place,
                village=f"Kylä {town[n]}",
                latitude=f"{homes[n][0]:.5f}" if exact[n] else None,
                longitude=f"{homes[n][1]:.5f}" if exact[n] else None,
                gender="woman" if woman[n] else "man",
                interests=[INTERESTS[i] for i in rng.integers(0, len(INTERESTS), 2)],
                created_at=NOW - timedelta(days=n % 90),
            )
            for n in range(count)
        ),
        batch_size=1_000,
    )
    numbers = PhoneNumber.objects.bulk_create(
        (PhoneNumber(e164=f"+35840{n:07d}", kind="mobile") for n in range(count)), batch_size=2_000
    )
    PersonNumber.objects.bulk_create(
        (PersonNumber(person=p, number=n) for p, n in zip(people, numbers, strict=True)),
        batch_size=2_000,
    )
    return people


def _shares() -> Any:
    """Return how people divide among the towns: the first is the largest, as in life."""
    shares = 1 / np.arange(1, TOWNS + 1)
    return shares / shares.sum()


def _write_residents(people: list[Person], rng: Any) -> None:
    chance = rng.random((len(people), 3))
    Resident.objects.bulk_create(
        (
            Resident(
                person=person,
                state=Resident.State.WAITING,
                wishes=["visit", "call"] if chance[n][0] < 0.5 else ["visit"],
                wished_gender="woman" if chance[n][1] < 0.1 else "",
                home=["cat"] if chance[n][2] < 0.2 else [],
                call_time=HOURS[n % 6],
            )
            for n, person in enumerate(people)
        ),
        batch_size=2_000,
    )
    Consent.objects.bulk_create(
        (
            Consent(
                person=person,
                kind=Consent.Kind.SERVICE,
                answer=Consent.Answer.GIVEN,
                channel=Consent.Channel.ORAL,
                wording="v1",
                recorded_at=NOW,
            )
            for person in people
        ),
        batch_size=2_000,
    )


def _write_volunteers(people: list[Person], rng: Any) -> None:
    chance = rng.random((len(people), 3))
    rows = Volunteer.objects.bulk_create(
        (
            Volunteer(
                person=person,
                state=Volunteer.State.ACTIVE if chance[n][0] < 0.95 else Volunteer.State.PAUSED,
                tasks=["visit", "help"] if chance[n][1] < 0.8 else ["call"],
                capacity=int(rng.integers(2, 6)),
                avoids=["cat"] if chance[n][2] < 0.1 else [],
            )
            for n, person in enumerate(people)
        ),
        batch_size=2_000,
    )
    AvailableWindow.objects.bulk_create(
        (
            AvailableWindow(volunteer=row, weekday=(n + day) % 7, starts=time(9), ends=time(17))
            for n, row in enumerate(rows)
            for day in range(3)
        ),
        batch_size=2_000,
    )
    Credential.objects.bulk_create(
        Credential(
            volunteer=row,
            kind="training",
            seen_on=date(2025, 1, 1),
            valid_until=date(2026, 6, 1) if n % 20 == 0 else date(2028, 1, 1),
            required=True,
        )
        for n, row in enumerate(rows)
    )
    Absence.objects.bulk_create(
        Absence(person=person, starts_on=date(2026, 11, 20), recorded_at=NOW)
        for person in people[::30]
    )


def _write_ties(residents: list[Person], volunteers: list[Person], rng: Any) -> None:
    """Write a wish about two people for every tenth resident."""
    chosen = rng.integers(0, len(volunteers), len(residents))
    Preference.objects.bulk_create(
        (
            Preference(
                resident=residents[n],
                volunteer=volunteers[chosen[n]],
                kind=Preference.Kind.APART if n % 20 else Preference.Kind.TOGETHER,
                said_by=Preference.SaidBy.OFFICE,
                created_at=NOW,
            )
            for n in range(0, len(residents), 10)
        ),
        batch_size=2_000,
    )
