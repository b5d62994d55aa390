"""The ring builder: a proposal from those who wait, the sheet, what may be added, and a rehearsal."""

from datetime import date, time, timedelta

from directory.models import AuditEntry, Municipality, StaffRole, User
from people.models import AccessLog, Person, Resident
from rings.models import Occurrence, Ring
from tests.rings.building.conftest import Office
from tests.rings.building.proposing import CALL, helpers, names, propose
from tests.rings.matching.world import (
    NOW,
    free,
    make_resident,
    make_volunteer,
    prefer,
)


def test_those_nearest_to_who_has_waited_longest_make_a_ring(
    desk: Office, place: Municipality
) -> None:
    first = make_resident(place, "Aino", km=0, **CALL)
    Person.objects.filter(pk=first.pk).update(created_at=NOW - timedelta(days=40))
    for name, km in (("Far", 20), ("Near", 1), ("Nearer", 0.5)):
        make_resident(place, name, km=km, **CALL)
    helpers(place, "Kari", "Sari")
    says = desk.opens("/rings/builder/")
    assert "4 residents wait" in says
    ring = propose(desk, 3)
    assert sorted(names(ring, "resident")) == ["Aino", "Near", "Nearer"]
    assert sorted(names(ring, "helper")) == ["Kari", "Sari"]
    assert (ring.state, ring.name) == ("draft", "Call ring, Laukaa")
    assert ring.coordinator == desk.user
    assert AuditEntry.objects.filter(subject="ring", subject_id=ring.pk, event="created").exists()
    assert not Occurrence.objects.exists()


def test_ticked_people_make_a_ring_whatever_the_number_says(
    desk: Office, place: Municipality
) -> None:
    people = [
        make_resident(place, name, km=km, **CALL) for name, km in (("A", 0), ("B", 9), ("C", 1))
    ]
    helpers(place, "Kari", "Sari")
    ring = propose(desk, 1, municipality=place.pk, person=[people[0].pk, people[1].pk])
    assert sorted(names(ring, "resident")) == ["A", "B"]


def test_ticked_people_stay_though_no_helper_suits_them_all(
    desk: Office, place: Municipality
) -> None:
    aino = make_resident(place, "Aino", **CALL)
    sven = make_resident(place, "Sven", facts={"language": "sv"}, **CALL)
    helpers(place, "Kari", "Sari")
    ring = propose(desk, person=[aino.pk, sven.pk])
    assert sorted(names(ring, "resident")) == ["Aino", "Sven"]
    assert names(ring, "helper") == []


def test_hours_come_from_the_wishes_of_the_residents(desk: Office, place: Municipality) -> None:
    for name, hour in (("A", time(9)), ("B", time(9)), ("C", time(17)), ("D", None)):
        make_resident(place, name, call_time=hour, **CALL)
    helpers(place, "Kari", "Sari")
    ring = propose(desk)
    rule = ring.rules.get()
    assert (rule.wall_time, rule.weekdays, rule.valid_from) == (
        time(9),
        [0, 1, 2, 3, 4],
        date(2026, 11, 30),
    )
    assert ring.members.get(person__first_name="C").wall_time == time(17)
    assert ring.members.get(person__first_name="A").wall_time is None


def test_a_ring_runs_on_the_days_on_which_somebody_is_free(
    desk: Office, place: Municipality
) -> None:
    make_resident(place, "Aino", call_time=time(9), **CALL)
    for helper in helpers(place, "Kari", "Sari"):
        free(helper, 1, 8, 12)
        free(helper, 3, 8, 12)
    assert propose(desk).rules.get().weekdays == [1, 3]


def test_helpers_suit_all_and_whoever_nobody_could_be_with_the_others_is_left_out(
    desk: Office, place: Municipality
) -> None:
    for name in ("Aino", "Elli"):
        make_resident(place, name, **CALL)
    make_resident(place, "Sven", facts={"language": "sv"}, **CALL)
    kari, _sari, _liisa = helpers(place, "Kari", "Sari", "Liisa")
    prefer(Person.objects.get(first_name="Elli"), kari, "apart")
    ring = propose(desk)
    assert sorted(names(ring, "resident")) == ["Aino", "Elli"]
    assert sorted(names(ring, "helper")) == ["Liisa", "Sari"]


def test_so_many_helpers_as_their_room_asks_for(desk: Office, place: Municipality) -> None:
    for number in range(5):
        make_resident(place, f"R{number}", **CALL)
    for name in ("Kari", "Sari", "Liisa", "Matti"):
        make_volunteer(place, name, tasks=["call"], capacity=2)
    assert len(names(propose(desk), "helper")) == 3


def test_who_has_not_agreed_is_listed_and_not_chosen(desk: Office, place: Municipality) -> None:
    make_resident(place, "Aino", **CALL)
    make_resident(place, "Helmi", agreed=False, state=Resident.State.ENQUIRY, **CALL)
    helpers(place, "Kari", "Sari")
    says = desk.opens(f"/rings/builder/?municipality={place.pk}&kind=call")
    assert "Helmi Esimerkki" in says
    assert names(propose(desk), "resident") == ["Aino"]


def test_whoever_is_in_a_draft_is_not_proposed_again(desk: Office, place: Municipality) -> None:
    aino = make_resident(place, "Aino", **CALL)
    helpers(place, "Kari", "Sari")
    propose(desk)
    says = desk.sends("/rings/builder/", 422, kind="call", size=3, person=[aino.pk])
    assert "Somebody of these does not wait any more." in says
    assert Ring.objects.count() == 1
    says = desk.opens("/rings/builder/")
    assert "Nobody waits here." in says


def test_who_works_elsewhere_sees_nobody_and_proposes_nobody(
    desk: Office, place: Municipality
) -> None:
    aino = make_resident(place, "Aino", **CALL)
    other = Municipality.objects.create(
        code="249", name_fi="Keuruu", population=1, population_year=2016, latitude=62, longitude=24
    )
    user = User.objects.create_user("muualla@example.org", language="en")
    StaffRole.objects.create(
        user=user, role="coordinator", municipality=other, valid_from=date(2026, 1, 1)
    )
    elsewhere = Office(user)
    assert "Nobody waits here." in elsewhere.opens("/rings/builder/")
    elsewhere.sends("/rings/builder/", 422, kind="call", size=3, person=[aino.pk])
    ring_of_desk = _proposed(desk, place)
    for url in (f"/rings/{ring_of_desk.pk}/build/", f"/rings/{ring_of_desk.pk}/build/rehearse/"):
        assert elsewhere.client.get(url).status_code == 404


def _proposed(desk: Office, place: Municipality) -> Ring:
    helpers(place, "Kari", "Sari")
    return propose(desk)


def test_whose_names_are_seen_is_logged(desk: Office, place: Municipality) -> None:
    aino = make_resident(place, "Aino", **CALL)
    desk.opens(f"/rings/builder/?municipality={place.pk}")
    assert AccessLog.objects.filter(person=aino, user=desk.user, what="builder").count() == 1


def test_a_ring_needs_an_office_that_whoever_asks_works_for(
    desk: Office, place: Municipality
) -> None:
    make_resident(place, "Aino", **CALL)
    place.associations.clear()
    says = desk.sends("/rings/builder/", 422, kind="call", size=3)
    assert "You run no rings in that municipality." in says or "Nobody waits here." in says
    assert not Ring.objects.exists()
