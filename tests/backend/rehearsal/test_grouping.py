"""Which rings are made of a register for a rehearsal."""

from datetime import time

from backend.rehearsal.grouping import Helper, Wish, propose, wishes_of

JYVASKYLA, LAUKAA, KINNULA = (62.24, 25.75), (62.41, 25.95), (63.37, 24.97)
CALLER = Helper(100, JYVASKYLA, frozenset({"call"}), ())


def call(person_id: int, *, hour: time = time(9), texts: bool = False) -> Wish:
    return Wish(person_id, 1, JYVASKYLA, "call", hour, weekly=False, texts=texts)


def test_whoever_wants_rides_only_is_rung_once_a_week() -> None:
    wishes = wishes_of(1, 1, JYVASKYLA, ["ride", "help"], None, texts=True)
    assert [(w.kind, w.weekly) for w in wishes] == [("call", True)]
    both = wishes_of(1, 1, JYVASKYLA, ["call", "visit"], time(17), texts=True)
    assert [(w.kind, w.weekly, w.hour) for w in both] == [
        ("call", False, time(17)),
        ("visit", True, time(17)),
    ]


def test_nobody_is_left_out_and_no_roster_has_more_than_eight() -> None:
    rings = propose([call(n) for n in range(20)], [CALLER])
    assert sorted(p for ring in rings for p, _ in ring.residents) == list(range(20))
    assert [len(ring.residents) for ring in rings] == [8, 8, 4]


def test_one_and_one_are_a_pair() -> None:
    (ring,) = propose([call(1)], [CALLER])
    assert (ring.topology, ring.helpers) == ("pair", (100,))


def test_helpers_are_added_until_every_weekday_has_one() -> None:
    mornings = tuple((day, time(8), time(12)) for day in range(5))
    weekends = ((5, time(8), time(20)), (6, time(8), time(20)))
    near = Helper(100, JYVASKYLA, frozenset({"call"}), mornings)
    evening = Helper(101, JYVASKYLA, frozenset({"call"}), ((0, time(17), time(20)),))
    neighbour = Helper(102, LAUKAA, frozenset({"call"}), weekends)
    (ring,) = propose([call(1), call(2)], [near, evening, neighbour])
    assert ring.helpers == (100, 102)
    assert ring.weekdays == tuple(range(7))


def test_where_nobody_lives_near_those_who_text_sign_in_themselves() -> None:
    far = Helper(100, KINNULA, frozenset({"call"}), ())
    (ring,) = propose([call(1, texts=True), call(2, texts=True)], [far])
    assert (ring.topology, ring.helpers) == ("call_in", ())
    (other,) = propose([call(1, texts=True), call(2, texts=False)], [far])
    assert (other.topology, other.helpers) == ("hub", (100,))


def test_where_nobody_is_free_at_the_wished_hour_the_ring_follows_the_nearest_helper() -> None:
    evenings = Helper(100, JYVASKYLA, frozenset({"call"}), ((2, time(17), time(20)),))
    (ring,) = propose([call(1), call(2)], [evenings])
    assert ring.helpers == (100,)
    assert {hour for _, hour in ring.residents} == {time(17)}
    assert 2 in ring.weekdays
