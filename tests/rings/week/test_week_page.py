"""The week as a grid: who calls or visits whom on which day, and where somebody is missing."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Person
from rings.models import Assignment, Occurrence, Ring
from rings.services.attending.hand import resolve
from tests.conversations.village import Village
from tests.rings.desk import Desk


@pytest.fixture
def pair(village: Village, aino: Person, sari: Person) -> Ring:
    ring = village.ring(residents=[aino], helpers=[sari], topology=Ring.Topology.PAIR)
    ring.name = "Aamusoitto"
    ring.save()
    return ring


def wide(desk: Desk, query: str = "") -> str:
    """Return the table of the week alone, in words, without the list for narrow pages."""
    page = desk.html(f"/week/{query}")
    table = page[page.index("<table") : page.index("</table>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", table))


def test_a_row_is_a_ring_at_an_hour_and_says_who_does_it(desk: Desk, pair: Ring) -> None:
    table = wide(desk)
    assert "Mon 23.11." in table
    assert "Sun 29.11." in table
    assert "Aamusoitto Call ring, at 9.00 Aino Sari E. Aino Sari E." in table
    assert "7 turns in the week. Everybody has a helper." in desk.opens("/week/")


def test_many_of_one_hour_are_a_number_that_opens(
    desk: Desk, village: Village, sari: Person
) -> None:
    residents = [village.resident(f"Asukas{n}", f"+35840123020{n}") for n in range(6)]
    ring = village.ring(residents=residents, helpers=[sari])
    first = Occurrence.objects.filter(ring=ring).order_by("pk")[0]
    Assignment.objects.filter(occurrence=first).update(state="released")
    table = wide(desk)
    assert "6 calls, 1 without a helper" in table
    assert "6 calls Asukas" in table
    assert table.count("Asukas0") == 7
    assert "42 turns in the week, 1 without a helper" in desk.opens("/week/").replace(" , ", ", ")


def test_by_person_shows_what_each_has_and_what_nobody_has_first(
    desk: Desk, village: Village, pair: Ring, veikko: Person, kari: Person
) -> None:
    visits = village.ring(
        residents=[veikko], helpers=[kari], at="11:00", topology=Ring.Topology.PAIR, kind="visit"
    )
    lost = Occurrence.objects.get(ring=visits, nominal_date=village.clock.day)
    Assignment.objects.filter(occurrence=lost).update(state="released")
    table = wide(desk, "?rows=person")
    assert table.index("Nobody") < table.index("Kari Esimerkki") < table.index("Sari Esimerkki")
    assert "Nobody 11.00 Veikko nobody" in table
    assert "Sari Esimerkki 9.00 Aino" in table


def test_only_where_somebody_is_missing(desk: Desk, village: Village, pair: Ring) -> None:
    assert "Everybody has a helper." in desk.opens("/week/?gaps=on")
    gap = Occurrence.objects.filter(ring=pair).order_by("nominal_date")[1]
    Assignment.objects.filter(occurrence=gap).update(state="seeking")
    table = wide(desk, "?gaps=on")
    assert "Aino Sari E.: stand-in sought" in table


def test_another_week_is_shown_and_the_way_leads_on(
    desk: Desk, village: Village, pair: Ring
) -> None:
    page = desk.html("/week/?week=2026-12-02")
    assert "Week 49" in page
    assert "week=2026-11-23" in page
    assert "week=2026-12-07" in page
    assert "Nothing is planned in this week." in desk.opens("/week/?week=2026-11-16")
    assert "Week 48" in desk.html("/week/?week=nonsense")


def test_what_is_done_and_called_off_says_so_and_what_the_plan_dropped_is_gone(
    desk: Desk, village: Village, pair: Ring
) -> None:
    first, second, third = Occurrence.objects.filter(ring=pair).order_by("nominal_date")[:3]
    resolve(first, "reached", by=village.by, now=village.clock.now)
    resolve(second, "not_needed", by=village.by, now=village.clock.now)
    Occurrence.objects.filter(pk=third.pk).update(
        state="cancelled", reason="rule_changed", due_at=None
    )
    table = wide(desk)
    assert "Aino Sari E. done Aino Sari E. cancelled Aino" in table
    assert table.count("Aino") == 6


def test_nobody_sees_the_week_of_another_municipality(
    desk: Desk, elsewhere: Desk, reader: Desk, pair: Ring
) -> None:
    assert "Aino" not in elsewhere.opens("/week/")
    reader.opens("/week/", status=403)


def test_a_week_of_nine_hundred_costs_as_many_queries_as_a_small_one(
    desk: Desk, village: Village, pair: Ring
) -> None:
    desk.opens("/week/")
    with CaptureQueriesContext(connection) as small:
        desk.opens("/week/")
    template = Occurrence.objects.filter(ring=pair).order_by("pk").first()
    assert template is not None
    helper = Assignment.objects.filter(occurrence=template)[0].person
    rings = [
        Ring(
            name=f"Rinki {n:03}",
            kind="call",
            topology="hub",
            municipality=village.place,
            association=village.office,
            coordinator=village.coordinator,
            created_at=village.clock.now,
        )
        for n in range(45)
    ]
    Ring.objects.bulk_create(rings)
    rows = []
    for ring in rings:
        for n in range(20):
            row = Occurrence.objects.get(pk=template.pk)
            row.pk, row.ring, row.round = None, ring, n + 1
            row.nominal_date = village.clock.day + timedelta(days=n % 7)
            rows.append(row)
    made = Occurrence.objects.bulk_create(rows)
    Assignment.objects.bulk_create(
        Assignment(occurrence=row, person=helper, origin="ring", created_at=village.clock.now)
        for row in made
    )
    with CaptureQueriesContext(connection) as big:
        page = desk.opens("/week/")
    assert "907 turns in the week" in page
    assert "Page 1 of 2" in page
    assert len(big) <= len(small) + 2  # the pages of the list


def test_what_was_called_off_is_told_from_what_stands(
    desk: Desk, village: Village, sari: Person
) -> None:
    residents = [village.resident(f"Asukas{n}", f"+35840123020{n}") for n in range(4)]
    ring = village.ring(residents=residents, helpers=[sari])
    rows = Occurrence.objects.filter(ring=ring, nominal_date=village.clock.day).order_by("pk")
    resolve(rows[0], "not_needed", by=village.by, now=village.clock.now)
    assert "3 calls, 1 called off" in wide(desk)
    for row in rows[1:]:
        resolve(row, "away", by=village.by, now=village.clock.now)
    assert "at 9.00 4 called off" in wide(desk)
