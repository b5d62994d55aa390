"""However late a request is to be sent out, the office has it in time to ring round."""

from datetime import timedelta

from people.models import Person
from rings.rules.waves import ring_round_at
from rings.services.gigs.change import edit_gig
from tests.conversations.gigs import request, stage_of
from tests.conversations.village import MONDAY, Clock, Village, hour


def test_a_request_to_be_sent_out_after_its_hour_goes_to_the_office_before_it(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("8:30")
    gig = request(village, aino, day=MONDAY, at="12:00", send_at=clock.now + timedelta(hours=5))
    clock.goes_to("9:59")
    village.phone_of(sari).gets_nothing()
    assert stage_of(gig) == "offering"

    clock.goes_to("10:00")

    assert stage_of(gig) == "phoning"
    clock.goes_to("12:10")
    assert village.nobody_is_forgotten()


def test_a_request_written_down_at_night_for_the_early_morning_is_the_offices_at_once(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    gig = request(village, aino, day=MONDAY, at="7:30")

    clock.goes_to("7:01")

    assert stage_of(gig) == "phoning"
    clock.goes_to("7:40")
    assert village.nobody_is_forgotten()


def test_an_hour_moved_forward_does_not_wait_for_those_still_thinking_about_the_old_one(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    clock.goes_to("9:00")
    gig = request(village, aino, day=MONDAY, at="16:00")
    clock.goes_to("9:01")
    village.phone_of(sari).gets("16.00")

    edit_gig(gig, {"wall_time": hour("11:10")}, by=village.by, now=clock.now)

    gig.occurrence.refresh_from_db()
    assert gig.occurrence.due_at == ring_round_at(gig.occurrence.starts_at)
    clock.goes_to("9:11")
    assert stage_of(gig) == "phoning"
    village.phone_of(sari).gets("11.10").answers("kyllä")
    assert stage_of(gig) == "filled"
    assert village.nobody_is_forgotten()
