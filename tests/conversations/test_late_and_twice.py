"""Words that come late, or after the office has already noted what happened."""

from directory.actors import staff as by_staff
from people.models import Person
from rings.models import Occurrence
from rings.services.attending.hand import leave_unreported
from rings.services.attending.outcomes import record_outcome
from tests.conversations.village import MONDAY, Clock, Village


def test_yesterdays_call_told_the_next_morning_is_done_yesterday(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="18:00")
    clock.goes_to("18:00")
    village.phone_of(sari).gets("klo 18.00")
    clock.goes_to_next_day("8:30")

    village.phone_of(sari).answers("Soitin illalla, kaikki hyvin")

    yesterday = Occurrence.objects.get(receiver=aino, nominal_date=MONDAY)
    assert (yesterday.state, yesterday.reason) == ("done", "reached")
    assert village.occurrence(aino).state == "planned"


def test_a_report_after_never_reported_makes_it_done(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("10:00")
    leave_unreported(village.occurrence(aino), by=village.by, now=clock.now)
    assert village.occurrence(aino).state == "unreported"

    village.phone_of(sari).answers("soitin kyllä, kaikki hyvin")

    assert village.occurrence(aino).state == "done"


def test_an_answer_after_the_coordinator_has_recorded_is_kept_and_changes_nothing(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    call = village.occurrence(aino)
    behalf = by_staff(village.coordinator.pk, channel="phone", on_behalf_of=sari.pk)
    record_outcome(call, "reached", by=behalf, now=clock.now, reported_by=sari, minutes=12)
    closed_at = village.occurrence(aino).closed_at
    clock.goes_to("9:40")
    assert len(village.phone_of(sari).unread()) == 1, "no second reminder"

    village.phone_of(sari).answers("ok")

    call.refresh_from_db()
    assert (call.state, call.closed_at) == ("done", closed_at)
    first, second = call.outcomes.all()
    assert (first.recorded_by, first.reported_by, first.channel) == (
        village.coordinator,
        sari,
        "phone",
    )
    assert (first.minutes, second.recorded_by, second.channel) == (12, None, "sms")
    assert village.nobody_is_forgotten()
