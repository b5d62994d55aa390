"""The page of one call: its story, and all that a coordinator can do about it."""

from datetime import date

from people.models import AccessLog, Person
from rings.models import Assignment, Occurrence
from tests.conversations.village import MONDAY, Clock, Village, duty
from tests.rings.desk import Desk
from volunteers.models import Volunteer


def seen_on(desk: Desk, call: Occurrence) -> str:
    """Return what the forms of the page carry along as the newest thing seen."""
    page = desk.html(f"/occurrences/{call.pk}/")
    return page.split('name="seen" value="')[1].split('"')[0]


def test_the_story_tells_what_was_written_and_by_whom(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    village.phone_of(sari).gets("vuorosi").answers("ok, kaikki hyvin")
    call = village.occurrence(aino)
    says = desk.opens(f"/occurrences/{call.pk}/")
    story = says[says.index("What has happened") :]
    asked, answer, report = (
        story.index("Text to Sari Esimerkki"),
        story.index("Text from Sari Esimerkki ok, kaikki hyvin"),
        story.index("Report: reached, all well"),
    )
    assert asked < answer
    assert asked < report


def test_a_call_that_is_over_still_tells_who_made_it(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    village.phone_of(sari).gets("vuorosi").answers("ok")
    says = desk.opens(f"/occurrences/{village.occurrence(aino).pk}/")
    assert "Volunteer Sari Esimerkki" in says


def test_looking_at_a_call_is_logged_as_looking_at_the_resident(
    desk: Desk, village: Village, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino])
    says = desk.opens(f"/occurrences/{village.occurrence(aino).pk}/")
    assert "Tiina Esimerkki (tytär)" in says
    assert AccessLog.objects.filter(user=desk.user, person=aino).count() == 1


def test_the_resident_may_say_how_it_went_through_the_coordinator(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:20")
    call = village.occurrence(aino)
    says = desk.sends(
        f"/occurrences/{call.pk}/record/",
        seen=seen_on(desk, call),
        result="reached",
        reporter="resident",
    )
    assert "Recorded." in says
    assert "Aino Esimerkki, recorded by Kirsi" in says
    call.refresh_from_db()
    assert (call.state, call.reason) == ("done", "by_other")


def test_the_second_of_two_saves_sees_the_conflict_and_loses_nothing(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:20")
    call = village.occurrence(aino)
    seen = seen_on(desk, call)
    record = f"/occurrences/{call.pk}/record/"
    desk.sends(record, seen=seen, result="reached", reporter="helper")
    says = desk.sends(record, 409, seen=seen, result="no_answer", reporter="office", note="Kolme")
    assert "Somebody was quicker" in says
    assert "Kolme" in says, "what was typed is still there"
    call.refresh_from_db()
    assert (call.state, call.outcomes.count()) == ("done", 1)


def test_another_volunteer_of_the_ring_gets_the_turn_and_a_text(
    desk: Desk, village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("8:00")
    call = village.occurrence(aino)
    says = desk.sends(f"/occurrences/{call.pk}/assign/", seen=seen_on(desk, call), person=kari.pk)
    assert "Kari Esimerkki has the turn now." in says
    clock.goes_to("9:01")
    village.phone_of(kari).gets("vuorosi", "Aino")
    village.phone_of(sari).gets_nothing()


def test_whoever_may_not_have_a_turn_is_shown_with_why_and_refused(
    desk: Desk, village: Village, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino])
    Volunteer.objects.filter(person=kari).update(state=Volunteer.State.PAUSED)
    call = village.occurrence(aino)
    assert "Kari Esimerkki Is having a break." in desk.opens(f"/occurrences/{call.pk}/")
    says = desk.sends(f"/occurrences/{call.pk}/assign/", 422, person=kari.pk)
    assert "This could not be done Is having a break." in says
    assert duty(call).person == sari


def test_a_volunteer_outside_the_ring_can_be_found_by_name(
    desk: Desk, village: Village, sari: Person, liisa: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino])
    call = village.occurrence(aino)
    says = desk.sends(f"/occurrences/{call.pk}/choose/", name="liisa")
    assert "Liisa Esimerkki" in says
    assert "Kari Esimerkki" not in says


def test_the_others_of_the_ring_are_asked_and_the_first_yes_gets_it(
    desk: Desk, village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="12:00")
    clock.goes_to("9:00")
    call = village.occurrence(aino)
    says = desk.sends(f"/occurrences/{call.pk}/ask/", seen=seen_on(desk, call))
    assert "The others of the ring are asked within a minute." in says
    clock.goes_to("9:02")
    village.phone_of(kari).gets("tuurata").answers("joo")
    duty = Assignment.objects.get(occurrence=call, state__in=Assignment.LIVE)
    assert duty.person == kari


def test_where_nobody_else_is_in_the_ring_no_button_promises_to_ask_the_others(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="12:00")
    clock.goes_to("9:00")
    says = desk.opens(f"/occurrences/{village.occurrence(aino).pk}/")
    assert "Nobody else in this ring." in says
    assert "Choose among all volunteers" in says
    assert "Ask the others by text" not in says


def test_a_coordinator_takes_it_in_hand_and_settles_it(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:10")
    call = village.occurrence(aino)
    url = f"/occurrences/{call.pk}/"
    assert "You are in charge of this now." in desk.sends(f"{url}take/", seen=seen_on(desk, call))
    says = desk.sends(f"{url}close/", 422, seen=seen_on(desk, call), how="other")
    assert "Write in a few words how it came out." in says
    says = desk.sends(
        f"{url}close/", seen=seen_on(desk, call), how="contact_told", note="Tytär käy"
    )
    assert "Closed." in says
    call.refresh_from_db()
    assert (call.state, call.reason) == ("resolved", "contact_told")
    assert call.outcomes.get().note == "Tytär käy"


def test_a_call_moves_to_another_hour_but_never_into_the_past(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("8:30")
    call = village.occurrence(aino)
    url = f"/occurrences/{call.pk}/move/"
    says = desk.sends(url, 422, day=MONDAY.isoformat(), hour="8")
    assert "That hour is past." in says
    says = desk.sends(url, day=MONDAY.isoformat(), hour="15.30")
    assert "Moved." in says
    assert "at 15.30" in says
    call.refresh_from_db()
    assert call.state == "moved"


def test_a_call_elsewhere_does_not_exist(
    elsewhere: Desk, village: Village, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino])
    call = village.occurrence(aino)
    assert "Aino" not in elsewhere.opens(f"/occurrences/{call.pk}/", 404)
    elsewhere.sends(f"/occurrences/{call.pk}/record/", 404, result="reached", reporter="office")
    call.refresh_from_db()
    assert call.state == "planned"
    assert call.nominal_date == date(2026, 11, 23)
