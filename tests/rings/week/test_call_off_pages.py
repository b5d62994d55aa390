"""Calling off a day from the pages: look, do, think again; and the list of residents to ring."""

import re
from datetime import timedelta
from typing import Any

import pytest

from people.models import AccessLog, Person
from rings.models import BulkCancel, Ring
from tests.conversations.village import Village
from tests.rings.desk import Desk


@pytest.fixture
def ring(village: Village, aino: Person, veikko: Person, sari: Person) -> Ring:
    return village.ring(residents=[aino, veikko], helpers=[sari])


def seen_in(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


def look(desk: Desk, village: Village, url: str = "/week/call-off/", **more: Any) -> str:
    """Fill in the first form and return the page that shows what would happen, as it is sent."""
    values: dict[str, Any] = {
        "municipality": village.place.pk,
        "first": village.clock.day,
        "note": "myrsky",
        **more,
    }
    answer = desk.client.post(url, values)
    assert answer.status_code == 200, answer.content.decode()
    page: str = answer.content.decode()
    return page


def test_looking_shows_what_and_who_and_changes_nothing(
    desk: Desk, village: Village, ring: Ring, aino: Person
) -> None:
    page = look(desk, village)
    assert "2 turns would be called off" in page
    assert "2 residents" in page
    assert "1 helper" in page
    assert "Aino Esimerkki" in page
    assert village.occurrence(aino).state == "planned"


def test_calling_off_leads_to_the_list_to_ring_and_undo_brings_all_back(
    desk: Desk, village: Village, ring: Ring, aino: Person, sari: Person
) -> None:
    seen = seen_in(look(desk, village))
    page = desk.sends(
        "/week/call-off/",
        municipality=village.place.pk,
        first=village.clock.day,
        last=village.clock.day,
        note="myrsky",
        seen=seen,
    )
    bulk = BulkCancel.objects.get()
    assert "You can undo this until 7.10: 10 minutes left." in page
    assert "Residents to ring (2) Aino Esimerkki 040 123 0101" in page.replace("\xa0", " ")
    assert AccessLog.objects.filter(person=aino, what="called off").exists()
    assert "It can be undone until 7.10." in desk.opens("/week/")
    assert "cancelled" in desk.opens("/week/")
    page = desk.sends(f"/week/called-off/{bulk.pk}/undo/")
    assert "Undone. 2 turns stand as before, and nobody was told." in page
    assert "Not called off after all" in page
    assert village.occurrence(aino).state == "planned"
    village.clock.goes_to("8:30")
    village.phone_of(sari).gets_nothing()


def test_after_the_time_it_can_only_be_planned_again(
    desk: Desk, village: Village, ring: Ring, sari: Person
) -> None:
    url = f"/week/call-off/ring/{ring.pk}/"
    last = village.clock.day + timedelta(days=1)
    seen = seen_in(look(desk, village, url, last=last))
    desk.sends(url, first=village.clock.day, last=last, note="myrsky", seen=seen)
    bulk = BulkCancel.objects.get()
    assert bulk.ring == ring
    village.clock.goes_to("9:30")
    village.phone_of(sari).gets("ei soiteta")
    page = desk.sends(f"/week/called-off/{bulk.pk}/undo/")
    assert "It is too late to undo this" in page
    assert "Plan 2 turns again" in page
    assert "2 turns are planned again." in desk.sends(f"/week/called-off/{bulk.pk}/again/")


def test_two_presses_call_off_once(desk: Desk, village: Village, ring: Ring) -> None:
    seen = seen_in(look(desk, village))
    values: dict[str, Any] = {
        "municipality": village.place.pk,
        "first": village.clock.day,
        "note": "x",
        "seen": seen,
    }
    desk.sends("/week/call-off/", **values)
    page = desk.sends("/week/call-off/", status=409, **values)
    assert "Nothing was called off. This is how it stands now." in page
    assert BulkCancel.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-22", "", "That day is past."),
        ("2026-11-25", "2026-11-24", "The last day is before the first day."),
        ("2026-11-25", "2026-12-25", "At most two weeks at once."),
        ("2027-03-25", "", "Nothing is planned that far ahead yet."),
        ("", "", "This field is required."),
    ],
)
def test_days_that_make_no_sense_are_said_at_the_field(
    desk: Desk, village: Village, ring: Ring, first: str, last: str, words: str
) -> None:
    values: dict[str, Any] = {
        "municipality": village.place.pk,
        "first": first,
        "last": last,
        "note": "x",
    }
    assert words in desk.sends("/week/call-off/", status=422, **values)


def test_nobody_calls_off_or_undoes_elsewhere(
    desk: Desk, elsewhere: Desk, reader: Desk, village: Village, ring: Ring, aino: Person
) -> None:
    values: dict[str, Any] = {
        "municipality": village.place.pk,
        "first": village.clock.day,
        "note": "x",
    }
    elsewhere.sends("/week/call-off/", status=422, **values)
    elsewhere.opens(f"/week/call-off/ring/{ring.pk}/", status=404)
    reader.opens("/week/call-off/", status=403)
    desk.sends("/week/call-off/", **values, seen=seen_in(look(desk, village)))
    bulk = BulkCancel.objects.get()
    elsewhere.opens(f"/week/called-off/{bulk.pk}/", status=404)
    elsewhere.sends(f"/week/called-off/{bulk.pk}/undo/", status=404)
    assert village.occurrence(aino).state == "cancelled"


def test_a_helper_whom_no_text_reaches_is_on_the_list_to_ring(
    desk: Desk, village: Village, aino: Person
) -> None:
    lasse = village.volunteer("Lasse", "+358145550199", kind="landline")
    village.ring(residents=[aino], helpers=[lasse], topology=Ring.Topology.PAIR)
    values: dict[str, Any] = {
        "municipality": village.place.pk,
        "first": village.clock.day,
        "note": "x",
    }
    page = desk.sends("/week/call-off/", **values, seen=seen_in(look(desk, village)))
    assert "Helpers to ring: no text reaches them Lasse Esimerkki 014 555 0199" in page


def test_sending_the_form_as_a_browser_does_only_looks(
    desk: Desk, village: Village, ring: Ring, aino: Person
) -> None:
    url = f"/week/call-off/ring/{ring.pk}/"
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', desk.html(url)))
    fields |= {"note": "myrsky"}
    assert "2 turns would be called off" in desk.sends(url, 200, **fields)
    assert not BulkCancel.objects.exists()
