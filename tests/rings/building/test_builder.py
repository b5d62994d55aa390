"""The ring builder: a proposal from those who wait, the sheet, what may be added, and a rehearsal."""

from datetime import date, time, timedelta
from typing import Any

from directory.models import AuditEntry, Municipality, StaffRole, User
from people.models import Absence, AccessLog, Person, Resident
from rings.models import Occurrence, Override, Ring, RingMember
from rings.services.building.rehearse import rehearse
from rings.services.building.sheet import sheet_of
from tests.rings.building.conftest import Office
from tests.rings.matching.world import (
    NOW,
    free,
    give_number,
    make_resident,
    make_volunteer,
    prefer,
)

CALL: dict[str, Any] = {"wishes": ["call"]}


def _names(ring: Ring, role: str) -> list[str]:
    return [m.person.first_name for m in ring.members.filter(role=role).order_by("position")]


def _propose(desk: Office, size: int = 12, **values: Any) -> Ring:
    desk.sends("/rings/builder/", kind="call", size=size, **values)
    return Ring.objects.latest("pk")


def _helpers(place: Municipality, *names: str) -> list[Person]:
    return [make_volunteer(place, name, tasks=["call"]) for name in names]


def test_those_nearest_to_who_has_waited_longest_make_a_ring(
    desk: Office, place: Municipality
) -> None:
    first = make_resident(place, "Aino", km=0, **CALL)
    Person.objects.filter(pk=first.pk).update(created_at=NOW - timedelta(days=40))
    for name, km in (("Far", 20), ("Near", 1), ("Nearer", 0.5)):
        make_resident(place, name, km=km, **CALL)
    _helpers(place, "Kari", "Sari")
    says = desk.opens("/rings/builder/")
    assert "4 residents wait" in says
    ring = _propose(desk, 3)
    assert sorted(_names(ring, "resident")) == ["Aino", "Near", "Nearer"]
    assert sorted(_names(ring, "helper")) == ["Kari", "Sari"]
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
    _helpers(place, "Kari", "Sari")
    ring = _propose(desk, 1, municipality=place.pk, person=[people[0].pk, people[1].pk])
    assert sorted(_names(ring, "resident")) == ["A", "B"]


def test_hours_come_from_the_wishes_of_the_residents(desk: Office, place: Municipality) -> None:
    for name, hour in (("A", time(9)), ("B", time(9)), ("C", time(17)), ("D", None)):
        make_resident(place, name, call_time=hour, **CALL)
    _helpers(place, "Kari", "Sari")
    ring = _propose(desk)
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
    for helper in _helpers(place, "Kari", "Sari"):
        free(helper, 1, 8, 12)
        free(helper, 3, 8, 12)
    assert _propose(desk).rules.get().weekdays == [1, 3]


def test_helpers_suit_all_and_whoever_nobody_could_be_with_the_others_is_left_out(
    desk: Office, place: Municipality
) -> None:
    for name in ("Aino", "Elli"):
        make_resident(place, name, **CALL)
    make_resident(place, "Sven", facts={"language": "sv"}, **CALL)
    kari, _sari, _liisa = _helpers(place, "Kari", "Sari", "Liisa")
    prefer(Person.objects.get(first_name="Elli"), kari, "apart")
    ring = _propose(desk)
    assert sorted(_names(ring, "resident")) == ["Aino", "Elli"]
    assert sorted(_names(ring, "helper")) == ["Liisa", "Sari"]


def test_so_many_helpers_as_their_room_asks_for(desk: Office, place: Municipality) -> None:
    for number in range(5):
        make_resident(place, f"R{number}", **CALL)
    for name in ("Kari", "Sari", "Liisa", "Matti"):
        make_volunteer(place, name, tasks=["call"], capacity=2)
    assert len(_names(_propose(desk), "helper")) == 3


def test_who_has_not_agreed_is_listed_and_not_chosen(desk: Office, place: Municipality) -> None:
    make_resident(place, "Aino", **CALL)
    make_resident(place, "Helmi", agreed=False, state=Resident.State.ENQUIRY, **CALL)
    _helpers(place, "Kari", "Sari")
    says = desk.opens(f"/rings/builder/?municipality={place.pk}&kind=call")
    assert "Helmi Esimerkki" in says
    assert _names(_propose(desk), "resident") == ["Aino"]


