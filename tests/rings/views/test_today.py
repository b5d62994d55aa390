"""Today: what needs a person first, then how the day stands."""

import pytest
from pytest_django import DjangoAssertNumQueries

from people.models import Person
from rings.models import Occurrence, Outcome
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk


def test_a_late_call_stands_first_with_whom_to_ring_next(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("10:05")
    says = desk.opens("/today/")
    assert "1 needs you" in says
    assert says.index("1 needs you") < says.index("Rings of the day")
    assert "9.00 Aino Esimerkki" in says
    assert "Ring Sari Esimerkki 040 123 0001" in says
    assert "65 minutes late" in says
    call = village.occurrence(aino)
    page = desk.html("/today/")
    assert f'href="/occurrences/{call.pk}/"' in page
    assert 'href="tel:+358401230001"' in page


def test_after_a_while_the_next_to_ring_is_the_residents_own_contact(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("10:40")
    assert "Ring Tiina Esimerkki (tytär) 040 123 0555" in desk.opens("/today/")


def test_a_quiet_day_says_what_comes_next(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="17:00")
    says = desk.opens("/today/")
    assert "All quiet. Next: 17.00 Aino Esimerkki, Soittorinki." in says
    assert "0 / 1 done" in says


def test_a_day_with_no_rings_leads_to_the_rings(desk: Desk) -> None:
    assert "Nothing is planned for today. See the rings" in desk.opens("/today/")


def test_a_volunteers_phone_call_is_recorded_on_her_behalf(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:20")
    call = village.occurrence(aino)
    says = desk.sends(
        "/today/record/", contact=call.pk, result="reached", reporter="helper", note="Iloinen"
    )
    assert "Recorded: Aino Esimerkki." in says
    report = Outcome.objects.get(occurrence=call)
    assert (report.reported_by, report.recorded_by) == (sari, village.coordinator)
    assert (report.channel, report.note) == ("web", "Iloinen")
    call.refresh_from_db()
    assert call.state == Occurrence.State.DONE


def test_a_record_without_a_call_is_asked_for_one_and_writes_nothing(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino])
    says = desk.sends("/today/record/", 422, result="reached", reporter="helper")
    assert "Please check these Which call or visit?: " in says
    assert not Outcome.objects.exists()


def test_a_report_on_a_closed_call_is_kept_and_said_so(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    call = village.occurrence(aino)
    village.phone_of(sari).gets("vuorosi").answers("ok")
    says = desk.sends("/today/record/", contact=call.pk, result="no_answer", reporter="office")
    assert "Aino Esimerkki was closed already. The report is kept." in says
    call.refresh_from_db()
    assert (call.state, call.outcomes.count()) == ("done", 2)


def test_the_list_shows_only_the_state_asked_for(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(helpers=[sari], residents=[veikko], at="18:00")
    clock.goes_to("9:05")
    says = desk.opens("/today/?state=reminded")
    listed = says[says.index("Calls and visits of the day") : says.index("Record a call")]
    assert "1 call or visit" in listed
    assert "Aino" in listed
    assert "Veikko" not in listed


def test_the_refreshed_part_is_the_board_alone(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino])
    part = desk.opens("/today/?part=board")
    assert "Rings of the day" in part
    assert "Record a call" not in part
    assert "Main menu" not in part


def test_a_stopped_clock_is_said_aloud(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:01")
    assert "Rinki is late with its texts." not in desk.opens("/today/")
    due = village.occurrence(aino).due_at
    assert due is not None
    clock.now = due.replace(minute=due.minute + 4)
    assert "Rinki is late with its texts." in desk.opens("/today/")


def test_what_is_elsewhere_is_not_shown(
    elsewhere: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("10:30")
    says = elsewhere.opens("/today/")
    assert "Nothing is planned for today." in says
    assert "Aino" not in says


def test_a_reader_of_counts_is_turned_away(
    reader: Desk, village: Village, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino])
    for url in ("/today/", "/rings/"):
        assert "Aino" not in reader.opens(url, 403)


@pytest.mark.parametrize("residents", [3, 40])
def test_today_costs_at_most_25_queries_whatever_its_size(
    desk: Desk,
    village: Village,
    clock: Clock,
    sari: Person,
    kari: Person,
    residents: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [village.resident(f"Asukas{n}", f"+3584099{n:05d}") for n in range(residents)]
    for start in range(0, residents, 10):
        village.ring(helpers=[sari, kari], residents=people[start : start + 10], at="9:00")
    clock.goes_to("10:30")
    with django_assert_max_num_queries(25):
        says = desk.opens("/today/?needs=all")
    assert f"{residents} need you" in says


def test_with_very_many_open_calls_the_ring_is_chosen_first(
    desk: Desk,
    village: Village,
    sari: Person,
    aino: Person,
    veikko: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rings.forms.record.LONG_LIST", 1)
    village.ring(helpers=[sari], residents=[aino])
    second = village.ring(helpers=[sari], residents=[veikko])
    page = desk.html("/today/")
    assert 'id="choose-ring"' in page
    assert 'name="contact"' not in page
    page = desk.html(f"/today/?ring={second.pk}")
    options = page[page.index('name="contact"') :]
    assert "9.00 Veikko Esimerkki" in options
    assert "9.00 Aino Esimerkki" not in options
