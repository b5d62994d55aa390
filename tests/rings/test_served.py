"""Whether a resident waits for a ring or has one follows from the rings that run."""

from people.models import Person, Resident
from rings.models import RingMember
from rings.services.planning.build import add_member, remove_member
from rings.services.planning.publish import end_ring, pause_ring, publish_ring
from tests.conversations.village import Village


def state_of(person: Person) -> str:
    """Return where the resident's side of `person` stands now."""
    return Resident.objects.get(person=person).state


def test_a_resident_is_served_while_a_ring_runs_and_waits_when_it_pauses_or_ends(
    village: Village, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino])
    assert state_of(aino) == "served"
    pause_ring(ring, by=village.by, now=village.clock.now)
    assert state_of(aino) == "waiting"
    publish_ring(ring, by=village.by, now=village.clock.now)
    assert state_of(aino) == "served"
    end_ring(ring, by=village.by, now=village.clock.now)
    assert state_of(aino) == "waiting"


def test_leaving_one_of_two_running_rings_leaves_a_resident_served(
    village: Village, sari: Person, aino: Person
) -> None:
    first = village.ring(helpers=[sari], residents=[aino])
    second = village.ring(helpers=[sari], residents=[aino])
    for ring, state in ((first, "served"), (second, "waiting")):
        member = RingMember.objects.get(ring=ring, person=aino)
        remove_member(member, by=village.by, now=village.clock.now)
        assert state_of(aino) == state


def test_a_resident_who_joins_a_running_ring_is_served(
    village: Village, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino])
    veikko = village.resident("Veikko", "+358400000777")
    Resident.objects.filter(person=veikko).update(state="waiting")
    add_member(ring, veikko, "resident", by=village.by, now=village.clock.now)
    assert state_of(veikko) == "served"
