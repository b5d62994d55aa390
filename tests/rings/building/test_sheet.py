"""The builder's page of a ring: its sheet, moving and adding people, and a rehearsal."""

from datetime import date

from directory.models import Municipality
from people.models import Absence, Person
from rings.models import Occurrence, Override, Ring, RingMember
from rings.services.building.rehearse import rehearse
from rings.services.building.sheet import sheet_of
from tests.rings.building.conftest import Office
from tests.rings.building.proposing import CALL, helpers, names, propose
from tests.rings.matching.world import (
    NOW,
    give_number,
    make_resident,
    make_volunteer,
    prefer,
)


def _proposed(desk: Office, place: Municipality) -> Ring:
    helpers(place, "Kari", "Sari")
    return propose(desk)


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
    before = names(ring, "resident")
    first = ring.members.get(person__first_name=before[0])
    url = f"/rings/{ring.pk}/build/members/{first.pk}/"
    desk.sends(url, do="later")
    assert names(ring, "resident") == [before[1], before[0], before[2]]
    desk.sends(url, place=3)
    assert names(ring, "resident") == [before[1], before[2], before[0]]
    says = desk.sends(url, do="out")
    assert f"{first.person} is no longer in the ring." in says
    assert len(names(ring, "resident")) == 2


def test_an_old_page_changes_nothing(desk: Office, place: Municipality) -> None:
    for name in ("Aino", "Elli"):
        make_resident(place, name, **CALL)
    ring = _proposed(desk, place)
    before = names(ring, "resident")
    first = ring.members.get(person__first_name=before[0])
    says = desk.sends(f"/rings/{ring.pk}/build/members/{first.pk}/", do="later", seen="1")
    assert "Somebody else changed this ring meanwhile." in says
    assert names(ring, "resident") == before


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
    assert sorted(names(ring, "helper")) == ["Kari", "Liisa", "Sari"]
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
    assert "Liisa" not in names(ring, "helper")
    desk.sends(url, person=liisa.pk, cause="Sovittu puhelimessa")
    kept = Override.objects.get()
    assert (kept.resident, kept.volunteer, kept.cause) == (aino, liisa, "Sovittu puhelimessa")
    assert "Liisa" in names(ring, "helper")


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
