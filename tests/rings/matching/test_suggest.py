"""Suggestions for one resident: who, why, and why the name that comes to mind is not among them."""

from datetime import date, datetime, time
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from directory.actors import staff
from directory.models import Association, AuditEntry, Municipality, User
from directory.scope import Area, Scope
from people.errors import RefusedError
from people.models import Absence, Person
from rings.models import Assignment, Occurrence, Offer, Override, Ring, RingMember
from rings.services.matching.override import choose_despite
from rings.services.matching.suggest import Suggestion, Suggestions, suggestions_for
from tests.rings.matching.world import (
    NOW,
    TODAY,
    days_ago,
    make_place,
    make_resident,
    make_volunteer,
    prefer,
)

EVERYWHERE = Scope((Area(None, None),), (), frozenset())


def suggested(resident: Person, kind: str = "visit", **options: Any) -> Suggestions:
    """Return the suggestions of now."""
    return suggestions_for(resident, kind, NOW, **({"scope": EVERYWHERE} | options))


def names(some: list[Suggestion]) -> list[str]:
    """Return first names in their order."""
    return [each.person.first_name for each in some]


def against(each: Suggestion) -> list[str]:
    """Return what speaks against somebody, in words."""
    return [str(reason.words) for reason in each.explanation.against]


def occurrence(receiver: Person, day: date, starts_at: datetime, **changes: Any) -> Occurrence:
    """Write one planned contact outside rings."""
    fields: dict[str, Any] = {
        "kind": "visit",
        "municipality": receiver.municipality,
        "association": Association.objects.get(),
        "receiver": receiver,
        "nominal_date": day,
        "wall_time": time(12),
        "zone": "Europe/Helsinki",
        "starts_at": starts_at,
        "ends_at": starts_at,
        "due_at": starts_at,
    }
    return Occurrence.objects.create(**(fields | changes))


def have_met(receiver: Person, helper: Person, *days: int) -> None:
    """Write a visit done so many days ago, for each of `days`."""
    for day in days:
        at = days_ago(day)
        done = occurrence(receiver, at.date(), at, state="done", due_at=None, closed_at=at)
        Assignment.objects.bulk_create(
            [
                Assignment(
                    occurrence=done, person=helper, origin="manual", state="done", created_at=at
                )
            ]
        )


def user() -> User:
    """Return a member of staff."""
    return User.objects.create_user("kirsi@esimerkki.example", "salasana-12345")


def test_the_best_comes_first_with_every_reason(place: Municipality) -> None:
    aino = make_resident(place, "Aino", facts={"interests": ["music"]})
    make_volunteer(place, "Kari", km=9)
    make_volunteer(place, "Liisa", km=9, facts={"interests": ["music"]})
    found = suggested(aino)
    assert names(found.ranked) == ["Liisa", "Kari"]
    first = found.ranked[0]
    assert "They share 1 interest." in [str(r.words) for r in first.explanation.speaks_for]
    assert first.score == sum(r.points for r in first.explanation.speaks_for)
    assert (found.missing, found.others) == ([], [])


def test_whoever_has_met_the_resident_of_late_comes_before_who_met_them_long_ago(
    place: Municipality,
) -> None:
    aino = make_resident(place, "Aino")
    have_met(aino, make_volunteer(place, "Kari", km=5), 300, 310)
    have_met(aino, make_volunteer(place, "Liisa", km=5), 3, 10)
    found = suggested(aino)
    assert names(found.ranked) == ["Liisa", "Kari"]
    known = [
        next(r.points for r in each.explanation.speaks_for if r.name == "continuity")
        for each in found.ranked
    ]
    assert known[0] > 3 * known[1] > 0
    assert [str(words) for words in found.ranked[0].familiar] == ["They have met."]


def test_a_familiar_name_that_is_missing_says_why_it_comes_to_mind_and_what_bars_it(
    place: Municipality,
) -> None:
    aino = make_resident(place, "Aino", facts={"village": "Vihtavuori"})
    have_met(aino, kari := make_volunteer(place, "Kari", km=80), 5)
    Absence.objects.create(person=kari, starts_on=TODAY, recorded_at=NOW)
    prefer(aino, make_volunteer(place, "Onni"), "apart")
    make_volunteer(place, "Eila", facts={"village": "vihtavuori"}, state="suspended")
    make_volunteer(place, "Liisa")
    make_volunteer(place, "Stranger", state="paused")
    found = suggested(aino)
    assert names(found.ranked) == ["Liisa"]
    assert {
        each.person.first_name: ([str(w) for w in each.familiar], against(each))
        for each in found.missing
    } == {
        "Kari": (
            ["They have met."],
            ["Is away then.", "Lives 103 km away; 30 km is the limit."],
        ),
        "Onni": (
            ["A wish about these two is recorded."],
            ["These two are not to be together."],
        ),
        "Eila": (["Lives in the same village."], ["Is suspended."]),
    }


