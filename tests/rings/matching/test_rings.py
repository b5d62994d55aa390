"""Who could join a ring: with everybody of the other side in mind, and each reason against with a name."""

from datetime import time
from typing import Any

import pytest

from directory.models import Association, Municipality, User
from directory.scope import Area, Scope
from people.models import Person
from rings.models import Ring, RingMember, ScheduleRule
from rings.services.matching.rings import helpers_for_ring, residents_for_ring
from rings.services.matching.suggest import Suggestion
from tests.rings.matching.world import (
    NOW,
    TODAY,
    days_ago,
    free,
    make_place,
    make_resident,
    make_volunteer,
    prefer,
)

EVERYWHERE = Scope((Area(None, None),), (), frozenset())


@pytest.fixture
def ring(place: Municipality) -> Ring:
    """A call ring on Mondays and Thursdays at nine."""
    ring = Ring.objects.create(
        name="Kylärinki",
        kind="call",
        topology="hub",
        municipality=place,
        association=Association.objects.get(),
        coordinator=User.objects.create_user("kirsi@esimerkki.example", "salasana-12345"),
        created_at=NOW,
    )
    ScheduleRule.objects.create(
        ring=ring, weekdays=[0, 3], anchor=TODAY, valid_from=TODAY, wall_time=time(9)
    )
    return ring


def join(ring: Ring, *people: Person) -> None:
    """Put `people` in, residents as such and volunteers as helpers."""
    for person in people:
        role = "resident" if hasattr(person, "resident") else "helper"
        RingMember.objects.create(ring=ring, person=person, role=role, valid_from=TODAY)


def said(some: list[Suggestion]) -> dict[str, list[str]]:
    """Return what speaks against each, by first name, in order."""
    return {
        each.person.first_name: [str(reason.words) for reason in each.explanation.against]
        for each in some
    }


def helpers(ring: Ring, **options: Any) -> Any:
    """Return who could help."""
    return helpers_for_ring(ring, NOW, **({"scope": EVERYWHERE} | options))


def test_helpers_are_ranked_by_all_residents_of_the_ring(place: Municipality, ring: Ring) -> None:
    join(ring, make_resident(place, "Aino", km=0), make_resident(place, "Veikko", km=10))
    make_volunteer(place, "Kari", km=20)
    make_volunteer(place, "Liisa", km=5)
    join(ring, make_volunteer(place, "Sari", km=0))
    found = helpers(ring)
    assert said(found.ranked) == {"Liisa": [], "Kari": []}
    near = {r.name: r.points for r in found.ranked[0].explanation.speaks_for}
    # 6.5 km to either of 30: 20 points each, so 20 on average.
    assert near["distance"] == 20


def test_what_bars_from_one_bars_from_the_ring_and_says_from_whom(
    place: Municipality, ring: Ring
) -> None:
    aino, veikko = make_resident(place, "Aino"), make_resident(place, "Veikko")
    join(ring, aino, veikko)
    prefer(aino, make_volunteer(place, "Kari"), "apart")
    prefer(veikko, make_volunteer(place, "Liisa", state="paused"), "together")
    found = helpers(ring)
    assert found.ranked == []
    assert said(found.missing) == {
        "Kari": ["Aino: These two are not to be together."],
        "Liisa": ["Is having a break."],
    }
    assert [str(words) for words in found.missing[1].familiar] == [
        "A wish about these two is recorded."
    ]


def test_the_hours_of_the_ring_count(place: Municipality, ring: Ring) -> None:
    join(ring, make_resident(place, "Aino"))
    for name, days, starts in (("Kari", (0, 3), 8), ("Liisa", (0,), 8), ("Onni", (0, 3), 12)):
        volunteer = make_volunteer(place, name)
        for day in days:
            free(volunteer, day, starts, starts + 4)
    assert said(helpers(ring).ranked) == {
        "Kari": [],
        "Liisa": ["Is free on 1 of the 2 wished days only."],
    }


def test_residents_who_wait_are_suggested_those_who_fit_all_helpers_first(
    place: Municipality, ring: Ring
) -> None:
    kari, liisa = make_volunteer(place, "Kari"), make_volunteer(place, "Liisa")
    join(ring, kari, liisa)
    aino = make_resident(place, "Aino", km=9)
    make_resident(place, "Veikko", km=0)
    make_resident(place, "Eila", wishes=["visit"])
    make_resident(place, "Toini", state="served")
    prefer(aino, kari, "apart")
    found = residents_for_ring(ring, NOW, scope=EVERYWHERE)
    assert said(found.ranked) == {"Veikko": []}
    assert said(found.missing) == {"Aino": ["Kari: These two are not to be together."]}


def test_of_equals_whoever_has_waited_longest_comes_first(place: Municipality, ring: Ring) -> None:
    join(ring, make_volunteer(place, "Kari"))
    make_resident(place, "Aino")
    veikko = make_resident(place, "Veikko")
    Person.objects.filter(pk=veikko.pk).update(created_at=days_ago(30))
    assert list(said(residents_for_ring(ring, NOW, scope=EVERYWHERE).ranked)) == ["Veikko", "Aino"]


def test_an_empty_ring_takes_whoever_waits_longest_and_whoever_may_help(
    place: Municipality, ring: Ring
) -> None:
    make_volunteer(place, "Kari")
    make_volunteer(place, "Onni", state="left")
    make_resident(place, "Aino")
    veikko = make_resident(place, "Veikko")
    Person.objects.filter(pk=veikko.pk).update(created_at=days_ago(30))
    assert list(said(residents_for_ring(ring, NOW, scope=EVERYWHERE).ranked)) == ["Veikko", "Aino"]
    assert list(said(helpers(ring).ranked)) == ["Kari"]


def test_a_coordinator_is_suggested_only_people_they_may_see(
    place: Municipality, ring: Ring
) -> None:
    other = make_place("Konnevesi", "275")
    join(ring, make_resident(place, "Aino"))
    make_volunteer(other, "Kari")
    make_volunteer(place, "Liisa")
    own = Scope((Area(place.pk, None),), (), frozenset())
    assert list(said(helpers(ring, scope=own).ranked)) == ["Liisa"]