def test_whoever_is_in_a_draft_is_not_proposed_again(desk: Office, place: Municipality) -> None:
    aino = make_resident(place, "Aino", **CALL)
    _helpers(place, "Kari", "Sari")
    _propose(desk)
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
    _helpers(place, "Kari", "Sari")
    return _propose(desk)


def test_whose_names_are_seen_is_logged(desk: Office, place: Municipality) -> None:
    aino = make_resident(place, "Aino", **CALL)
    desk.opens(f"/rings/builder/?municipality={place.pk}")
    assert AccessLog.objects.filter(person=aino, user=desk.user, what="builder").count() == 1


def test_the_sheet_says_who_calls_whom_and_what_it_comes_to(
    desk: Office, place: Municipality
) -> None:
    for name in ("Aino", "Elli"):
        make_resident(place, name, **CALL)
    ring = _proposed(desk, place)
    sheet = sheet_of(ring, NOW)
    assert len(sheet.mondays) == 8
    assert sheet.mondays[0] == date(2026, 11, 30)
    for row in sheet.residents:
        assert [sum(times for _who, times in cell.helpers) for cell in row.cells] == [5] * 8
    assert [row.total for row in sheet.helpers] == [40, 40]
    assert sheet.days_without == ()
    # Independence Day, Christmas and New Year's, Epiphany: 6.12., 25.12., 26.12., 1.1., 6.1.
    assert sheet.holidays == 5
    says = desk.opens(f"/rings/{ring.pk}/build/")
    assert "Different people for one resident" in says
    assert "Kari E." in says


def test_rows_are_moved_by_buttons_and_to_a_place(desk: Office, place: Municipality) -> None:
    for name in ("Aino", "Elli", "Helmi"):
        make_resident(place, name, **CALL)
    ring = _proposed(desk, place)
    before = _names(ring, "resident")
    first = ring.members.get(person__first_name=before[0])
    url = f"/rings/{ring.pk}/build/members/{first.pk}/"
    desk.sends(url, do="later")
    assert _names(ring, "resident") == [before[1], before[0], before[2]]
    desk.sends(url, place=3)
    assert _names(ring, "resident") == [before[1], before[2], before[0]]
    says = desk.sends(url, do="out")
    assert f"{first.person} is no longer in the ring." in says
    assert len(_names(ring, "resident")) == 2


def test_an_old_page_changes_nothing(desk: Office, place: Municipality) -> None:
    for name in ("Aino", "Elli"):
        make_resident(place, name, **CALL)
    ring = _proposed(desk, place)
    before = _names(ring, "resident")
    first = ring.members.get(person__first_name=before[0])
    says = desk.sends(f"/rings/{ring.pk}/build/members/{first.pk}/", do="later", seen="1")
    assert "Somebody else changed this ring meanwhile." in says
    assert _names(ring, "resident") == before


def test_a_running_ring_is_asked_about_first(desk: Office, place: Municipality) -> None:
    for name in ("Aino", "Elli"):
        make_resident(place, name, **CALL)
    ring = _proposed(desk, place)
    desk.sends(f"/rings/{ring.pk}/publish/")
    member = ring.members.get(person__first_name="Elli")
    url = f"/rings/{ring.pk}/build/members/{member.pk}/"
    says = desk.sends(url, do="out")
    assert "The ring is running. Nothing is saved yet." in says
    assert ring.members.filter(pk=member.pk).exists()
    desk.sends(url, do="out", sure=1)
    assert "Elli" not in [row.member.person.first_name for row in sheet_of(ring, NOW).residents]


def test_suggestions_stand_beside_with_reasons_and_are_added(
    desk: Office, place: Municipality
) -> None:
    aino = make_resident(place, "Aino", **CALL)
    ring = _proposed(desk, place)
    liisa = make_volunteer(place, "Liisa", tasks=["call"])
    apart = make_volunteer(place, "Pekka", tasks=["call"])
    prefer(aino, apart, "apart")
    says = desk.opens(f"/rings/{ring.pk}/build/")
    assert "Add Liisa Esimerkki" in says
    assert "Familiar, but cannot be added" in says
    assert "These two are not to be together." in says
    assert "Add Pekka Esimerkki" not in says
    says = desk.sends(f"/rings/{ring.pk}/build/add/helper/", person=liisa.pk)
    assert "Liisa Esimerkki is now in the ring." in says
    says = desk.sends(
        f"/rings/{ring.pk}/build/add/helper/", person=apart.pk, cause="siitä huolimatta"
    )
    assert "This cannot be chosen" in says
    assert sorted(_names(ring, "helper")) == ["Kari", "Liisa", "Sari"]
    assert not Override.objects.exists()


