"""Sari and Aino are a pair: they try it for twelve weeks, go on, and part."""

from datetime import date, time

import pytest

from people.errors import RefusedError
from people.models import Person, Resident
from people.services.residents import end_resident
from rings.models import Occurrence, Pair, Ring
from rings.services.pairs.ending import end_pair, say_farewell
from rings.services.pairs.meeting import (
    STILL_TO_COME,
    begin_trial,
    introduce,
)
from rings.services.pairs.steps import APART
from rings.services.pairs.suggest import suggest_pair
from rings.services.pairs.trial import check
from rings.services.planning.publish import publish_ring
from tests.conversations.pairs import MEETS, THURSDAY, both_agree, next_of, on_trial
from tests.conversations.village import Clock, Village
from volunteers.models import Preference, Volunteer
from volunteers.services.lifecycle import move_volunteer


def test_the_trial_makes_a_draft_of_a_ring_at_the_hour_that_the_resident_wishes(
    village: Village, clock: Clock, pair: Pair, aino: Person, sari: Person
) -> None:
    Resident.objects.filter(person=aino).update(call_time=time(9, 30))
    both_agree(village, pair)
    introduce(pair, MEETS, by=village.by, now=clock.now)
    with pytest.raises(RefusedError, match=str(STILL_TO_COME)):
        begin_trial(pair, by=village.by, now=clock.now)
    clock.goes_to("10:00", day=date(2026, 11, 27))
    begin_trial(pair, by=village.by, now=clock.now)

    assert next_of(pair, clock) == ("trial", "check", date(2026, 12, 28))
    assert (pair.begun_on, pair.trial_until) == (THURSDAY, date(2027, 2, 18))
    ring = Ring.objects.get(pair=pair)
    assert (ring.state, ring.kind, ring.topology) == ("draft", "call", "pair")
    assert set(ring.members.values_list("person", "role")) == {
        (aino.pk, "resident"),
        (sari.pk, "helper"),
    }
    rule = ring.rules.get()
    assert (rule.weekdays, rule.wall_time) == ([3], time(9, 30))
    publish_ring(ring, by=village.by, now=clock.now)
    assert village.nobody_is_forgotten()


def test_each_month_both_are_asked_how_it_goes_and_after_twelve_weeks_they_settle(
    village: Village, clock: Clock, pair: Pair
) -> None:
    on_trial(village, pair)
    days = []
    for _month in range(3):
        days.append(next_of(pair, clock)[2])
        clock.goes_to("10:30", day=days[-1])
        step = next_of(pair, clock)[1]
        check(pair, "well", "Juttua riittää", by=village.by, now=clock.now)
    # The first falls on Christmas Eve, the next on a plain Thursday.
    assert days == [date(2026, 12, 28), date(2027, 1, 21), date(2027, 2, 18)]
    assert step == "trial_over"
    assert next_of(pair, clock) == ("settled", "review", date(2027, 5, 13))
    assert pair.checked_on == date(2027, 2, 18)
    assert (pair.note or "").splitlines()[-1] == "18.2.2027: Juttua riittää"
    assert village.nobody_is_forgotten()


def test_a_trial_in_which_something_should_be_put_right_goes_on_for_four_more_weeks(
    village: Village, clock: Clock, pair: Pair
) -> None:
    on_trial(village, pair)
    clock.goes_to("10:00", day=date(2027, 2, 18))
    check(pair, "mend", "", by=village.by, now=clock.now)
    assert next_of(pair, clock) == ("trial", "check", date(2027, 3, 18))
    clock.goes_to("10:00", day=date(2027, 3, 18))
    check(pair, "not_reached", "", by=village.by, now=clock.now)
    assert next_of(pair, clock) == ("trial", "trial_over", date(2027, 3, 23))
    check(pair, "well", "", by=village.by, now=clock.now)
    assert next_of(pair, clock)[0] == "settled"


