"""Words that cannot be about what was asked last: nothing closes by them, and a person reads them."""

import pytest

from notifications.models import Inbound
from people.models import Person
from rings.models import Assignment, Occurrence
from rings.services.planning.publish import end_ring
from rings.services.swaps.ask import propose_swap, swappable
from tests.conversations.gigs import request, stage_of
from tests.conversations.village import MONDAY, Clock, Village


def test_a_call_told_of_after_a_yes_to_a_request_of_tomorrow_does_not_close_the_request(
    village: Village, clock: Clock, kari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[kari], residents=[veikko], at="9:00")
    clock.goes_to("9:02")
    gig = request(village, aino)
    clock.goes_to("9:05")
    village.phone_of(kari).answers("OK")
    assert stage_of(gig) == "filled"

    said = village.phone_of(kari).answers("soitettu, kaikki hyvin")

    assert stage_of(gig) == "filled"
    assert (said.state, said.queued_because) == (Inbound.State.QUEUED, "another_day")
    assert village.nobody_is_forgotten()


@pytest.mark.parametrize("words", ["käyty on", "ei ollut kotona"])
def test_a_visit_of_tomorrow_is_neither_done_nor_missed_today(
    village: Village, clock: Clock, kari: Person, aino: Person, words: str
) -> None:
    village.ring(
        helpers=[kari],
        residents=[aino],
        at="14:00",
        kind="visit",
        remind_before=24 * 60,
        slot_minutes=60,
    )
    clock.goes_to("14:01")
    visit = Occurrence.objects.filter(nominal_date__gt=MONDAY).earliest("nominal_date")
    village.phone_of(kari).answers(words)
    visit.refresh_from_db()
    assert visit.state == Occurrence.State.REMINDED
    assert not visit.outcomes.exists()


def test_a_yes_to_a_swap_of_a_ring_that_has_ended_says_nothing_of_a_turn_that_is_no_more(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("7:01")
    given = Assignment.objects.filter(occurrence__nominal_date__gt=MONDAY).order_by("pk")[0]
    wanted = swappable(given.occurrence, clock.now)[0]
    swap = propose_swap(given, wanted, by=village.by, now=clock.now)
    clock.goes_to("8:01")
    phone = village.phone_of(wanted.person).gets("vaihtaa")
    end_ring(ring, by=village.by, now=clock.now)

    said = phone.answers("OK")

    phone.gets("Kiitos")
    assert "ennallaan" not in " ".join(wanted.person.messages.values_list("body", flat=True))
    swap.refresh_from_db()
    assert swap.state == "withdrawn"
    assert said.queued_because == "not_asked"
    clock.goes_to_next_day("12:00")
    assert village.nobody_is_forgotten()
