"""What nobody has taken yet: the soonest first, what it waits for, and asking for many at once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.scope import Area, Scope
from people.models import Person
from rings.models import Assignment, Occurrence, Offer, Ring
from rings.services.showing.unfilled import Step, Why, gaps_of, unfilled, with_answers
from tests.conversations.gigs import request
from tests.conversations.village import Village
from tests.rings.desk import Desk
from volunteers.models import Credential, Volunteer

EVERYTHING = Scope((Area(None, None),), (), frozenset())


@pytest.fixture
def ring(village: Village, aino: Person, sari: Person, kari: Person) -> Ring:
    return village.ring(residents=[aino], helpers=[sari, kari])


def release(ring: Ring, *days: int) -> list[Occurrence]:
    """Take the helper from the turns that come so many days from the first on."""
    rows = [Occurrence.objects.filter(ring=ring).order_by("nominal_date")[n] for n in days]
    for row in rows:
        row.assignments.update(state="released")
    return rows


def found(village: Village, days: int = 14) -> list[tuple[int, str, str]]:
    until = village.clock.day + timedelta(days=days)
    rows = unfilled(EVERYTHING, village.clock.now, until=until)
    return [
        (g.occurrence.pk, g.why, g.step) for g in gaps_of(with_answers(rows), village.clock.now)
    ]


def test_what_nobody_has_and_what_somebody_wants_to_give_away_are_listed(
    village: Village, ring: Ring
) -> None:
    (third,) = release(ring, 3)
    fifth = Occurrence.objects.filter(ring=ring).order_by("nominal_date")[5]
    fifth.assignments.update(state="seeking")
    release(ring, 20)
    assert found(village) == [
        (third.pk, Why.NOBODY, Step.WILL_ASK),
        (fifth.pk, Why.SEEKING, Step.WILL_ASK),
    ]


def test_edge_13_a_paper_that_runs_out_before_the_day_flags_the_turn(
    village: Village, ring: Ring, sari: Person, kari: Person
) -> None:
    """edge 13: a credential lapses between acceptance and the day: flagged, not silently kept."""
    friday = village.clock.day + timedelta(days=4)
    for person in (sari, kari):
        Credential.objects.create(
            volunteer=person.volunteer,
            kind="training",
            seen_on=date(2025, 1, 1),
            valid_until=friday - timedelta(days=1),
            required=True,
        )
    flagged = found(village, days=6)
    expected = Occurrence.objects.filter(ring=ring, nominal_date__gte=friday)
    assert [pk for pk, _why, _step in flagged] == [
        o.pk for o in expected.order_by("nominal_date")[:3]
    ]
    assert {why for _pk, why, _step in flagged} == {Why.UNFIT}
    Credential.objects.update(valid_until=friday - timedelta(days=1))
    for person in (sari, kari):
        Credential.objects.create(
            volunteer=person.volunteer, kind="training", seen_on=village.clock.day, required=True
        )
    assert found(village, days=6) == []


def test_a_helper_who_has_stopped_is_no_helper(village: Village, ring: Ring) -> None:
    Volunteer.objects.update(state="suspended")
    assert {why for _pk, why, _step in found(village, days=2)} == {Why.UNFIT}


def test_the_page_says_how_soon_why_and_what_comes_next(
    desk: Desk, village: Village, ring: Ring
) -> None:
    release(ring, 0, 2)
    page = desk.opens("/unfilled/")
    assert "2 turns have nobody for certain." in page
    assert "Mon 23.11. 9.00 within a day Aino Esimerkki" in page
    assert "Wed 25.11. 9.00 within 3 days" in page
    assert "Nobody has it Others are asked" in page


def test_several_are_asked_for_at_once_and_the_first_yes_gets_each(
    desk: Desk, village: Village, ring: Ring, sari: Person, kari: Person
) -> None:
    rows = release(ring, 2, 3)
    Offer.objects.all().delete()
    village.clock.goes_to("10:00")
    for row in rows:
        row.assignments.all().delete()
    page = desk.sends("/unfilled/ask/", row=[row.pk for row in rows], back="/unfilled/")
    assert "2 turns: those who could do them are asked within a minute." in page
    village.clock.goes_to("10:01")
    assert Offer.objects.filter(state="open", occurrence__in=rows).count() == 4
    page = desk.opens("/unfilled/")
    assert "Answers until" in page
    assert "2 asked" in page
    for who in (sari, kari):
        for text in village.phone_of(who).unread():
            village.phone_of(who).gets(text.body[:10])
    village.phone_of(kari).answers("ok")
    holders = {Occurrence.objects.get(pk=row.pk).holder() for row in rows}
    assert {h and h.person for h in holders} == {kari}
    assert "Everything that is coming has a helper." in desk.opens("/unfilled/")


def test_what_the_office_has_is_asked_for_anew(
    desk: Desk, village: Village, ring: Ring, sari: Person, kari: Person
) -> None:
    (row,) = release(ring, 1)
    row.assignments.all().delete()
    Occurrence.objects.filter(pk=row.pk).update(
        state="escalated", because="nobody", office_owner=village.coordinator
    )
    assert "With Kirsi" in desk.opens("/unfilled/")
    desk.sends("/unfilled/ask/", one=row.pk)
    village.clock.goes_to("8:00")
    assert Offer.objects.filter(occurrence=row, state="open").count() == 2


def test_what_was_taken_meanwhile_is_left_alone(desk: Desk, village: Village, ring: Ring) -> None:
    held = Occurrence.objects.filter(ring=ring).order_by("nominal_date")[1]
    page = desk.sends("/unfilled/ask/", one=held.pk)
    assert "1 was taken meanwhile." in page
    assert Assignment.objects.get(occurrence=held).state == "held"


def test_nothing_ticked_says_so(desk: Desk, ring: Ring) -> None:
    assert "Tick first what you want to ask for." in desk.sends("/unfilled/ask/")


def test_booked_turns_that_the_plan_no_longer_asks_for_stand_apart(
    desk: Desk, village: Village, ring: Ring
) -> None:
    row = Occurrence.objects.filter(ring=ring).order_by("nominal_date")[2]
    Occurrence.objects.filter(pk=row.pk).update(decision="not_asked")
    page = desk.opens("/unfilled/")
    assert "To decide: the plan has changed" in page
    assert "the plan no longer asks for this" in page


def test_only_my_areas_and_no_readers(
    desk: Desk, elsewhere: Desk, reader: Desk, village: Village, ring: Ring
) -> None:
    (row,) = release(ring, 1)
    assert "Aino" not in elsewhere.opens("/unfilled/")
    elsewhere.sends("/unfilled/ask/", one=row.pk)
    assert not Offer.objects.exists()
    reader.opens("/unfilled/", status=403)


def test_a_long_list_costs_no_more_queries_than_a_short_one(
    desk: Desk, village: Village, ring: Ring
) -> None:
    release(ring, 1)
    desk.opens("/unfilled/")
    with CaptureQueriesContext(connection) as short:
        desk.opens("/unfilled/")
    release(ring, *range(2, 13))
    with CaptureQueriesContext(connection) as long:
        assert "12 turns have nobody for certain." in desk.opens("/unfilled/")
    assert len(long) == len(short)


def test_the_way_back_stays_inside(desk: Desk, ring: Ring) -> None:
    answer = desk.client.post("/unfilled/ask/", {"back": "https://evil.example/"})
    assert answer["Location"] == "/unfilled/"


def test_a_request_stands_among_the_rest_and_its_own_waves_ask(
    desk: Desk, village: Village, aino: Person
) -> None:
    village.clock.goes_to("9:00")
    gig = request(village, aino)
    page = desk.html("/unfilled/")
    assert "Company on errands" in page
    assert f"/requests/{gig.pk}/choose/" in page
    assert not Offer.objects.filter(occurrence=gig.pk).exists()
    for n in range(3):
        person = village.volunteer(f"Auttaja{n}", f"+35840123040{n}")
        Volunteer.objects.filter(person=person).update(tasks=["help"])
    desk.sends("/unfilled/ask/", one=gig.pk)
    assert Offer.objects.filter(occurrence=gig.pk, state="open").count() == 3
    assert "3 asked" in desk.opens("/unfilled/")
