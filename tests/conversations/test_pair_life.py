"""Aino and Sari become a pair: both are asked, they meet, try it for twelve weeks, go on, and part."""

from datetime import date, time

import pytest

from directory.actors import CLOCK
from directory.localtime import instant, local_date
from people.errors import RefusedError
from people.models import Person, Resident
from people.services.residents import end_resident
from rings.models import Occurrence, Pair, Ring
from rings.services.pairs.asking import ask_both, record_answers
from rings.services.pairs.ending import end_pair, say_farewell
from rings.services.pairs.meeting import (
    IN_THE_PAST,
    NOT_BOTH,
    STILL_TO_COME,
    begin_trial,
    introduce,
)
from rings.services.pairs.steps import APART, step_of
from rings.services.pairs.suggest import IS_ONE, suggest_pair
from rings.services.pairs.trial import check
from rings.services.planning.publish import publish_ring
from tests.conversations.village import Clock, Village
from volunteers.models import Preference, Volunteer
from volunteers.services.lifecycle import move_volunteer
from volunteers.services.preferences import record_wish

THURSDAY = date(2026, 11, 26)
MEETS = instant(THURSDAY, time(14))


@pytest.fixture
def pair(village: Village, clock: Clock, aino: Person, sari: Person) -> Pair:
    """Sari is suggested to Aino on Monday at nine."""
    clock.goes_to("9:00")
    return suggest_pair(aino, sari, "call", by=village.by, now=clock.now)


def asked(village: Village, pair: Pair) -> Pair:
    return ask_both(pair, by_text=True, by=village.by, now=village.clock.now)


def both_agree(village: Village, pair: Pair) -> Pair:
    ask_both(pair, by_text=False, by=village.by, now=village.clock.now)
    return record_answers(pair, "yes", "yes", by=village.by, now=village.clock.now)


def on_trial(village: Village, pair: Pair) -> Pair:
    both_agree(village, pair)
    introduce(pair, MEETS, by=village.by, now=village.clock.now)
    village.clock.goes_to("10:00", day=date(2026, 11, 27))
    return begin_trial(pair, by=village.by, now=village.clock.now)


def next_of(pair: Pair, clock: Clock) -> tuple[str, str, date | None]:
    """Return the state of the pair, what its owner does next, and on which day."""
    pair.refresh_from_db()
    due = local_date(pair.due_at) if pair.due_at else None
    return pair.state, step_of(pair, local_date(clock.now)).value, due


def test_a_suggestion_tells_nobody_and_has_an_owner_and_a_day(
    village: Village, clock: Clock, pair: Pair, aino: Person, sari: Person
) -> None:
    assert pair.owner == village.coordinator
    assert next_of(pair, clock) == ("suggested", "decide", date(2026, 11, 25))
    clock.goes_to("12:00")
    village.phone_of(sari).gets_nothing()
    village.phone_of(aino).gets_nothing()
    assert village.nobody_is_forgotten()


def test_the_volunteer_is_asked_by_one_text_without_any_name_or_address_and_says_yes(
    village: Village, clock: Clock, pair: Pair, aino: Person, sari: Person
) -> None:
    Person.objects.filter(pk=aino.pk).update(address="Keskustie 4", village="Kyyjärventie")
    asked(village, pair)
    clock.goes_to("9:01")
    phone = village.phone_of(sari).gets("Haluaisitko tutustua", "Soitto kerran viikossa, Karstula")
    body = sari.messages.get().body
    assert not [word for word in ("Aino", "Keskustie", "Kyyjärventie", "0101") if word in body]
    village.phone_of(aino).gets_nothing()
    assert next_of(pair, clock)[1] == "hear"

    phone.answers("Joo kyllä mielelläni")
    phone.gets("Kiitos Sari!")
    assert next_of(pair, clock) == ("asking", "hear", date(2026, 11, 23))
    assert (pair.volunteer_says, pair.resident_says) == ("yes", "")
    record_answers(pair, "yes", "yes", by=village.by, now=clock.now)
    assert next_of(pair, clock)[1] == "agree"
    assert village.nobody_is_forgotten()


def test_a_no_by_text_comes_to_the_owner_who_parts_them_and_nobody_needs_a_farewell(
    village: Village, clock: Clock, pair: Pair, sari: Person
) -> None:
    asked(village, pair)
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Haluaisitko").answers("en nyt ehdi")
    assert next_of(pair, clock) == ("asking", "part", date(2026, 11, 23))
    end_pair(pair, "volunteer_no", ring="end", by=village.by, now=clock.now)
    assert next_of(pair, clock) == ("ended", "none", None)
    assert village.nobody_is_forgotten()


