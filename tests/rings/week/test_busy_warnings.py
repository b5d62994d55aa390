"""Whoever is busy then may be chosen all the same, with a reason that is kept; never without being told."""

from datetime import timedelta

import pytest

from directory.models import AuditEntry
from people.errors import RefusedError
from people.models import Person
from rings.models import Occurrence, Ring, RingMember
from rings.services.attending.assign import assign
from rings.services.swaps.ask import propose_swap, swap_at_once
from tests.conversations.village import Village, duty
from tests.rings.desk import Desk

DAY = timedelta(days=1)


@pytest.fixture
def calls(village: Village, aino: Person, sari: Person) -> Ring:
    return village.ring(residents=[aino], helpers=[sari], at="10:00", topology=Ring.Topology.PAIR)


@pytest.fixture
def visit(village: Village, calls: Ring, veikko: Person, kari: Person) -> Occurrence:
    ring = village.ring(
        residents=[veikko], helpers=[kari], at="10:00", topology=Ring.Topology.PAIR, kind="visit"
    )
    return Occurrence.objects.get(ring=ring, nominal_date=village.clock.day)


def test_the_list_of_helpers_says_who_is_busy_with_what(
    desk: Desk, visit: Occurrence, sari: Person
) -> None:
    page = desk.opens(f"/occurrences/{visit.pk}/choose/")
    assert "Sari Esimerkki busy 10.00–10.15: Aino Choose Sari Esimerkki" in page
    assert "Kari Esimerkki Choose" in page


def test_choosing_who_is_busy_asks_why_first_and_keeps_the_reason(
    desk: Desk, visit: Occurrence, sari: Person, kari: Person
) -> None:
    url = f"/occurrences/{visit.pk}/assign/"
    page = desk.sends(url, status=422, person=sari.pk)
    assert "Sari Esimerkki is busy then" in page
    assert "Busy 10.00–10.15: Aino" in page
    assert duty(visit).person == kari
    page = desk.sends(url, status=422, person=sari.pk, despite=" ")
    assert "Write in a few words why it works out." in page
    page = desk.sends(url, person=sari.pk, despite="Aino soitetaan autosta")
    assert "Sari Esimerkki has the turn now." in page
    assert "Chosen although busy with something else then: Aino soitetaan autosta" in page
    entry = AuditEntry.objects.get(event="despite_collision")
    assert (entry.subject, entry.subject_id) == ("occurrence", visit.pk)
    visit.refresh_from_db()
    assert duty(Occurrence.objects.get(pk=visit.pk)).person == sari


def test_somebody_free_is_chosen_without_a_question(
    desk: Desk, visit: Occurrence, liisa: Person
) -> None:
    assert "has the turn now" in desk.sends(f"/occurrences/{visit.pk}/assign/", person=liisa.pk)
    assert not AuditEntry.objects.filter(event="despite_collision").exists()


def test_moving_to_an_hour_at_which_the_helper_is_busy_asks_why_first(
    desk: Desk, village: Village, visit: Occurrence, kari: Person
) -> None:
    eino = village.resident("Eino", "+358401230109")
    village.ring(residents=[eino], helpers=[kari], at="13:00", topology=Ring.Topology.PAIR)
    url = f"/occurrences/{visit.pk}/move/"
    values = {"day": "2026-11-23", "hour": "12.30"}
    page = desk.sends(url, 422, **values)
    assert "Busy 13.00–13.15: Eino" in page
    visit.refresh_from_db()
    assert visit.state == "planned"
    page = desk.sends(url, 200, **values, despite="Eino odottaa")
    assert "Moved." in page
    assert Occurrence.objects.get(receiver=visit.receiver, wall_time="12:30").state == "planned"


def test_adding_a_member_whose_other_ring_has_the_same_hour_asks_why_first(
    desk: Desk, village: Village, visit: Occurrence, sari: Person
) -> None:
    ring = village.ring(
        residents=[village.resident("Eino", "+358401230109")],
        helpers=[village.volunteer("Olli", "+358401230009")],
        at="10:00",
    )
    page = desk.opens(f"/rings/{ring.pk}/members/choose/helper/")
    assert "at the same time in Soittorinki: Mon, Tue, Wed, Thu, Fri, Sat, Sun" in page
    url = f"/rings/{ring.pk}/members/add/helper/"
    page = desk.sends(url, status=422, person=sari.pk)
    assert "Sari Esimerkki is busy then" in page
    assert not RingMember.objects.filter(ring=ring, person=sari).exists()
    page = desk.sends(url, person=sari.pk, despite="vain loman ajan", sure=1)
    assert "Sari Esimerkki is now in the ring." in page
    assert AuditEntry.objects.get(event="despite_collision").subject == "ring"
    assert "added somebody who is busy in another ring then" in desk.opens(f"/rings/{ring.pk}/")


def test_no_text_asks_for_a_swap_with_somebody_who_is_busy_then(
    village: Village, calls: Ring, visit: Occurrence, sari: Person, kari: Person
) -> None:
    second = RingMember(ring=visit.ring, person=sari, role="helper", valid_from=village.clock.day)
    second.save()
    later = Occurrence.objects.get(ring=visit.ring, nominal_date=village.clock.day + DAY)
    assign(later, sari, origin="manual", by=village.by, now=village.clock.now)
    with pytest.raises(RefusedError) as refused:
        propose_swap(duty(visit), duty(later), by=village.by, now=village.clock.now)
    assert "busy" in str(refused.value.reason)
    swap_at_once(duty(visit), duty(later), by=village.by, now=village.clock.now)
    assert duty(Occurrence.objects.get(pk=visit.pk)).person == sari