def test_whoever_helps_in_the_same_ring_is_familiar(place: Municipality) -> None:
    aino, kari = make_resident(place, "Aino"), make_volunteer(place, "Kari", state="left")
    ring = Ring.objects.create(
        name="Kylärinki",
        kind="call",
        topology="hub",
        municipality=place,
        association=Association.objects.get(),
        coordinator=user(),
        created_at=NOW,
    )
    for person, role in ((aino, "resident"), (kari, "helper")):
        RingMember.objects.create(ring=ring, person=person, role=role, valid_from=TODAY)
    (each,) = suggested(aino).missing
    assert [str(words) for words in each.familiar] == ["Is in the same ring."]
    assert against(each) == ["Has left."]


def test_when_nobody_can_it_is_said_what_bars_the_most(place: Municipality) -> None:
    aino = make_resident(place, "Aino", wished_gender="woman")
    for n in range(3):
        make_volunteer(place, f"Kari {n}", facts={"gender": "man"})
    found = suggested(aino)
    assert found.ranked == []
    assert [str(words) for words in found.others] == [
        "3 volunteers: The resident wishes for a woman."
    ]


def test_a_visit_at_the_same_hour_with_the_way_there_bars(place: Municipality) -> None:
    aino, veikko = make_resident(place, "Aino", call_time=time(9)), make_resident(place, "Veikko")
    kari = make_volunteer(place, "Kari")
    for day in range(1, 8):
        at = days_ago(-day).replace(hour=7)
        duty = occurrence(veikko, at.date(), at, kind="call", ends_at=at.replace(minute=15))
        Assignment.objects.create(occurrence=duty, person=kari, origin="manual", created_at=NOW)
    found = suggested(aino, "call")
    assert names(found.ranked) == []
    assert "1 volunteer: Has another task at that hour." in [str(words) for words in found.others]


def test_a_coordinator_is_suggested_only_people_they_may_see(place: Municipality) -> None:
    other = make_place("Konnevesi", "275")
    aino = make_resident(place, "Aino")
    make_volunteer(other, "Kari")
    make_volunteer(place, "Liisa")
    own = Scope((Area(place.pk, None),), (), frozenset())
    assert names(suggested(aino, scope=own).ranked) == ["Liisa"]


def test_suggesting_takes_no_more_queries_for_many(
    place: Municipality, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    aino = make_resident(place, "Aino", facts={"village": "Vihtavuori"})
    for n in range(30):
        make_volunteer(place, f"Kari {n}", km=n / 2)
    with django_assert_max_num_queries(26):
        assert len(suggested(aino).ranked) == 10


def asked_lately(place: Municipality, aino: Person) -> Person:
    """Return a volunteer who was asked for something the day before yesterday."""
    kari = make_volunteer(place, "Kari")
    gig = occurrence(aino, TODAY, NOW)
    Offer.objects.create(occurrence=gig, person=kari, asked_at=days_ago(2), due_at=NOW)
    return kari


def test_a_soft_rule_is_overridden_with_a_cause_and_that_is_kept(place: Municipality) -> None:
    aino = make_resident(place, "Aino")
    kari = asked_lately(place, aino)
    (each,) = suggested(aino).ranked
    assert each.needs_a_cause
    by = staff(user().pk)
    with pytest.raises(RefusedError, match="Write why"):
        choose_despite(aino, kari, "visit", cause=" ", by=by, now=NOW)
    chosen = choose_despite(aino, kari, "visit", cause="Kysyi itse lisää", by=by, now=NOW)
    kept = Override.objects.get()
    assert chosen == kept
    assert (kept.rules, kept.cause, kept.by_id) == (
        ["asked_lately"],
        "Kysyi itse lisää",
        by.user_id,
    )
    entry = AuditEntry.objects.get(subject="override")
    assert (entry.subject_id, entry.after, entry.user_id) == (kept.pk, "asked_lately", by.user_id)
    assert "Kysyi" not in entry.reason


def test_a_hard_rule_is_not_overridden_by_any_cause(place: Municipality) -> None:
    aino, kari = make_resident(place, "Aino"), make_volunteer(place, "Kari")
    prefer(aino, kari, "apart")
    with pytest.raises(RefusedError, match="These two are not to be together"):
        choose_despite(aino, kari, "visit", cause="Sopivat kyllä", by=staff(user().pk), now=NOW)
    assert not Override.objects.exists()


def test_where_nothing_speaks_against_it_nothing_is_kept(place: Municipality) -> None:
    aino, kari = make_resident(place, "Aino"), make_volunteer(place, "Kari")
    assert choose_despite(aino, kari, "visit", cause="", by=staff(user().pk), now=NOW) is None
    assert not Override.objects.exists()