def test_against_advice_a_cause_is_asked_for_and_kept(desk: Office, place: Municipality) -> None:
    aino = make_resident(place, "Aino", **CALL)
    ring = _proposed(desk, place)
    liisa = make_volunteer(place, "Liisa", tasks=["call"], availability_note="Sovitaan joka kerta")
    says = desk.opens(f"/rings/{ring.pk}/build/")
    assert "Add all the same Liisa Esimerkki" in says
    url = f"/rings/{ring.pk}/build/add/helper/"
    says = desk.sends(url, 422, person=liisa.pk)
    assert "Has told free hours in own words only" in says
    desk.sends(url, 422, person=liisa.pk, cause=" ")
    assert "Liisa" not in _names(ring, "helper")
    desk.sends(url, person=liisa.pk, cause="Sovittu puhelimessa")
    kept = Override.objects.get()
    assert (kept.resident, kept.volunteer, kept.cause) == (aino, liisa, "Sovittu puhelimessa")
    assert "Liisa" in _names(ring, "helper")


def test_a_rehearsal_keeps_nothing_and_says_when_nobody_can(
    desk: Office, place: Municipality
) -> None:
    make_resident(place, "Aino", **CALL)
    ring = _proposed(desk, place)
    for member in ring.members.filter(role=RingMember.Role.HELPER):
        Absence.objects.create(
            person=member.person,
            starts_on=date(2026, 12, 7),
            returns_on=date(2026, 12, 9),
            recorded_at=NOW,
        )
    found = rehearse(ring, NOW)
    assert [day.day for day in found.without] == [date(2026, 12, 7), date(2026, 12, 8)]
    assert {p.why for day in found.without for p in day.passed_over} == {"away"}
    assert [week.gaps for week in found.weeks] == [0, 2, 0, 0, 0, 0, 0, 0]
    assert found.sheet.away == 2
    says = desk.opens(f"/rings/{ring.pk}/build/rehearse/")
    assert "Kari E. is away" in says
    assert "This is a rehearsal: nothing is kept and nobody is told." in says
    assert not Occurrence.objects.exists()
    ring.refresh_from_db()
    assert ring.state == "draft"


def test_a_rehearsal_names_whoever_would_have_too_much(desk: Office, place: Municipality) -> None:
    for name in ("Aino", "Elli", "Helmi", "Toini"):
        make_resident(place, name, **CALL)
    ring = _proposed(desk, place)
    Person.objects.get(first_name="Kari").volunteer.__class__.objects.filter(
        person__first_name="Kari"
    ).update(capacity=1)
    found = rehearse(ring, NOW)
    assert [(o.row.member.person.first_name, o.people) for o in found.overloaded] == [("Kari", 2)]
    assert not found.is_smooth


def test_after_a_smooth_rehearsal_the_ring_is_published_with_its_plan(
    desk: Office, place: Municipality
) -> None:
    aino = make_resident(place, "Aino", **CALL)
    give_number("+358405550101", aino)
    ring = _proposed(desk, place)
    says = desk.opens(f"/rings/{ring.pk}/build/rehearse/")
    assert "Everybody has somebody every time, and nobody has too much." in says
    desk.sends(f"/rings/{ring.pk}/publish/")
    ring.refresh_from_db()
    assert ring.state == "published"
    planned = Occurrence.objects.filter(ring=ring)
    assert planned.count() >= 35
    assert all(occurrence.holder() for occurrence in planned)


def test_a_ring_needs_an_office_that_whoever_asks_works_for(
    desk: Office, place: Municipality
) -> None:
    make_resident(place, "Aino", **CALL)
    place.associations.clear()
    says = desk.sends("/rings/builder/", 422, kind="call", size=3)
    assert "You run no rings in that municipality." in says or "Nobody waits here." in says
    assert not Ring.objects.exists()