def test_what_is_neither_yes_nor_no_is_read_by_a_person_and_the_question_stays_open(
    village: Village, clock: Clock, pair: Pair, sari: Person
) -> None:
    asked(village, pair)
    clock.goes_to("9:01")
    read = village.phone_of(sari).gets("Haluaisitko").answers("minkä ikäinen hän on?")
    assert read.state == "queued"
    village.phone_of(sari).gets("014 555 0100").answers("kyllä")
    assert (next_of(pair, clock)[0], pair.volunteer_says) == ("asking", "yes")


def test_a_yes_after_the_pair_was_given_up_changes_nothing_and_is_read_by_a_person(
    village: Village, clock: Clock, pair: Pair, sari: Person
) -> None:
    asked(village, pair)
    clock.goes_to("9:01")
    text = village.phone_of(sari).gets("Haluaisitko")
    end_pair(pair, "resident_no", ring="end", by=village.by, now=clock.now)
    assert text.answers("kyllä").state == "queued"
    assert (next_of(pair, clock)[0], pair.volunteer_says) == ("ended", "")


def test_only_with_the_date_of_the_first_meeting_both_learn_who_the_other_is(
    village: Village, clock: Clock, pair: Pair, aino: Person, sari: Person
) -> None:
    ask_both(pair, by_text=False, by=village.by, now=clock.now)
    with pytest.raises(RefusedError, match=str(NOT_BOTH)):
        introduce(pair, MEETS, by=village.by, now=clock.now)
    record_answers(pair, "yes", "yes", by=village.by, now=clock.now)
    with pytest.raises(RefusedError, match=str(IN_THE_PAST)):
        introduce(pair, clock.now, by=village.by, now=clock.now)

    assert introduce(pair, MEETS, by=village.by, now=clock.now) == []
    clock.goes_to("9:05")
    village.phone_of(sari).gets("torstaina 26.11. klo 14.00: Aino, 040 1230101.")
    village.phone_of(aino).gets("Sari soittaa sinulle ensi kerran torstaina 26.11. klo 14.00")
    assert next_of(pair, clock) == ("introduced", "meeting", date(2026, 11, 27))
    assert village.nobody_is_forgotten()


def test_a_visit_gives_the_address_too_unless_the_resident_does_not_want_it_told(
    village: Village, clock: Clock, aino: Person, sari: Person
) -> None:
    Person.objects.filter(pk=aino.pk).update(address="Keskustie 4")
    clock.goes_to("9:00")
    pair = suggest_pair(aino, sari, "visit", by=village.by, now=clock.now)
    both_agree(village, pair)
    introduce(pair, MEETS, by=village.by, now=clock.now)
    clock.goes_to("9:05")
    village.phone_of(sari).gets("Aino, 040 1230101, Keskustie 4.")
    village.phone_of(aino).gets("Sari tulee käymään ensi kerran")
    aino.consents.create(
        kind="address", answer="refused", channel="oral", wording="v1", recorded_at=clock.now
    )
    introduce(pair, instant(THURSDAY, time(15)), by=village.by, now=clock.now)
    clock.goes_to("9:10")
    village.phone_of(sari).gets("klo 15.00: Aino, 040 1230101. Jos")


def test_whom_no_text_reaches_is_named_so_that_they_are_rung(
    village: Village, clock: Clock, sari: Person
) -> None:
    lahja = village.resident("Lahja", "+358143450001", kind="landline")
    clock.goes_to("9:00")
    pair = suggest_pair(lahja, sari, "call", by=village.by, now=clock.now)
    both_agree(village, pair)
    assert introduce(pair, MEETS, by=village.by, now=clock.now) == [lahja]


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


def test_the_same_two_are_not_suggested_twice_and_one_kept_apart_is_not_asked(
    village: Village, clock: Clock, pair: Pair, aino: Person, sari: Person
) -> None:
    with pytest.raises(RefusedError, match=str(IS_ONE)):
        suggest_pair(aino, sari, "call", by=village.by, now=clock.now)
    record_wish(aino, sari, "apart", said_by="resident", by=village.by, now=clock.now)
    with pytest.raises(RefusedError, match=str(APART)):
        asked(village, pair)


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


def test_a_suggestion_by_the_system_falls_to_whoever_answers_there(
    village: Village, clock: Clock, aino: Person, kari: Person
) -> None:
    pair = suggest_pair(aino, kari, "call", by=CLOCK, now=clock.now, why=[["distance", 20, "2 km"]])
    assert (pair.owner, pair.why) == (village.coordinator, [["distance", 20, "2 km"]])
