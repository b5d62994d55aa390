"""The volunteer says nothing: reminded again, a stand-in is asked, then it is the coordinator's."""

from people.models import Person
from rings.models import Assignment
from tests.conversations.village import Clock, Village, duty


def test_after_two_reminders_a_stand_in_is_asked_and_her_yes_gives_her_the_call(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:00")
    village.phone_of(sari).gets("sinun vuorosi soittaa", "Aino")
    clock.goes_to("9:30")
    village.phone_of(sari).gets("muistuttaa", "Aino")
    village.phone_of(kari).gets_nothing()

    clock.goes_to("9:45")
    village.phone_of(kari).gets("tuurata", "9.00", "Aino")
    assert duty(village.occurrence(aino)).person == sari, "responsible until a stand-in says yes"

    clock.goes_to("9:50")
    village.phone_of(kari).answers("Joo, otan")
    village.phone_of(kari).gets("sinun vuorosi soittaa", "Aino 040 1230101")
    assert duty(village.occurrence(aino)).person == kari

    clock.goes_to("9:58")
    village.phone_of(kari).answers("soitettu, kaikki hyvin")
    call = village.occurrence(aino)
    assert (call.state, call.reason) == ("done", "reached")
    duties = {a.person.first_name: a.state for a in call.assignments.all()}
    assert duties == {"Sari": Assignment.State.RELEASED, "Kari": Assignment.State.DONE}
    assert village.nobody_is_forgotten()


def test_when_the_stand_in_says_no_the_coordinator_has_it_at_once(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:46")
    village.phone_of(kari).gets("tuurata")

    village.phone_of(kari).answers("ei käy tänään")

    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "silent")
    assert call.office_owner == village.coordinator
    village.phone("+358401239999").gets("1 asia", "9.00")
    assert village.nobody_is_forgotten()


def test_without_a_stand_in_the_coordinator_has_it_and_is_told_once_an_hour(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:45")
    call = village.occurrence(aino)
    assert (call.state, call.because) == ("escalated", "silent")
    office = village.phone("+358401239999")
    office.gets("9.00")

    clock.goes_to("10:44")
    assert len(office.unread()) <= 1, "at most one text an hour about the same call"
    clock.goes_to("15:00")
    call.refresh_from_db()
    assert call.state == "escalated", "only a person closes it"
    assert call.due_at is not None
    assert call.due_at > clock.now
    assert village.nobody_is_forgotten()


def test_a_late_word_from_the_volunteer_closes_what_the_coordinator_has(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("10:20")
    assert village.occurrence(aino).state == "escalated"

    village.phone_of(sari).answers("Soitin Ainolle, kaikki hyvin")

    assert village.occurrence(aino).state == "done"
    assert village.nobody_is_forgotten()
