"""Who of those who wait makes a ring together."""

from rings.rules.gathering import Waiting, gather

JYVASKYLA, KORPILAHTI, PALOKKA = (62.24, 25.75), (62.02, 25.55), (62.28, 25.73)


def waits(person_id: int, place: tuple[float, float], days: int) -> Waiting:
    return Waiting(person_id, *place, days)


def chosen(waiting: list[Waiting], size: int) -> list[int]:
    return [each.person_id for each in gather(waiting, size)]


def test_a_ring_begins_with_who_has_waited_longest_and_takes_those_who_live_nearest() -> None:
    waiting = [waits(1, KORPILAHTI, 90), waits(2, JYVASKYLA, 80), waits(3, PALOKKA, 5)]
    assert chosen([*waiting, waits(4, KORPILAHTI, 1)], 3) == [1, 4, 2]


def test_of_two_in_one_place_the_longer_waiting_is_taken_whatever_order_they_come_in() -> None:
    waiting = [waits(1, PALOKKA, 40), waits(2, PALOKKA, 3), waits(3, PALOKKA, 30)]
    assert chosen(waiting, 2) == chosen(waiting[::-1], 2) == [1, 3]


def test_fewer_than_wished_are_all_taken_and_nobody_makes_no_ring() -> None:
    assert chosen([waits(1, PALOKKA, 1)], 12) == [1]
    assert gather([], 12) == []
