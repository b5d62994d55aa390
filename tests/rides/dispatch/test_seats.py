"""Who sits where: nobody changes seats, and too many are shown, not hidden."""

from hypothesis import given
from hypothesis import strategies as st

from rides.rules.seats import Aboard, most_at_once, seat_by_seat

ALONE = Aboard(1, 0, 3, 1)
WITH_COMPANION = Aboard(2, 1, 2, 2)


def test_a_rider_has_one_seat_from_getting_in_to_getting_out() -> None:
    rows = seat_by_seat([ALONE], 2).rows
    assert rows == {0: (1, None), 3: (None, None)}


def test_a_companion_takes_a_seat_too() -> None:
    rows = seat_by_seat([ALONE, WITH_COMPANION], 3).rows
    assert rows[1] == (1, 2, 2)
    assert rows[2] == (1, None, None)


def test_a_seat_is_free_for_the_next_when_somebody_gets_out() -> None:
    rows = seat_by_seat([Aboard(1, 0, 1, 1), Aboard(2, 2, 3, 1)], 1).rows
    assert (rows[0], rows[2]) == ((1,), (2,))


def test_a_car_that_is_too_full_has_more_seats_than_it_has() -> None:
    seating = seat_by_seat([ALONE, WITH_COMPANION], 2)
    assert seating.rows[1] == (1, 2, 2)
    assert seating.most == 3


def test_an_empty_car_has_no_rows() -> None:
    assert seat_by_seat([], 3).rows == {}


def test_what_is_aboard_at_once_does_not_count_who_has_left() -> None:
    assert most_at_once([(0, 2, 1), (1, 3, 1), (3, 4, 1)]) == 2
    assert most_at_once([]) == 0


_RIDES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 6), st.integers(1, 3)), max_size=6
).map(lambda some: [Aboard(n, a, a + long, seats) for n, (a, long, seats) in enumerate(some, 1)])


@given(_RIDES)
def test_everybody_aboard_has_their_seats_and_keeps_them(rides: list[Aboard]) -> None:
    rows = seat_by_seat(rides, 3).rows
    for ride in rides:
        theirs = [
            {seat for seat, key in enumerate(row) if key == ride.key}
            for stop, row in rows.items()
            if ride.enters <= stop < ride.leaves
        ]
        assert theirs
        assert all(seats == theirs[0] for seats in theirs)
        assert len(theirs[0]) == ride.seats
    for stop, row in rows.items():
        aboard = sum(r.seats for r in rides if r.enters <= stop < r.leaves)
        assert sum(key is not None for key in row) == aboard
