"""The pages of hours: a volunteer's month, the office's month, the table and the card."""

from datetime import date

import pytest

from directory.models import Association, StaffRole, User
from people.models import Person
from people.services.erasure import erase_person
from people.services.export import export_person
from rings.models import ExtraWork
from rings.services.hours.log import log_of
from rings.services.hours.record import Told, add_work
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def desk(village: Village, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("django.utils.timezone.now", lambda: village.clock.now)
    return Desk(village, village.coordinator)


@pytest.fixture
def month(village: Village, clock: Clock, sari: Person, aino: Person) -> str:
    """Return the address of Sari's November: one call, and two hours at the café."""
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:00")
    village.phone_of(sari).answers("ok")
    told = Told(date(2026, 11, 20), "other", 120, "kahvila")
    add_work(sari, told, village.office, by=village.by, now=clock.now)
    return f"/people/{sari.pk}/work/"


def seen(desk: Desk, url: str) -> str:
    """Return what the form of the sum carries along."""
    return desk.html(url).rpartition('name="seen" value="')[2].partition('"')[0]


def test_the_month_lists_turns_and_other_work_with_their_sum(
    desk: Desk, month: str, sari: Person
) -> None:
    page = desk.opens(month)
    assert "November 2026" in page
    assert "Calls: Aino Esimerkki" in page
    assert "15 min usual time" in page
    assert "Other: kahvila" in page
    assert "2 times, 2 h 15 min" in page
    assert "2 times" in desk.opens(f"/people/{sari.pk}/")
    assert "Nothing was done" in desk.opens(f"{month}?month=2026-09")


def test_other_work_is_added_as_people_say_it(desk: Desk, month: str, sari: Person) -> None:
    page = desk.sends(
        f"{month}add/?month=2026-11",
        day="2026-10-05",
        kind="visit",
        minutes="puolitoista tuntia",
        note="",
        association=Association.objects.get().pk,
    )
    assert "October 2026" in page
    assert "1 h 30 min" in page
    assert log_of(sari, date(2026, 10, 1)).minutes == 90


@pytest.mark.parametrize(
    ("day", "minutes", "why"),
    [
        ("2026-11-24", "1 h", "still to come"),
        ("2026-11-20", "monta tuntia", "1,5 h or 45 min"),
        ("2026-11-20", "0", "1,5 h or 45 min"),
    ],
)
def test_what_is_not_clear_is_asked_again(
    desk: Desk, month: str, day: str, minutes: str, why: str
) -> None:
    office = Association.objects.get().pk
    page = desk.sends(
        f"{month}add/", 422, day=day, kind="help", minutes=minutes, association=office
    )
    assert why in page
    assert ExtraWork.objects.count() == 1


def test_the_sum_is_put_right_once_and_the_second_save_sees_the_conflict(
    desk: Desk, month: str, sari: Person
) -> None:
    office, old = Association.objects.get().pk, seen(desk, month)
    page = desk.sends(f"{month}sum/?month=2026-11", total="5", association=office, seen=old)
    assert "2 times, 5 h" in page
    page = desk.sends(f"{month}sum/?month=2026-11", 409, total="7", association=office, seen=old)
    assert "Somebody was quicker" in page
    assert log_of(sari, NOVEMBER).minutes == 300


def test_the_office_sees_its_month_and_takes_the_table_along(
    desk: Desk, month: str, village: Village, clock: Clock
) -> None:
    liisa = village.volunteer("=Liisa", "+358401230077")
    add_work(liisa, Told(NOVEMBER, "help", 90), village.office, by=village.by, now=clock.now)
    page = desk.opens("/hours/?month=2026-11")
    assert "Sari Esimerkki" in page
    assert "Times 3 Hours done 3 h 45 min People helped 1 Volunteers 2" in page
    lines = desk.html("/hours/table/?month=2026-11").splitlines()
    assert (
        lines[0]
        == "\ufeffVolunteer;Times;calls (h);visits (h);help (h);rides (h);other (h);Hours done"
    )
    assert "Sari Esimerkki;2;0,25;0,00;0,00;0,00;2,00;2,25" in lines
    assert "'=Liisa Esimerkki;1;0,00;0,00;1,50;0,00;0,00;1,50" in lines


def test_the_card_names_no_resident(desk: Desk, month: str) -> None:
    page = desk.opens(f"{month}card/?month=2026-11")
    assert "Hour card: Sari Esimerkki, November 2026" in page
    assert "Aino" not in page
    assert "014 555 0100" in page
    assert "Destroy this paper" in page


def test_a_resident_has_no_page_of_hours_and_a_reader_of_counts_neither(
    desk: Desk, village: Village, month: str, aino: Person
) -> None:
    desk.opens(f"/people/{aino.pk}/work/", 404)
    reader = User.objects.create_user("lukija@example.org")
    StaffRole.objects.create(
        user=reader,
        role=StaffRole.Role.READER,
        municipality=village.place,
        valid_from=date(2026, 1, 1),
    )
    for url in (month, "/hours/", "/hours/table/"):
        Desk(village, reader).opens(url, 403)


def test_an_export_holds_the_hours_and_erasure_keeps_the_counts(
    desk: Desk, month: str, village: Village, clock: Clock, sari: Person
) -> None:
    data = export_person(sari, user=desk.user, by=village.by, now=clock.now)
    assert [row["minutes"] for row in data["hours"]] == [120]
    erase_person(sari, by=village.by, now=clock.now)
    row = ExtraWork.objects.get()
    assert (row.minutes, row.note) == (120, "")