def test_the_owner_hears_once_by_text_that_a_step_is_due_and_of_whom_only_on_the_page(
    village: Village, clock: Clock, pair: Pair
) -> None:
    clock.goes_to("10:01", day=date(2026, 11, 25))
    text = village.phone("+358401239999").gets("Vapari: Yksi pari odottaa sinulta")
    assert not text.unread()
    clock.goes_to("15:00", day=date(2026, 11, 27))
    text.gets_nothing()
    assert village.nobody_is_forgotten()


def test_a_pair_whose_owner_has_left_goes_to_a_colleague_in_the_same_minute(
    village: Village, clock: Clock, pair: Pair
) -> None:
    outi = type(village.coordinator).objects.create_user("outi@example.org", first_name="Outi")
    outi.roles.create(role="coordinator", municipality=village.place, valid_from=date(2026, 1, 1))
    village.coordinator.is_active = False
    village.coordinator.save()
    clock.goes_to("9:01")
    pair.refresh_from_db()
    assert pair.owner == outi


def test_an_ended_pair_stops_its_ring_and_waits_until_both_have_been_told(
    village: Village, clock: Clock, pair: Pair, aino: Person
) -> None:
    ring = on_trial(village, pair).ring
    assert ring is not None
    publish_ring(ring, by=village.by, now=clock.now)
    assert Occurrence.objects.open().filter(receiver=aino).count() == 8
    end_pair(pair, "not_suited", ring="end", by=village.by, now=clock.now, note="Ei yhteistä")
    ring.refresh_from_db()
    assert ring.state == "ended"
    assert not Occurrence.objects.open().filter(receiver=aino).exists()
    assert next_of(pair, clock) == ("ended", "farewell", date(2026, 11, 30))
    assert village.nobody_is_forgotten()
    say_farewell(pair, "Molemmat kiittivät", by=village.by, now=clock.now)
    assert next_of(pair, clock) == ("ended", "none", None)
    assert pair.farewell_done_at == clock.now
    assert not Preference.objects.exists()


def test_because_of_a_worry_the_two_are_kept_apart_and_cannot_become_a_pair_again(
    village: Village, clock: Clock, pair: Pair, aino: Person, sari: Person
) -> None:
    on_trial(village, pair)
    end_pair(pair, "concern", ring="pause", by=village.by, now=clock.now)
    wish = Preference.objects.standing().get()
    assert (wish.resident, wish.volunteer, wish.kind, wish.said_by) == (
        aino,
        sari,
        "apart",
        "office",
    )
    with pytest.raises(RefusedError, match=str(APART)):
        suggest_pair(aino, sari, "visit", by=village.by, now=clock.now)


def test_when_the_resident_has_died_the_pair_and_its_ring_end_and_the_volunteer_is_to_be_told(
    village: Village, clock: Clock, pair: Pair, aino: Person
) -> None:
    ring = on_trial(village, pair).ring
    assert ring is not None
    publish_ring(ring, by=village.by, now=clock.now)
    end_resident(Resident.objects.get(person=aino), "died", by=village.by, now=clock.now)
    assert next_of(pair, clock)[:2] == ("ended", "farewell")
    assert pair.ended_for == "died"
    ring.refresh_from_db()
    assert ring.state == "ended"
    assert village.nobody_is_forgotten()


def test_when_the_volunteer_leaves_the_pair_ends_and_the_turns_look_for_somebody_else(
    village: Village, clock: Clock, pair: Pair, aino: Person, sari: Person
) -> None:
    ring = on_trial(village, pair).ring
    assert ring is not None
    publish_ring(ring, by=village.by, now=clock.now)
    volunteer = Volunteer.objects.get(person=sari)
    move_volunteer(volunteer, "leave", by=village.by, now=clock.now, reason="muutto")
    assert next_of(pair, clock)[:2] == ("ended", "farewell")
    assert pair.ended_for == "health"
    ring.refresh_from_db()
    assert ring.state == "published"
    assert Occurrence.objects.open().filter(receiver=aino).exists()
    assert village.nobody_is_forgotten()
