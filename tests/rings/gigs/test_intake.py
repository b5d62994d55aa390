"""Requests by a team's link: kept apart, owned and pressed for, until staff has taken or refused them."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.auditor import findings
from directory.localtime import instant
from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.models import Municipality, Referrer
from people.models import Consent, Person, Resident
from rings.models import GigRequest
from rings.services.gigs.candidates import candidates, need_of
from rings.services.gigs.duplicates import gigs_like, gigs_like_request, requests_like
from rings.services.gigs.intake import (
    perhaps,
    receive_request,
    refuse_request,
    surely,
    take_request,
)
from rings.services.gigs.supply import supply
from tests.conversations.gigs import TUESDAY, errands, request
from tests.conversations.village import MONDAY, Village

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Village:
    village = Village()
    village.clock.goes_to("9:00")
    return village


@pytest.fixture
def team(village: Village) -> Referrer:
    return Referrer.objects.create(
        name="Kotihoito Pohjoinen",
        association=village.office,
        municipality=village.place,
        key="k" * 43,
    )


def sent(team: Referrer, now: datetime, **fields: object) -> GigRequest:
    """Return a request that the team has just sent by its link."""
    values: dict[str, object] = {
        "service_line": errands(),
        "ordered_by": "Hoitaja",
        "ordered_phone": "040 1230777",
        "first_name": "Helvi",
        "last_name": "Esimerkki",
        "phone": "040 123 0888",
        "address": "Rantatie 2",
        "birth_year": 1941,
        "day": TUESDAY,
        "wall_time": time(10),
        "minutes": 90,
        "needs": "kauppa-asiat",
        "door_code": "55",
        "consent": True,
    }
    return receive_request(team, values | fields, now=now)


def test_nothing_reaches_the_register_before_staff_has_taken_it(
    village: Village, team: Referrer
) -> None:
    people = Person.objects.count()
    asked = sent(team, village.clock.now)
    assert (asked.owner, asked.association) == (village.coordinator, village.office)
    assert asked.due_at == village.clock.now + timedelta(hours=1)
    assert Person.objects.count() == people
    village.clock.goes_to("9:01")
    village.phone("+358401239999").gets("1 asiaa")


def test_one_that_nobody_reads_is_told_again_and_the_auditor_sees_it_when_the_clock_stands(
    village: Village, team: Referrer
) -> None:
    sent(team, village.clock.now)
    village.clock.goes_to("9:01")
    village.phone("+358401239999").gets("asiaa")
    late = village.clock.now + timedelta(hours=2)
    assert ("gig_request", "overdue") in {(f.subject, f.problem) for f in findings(late)}
    village.clock.goes_to("10:01")
    village.phone("+358401239999").gets("asiaa")
    assert village.nobody_is_forgotten()


def test_one_sent_on_friday_evening_is_due_on_monday_morning(
    village: Village, team: Referrer
) -> None:
    friday = instant(date(2026, 11, 27), time(18))
    asked = sent(team, friday, day=date(2026, 12, 3))
    assert asked.due_at == instant(date(2026, 11, 30), time(9))


def test_taken_it_makes_the_person_with_consent_and_is_offered_at_once(
    village: Village, team: Referrer
) -> None:
    sari = village.volunteer("Sari", "+358401230001")
    asked = sent(team, village.clock.now)
    gig = take_request(asked, by=village.by, now=village.clock.now)
    helvi = gig.occurrence.receiver
    assert (str(helvi), helvi.address, helvi.birth_year) == ("Helvi Esimerkki", "Rantatie 2", 1941)
    assert Resident.objects.filter(person=helvi).exists()
    assert Consent.objects.get(person=helvi).channel == "written"
    assert (gig.needs, gig.door_code, gig.referrer) == ("kauppa-asiat", "55", team)
    asked.refresh_from_db()
    assert (asked.state, asked.gig, asked.first_name, asked.door_code) == ("taken", gig, "–", None)
    village.clock.goes_to("9:01")
    village.phone_of(sari).gets("Voitko auttaa?").answers("ok")
    village.phone("+358401230777").gets("järjestynyt")
    assert village.nobody_is_forgotten()


def test_somebody_known_by_number_and_name_is_not_made_twice(
    village: Village, team: Referrer
) -> None:
    aino = village.resident("Aino", "+358401230101")
    asked = sent(team, village.clock.now, first_name="Aino", phone="0401230101", birth_year=None)
    assert surely(asked) == aino
    gig = take_request(asked, by=village.by, now=village.clock.now)
    assert gig.occurrence.receiver == aino
    assert aino.numbers.count() == 1


def test_a_namesake_is_shown_and_left_to_a_person(village: Village, team: Referrer) -> None:
    aino = village.resident("Aino", "+358401230101")
    asked = sent(team, village.clock.now, first_name="Aino", phone="0401239876", birth_year=None)
    assert perhaps(asked) == [aino]
    assert surely(asked) is None


def test_refused_it_keeps_why_and_forgets_the_person(village: Village, team: Referrer) -> None:
    asked = sent(team, village.clock.now)
    refuse_request(asked, "ei vapaaehtoisia", by=village.by, now=village.clock.now)
    asked.refresh_from_db()
    assert (asked.state, asked.reason, asked.last_name) == ("refused", "ei vapaaehtoisia", "–")
    with pytest.raises((IllegalMoveError, ConcurrentMoveError)):
        take_request(asked, by=village.by, now=village.clock.now)
    assert village.nobody_is_forgotten()


def test_the_same_told_twice_is_noticed_by_name_or_number(village: Village, team: Referrer) -> None:
    first = sent(team, village.clock.now)
    again = sent(team, village.clock.now, first_name="Helvii", phone="", day=date(2026, 11, 25))
    other = sent(team, village.clock.now, first_name="Urho", last_name="Malli", phone="")
    assert requests_like(again) == [first]
    assert requests_like(other) == []
    gig = take_request(first, by=village.by, now=village.clock.now)
    assert gigs_like_request(again) == [gig]
    assert gigs_like(gig.occurrence.receiver, errands(), date(2026, 11, 25)) == [gig]
    assert gigs_like(gig.occurrence.receiver, errands(), date(2026, 11, 28)) == []


def test_no_volunteers_here_is_said_before_promising(village: Village) -> None:
    far = Municipality.objects.create(
        code="256",
        name_fi="Kinnula",
        population=1699,
        population_year=2016,
        latitude="63.3667",
        longitude="24.9667",
    )
    village.volunteer("Sari", "+358401230001")
    village.volunteer("Eino", "+35814123456", kind="landline")
    now = village.clock.now
    here = supply(errands(), village.place, village.office, TUESDAY, time(10), now=now)
    assert (here.can_be_asked, here.can_be_rung, here.near, here.is_none) == (1, 1, 1, False)
    assert "1" in here.sentence
    none = supply(errands(), far, village.office, TUESDAY, time(10), now=now)
    assert none.is_none
    assert "Kinnula" in none.sentence
    soon = supply(errands(), village.place, village.office, MONDAY, time(15), now=now)
    assert soon.is_short_notice
    assert soon.warning


def test_a_crowd_is_ranked_with_as_many_queries_as_one(village: Village) -> None:
    aino = village.resident("Aino", "+358401230101")
    gig = request(village, aino)
    counts = []
    for people in (1, 12):
        for n in range(people):
            village.volunteer(f"Sari{people}{n}", f"+3584012{people:03d}{n:02d}")
        with CaptureQueriesContext(connection) as queries:
            found = candidates(need_of(gig), village.clock.now)
        assert len(found) >= people
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 15
