"""Where the circles of a sketch stand."""

from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from rings.rules.sketch import Spot, sketch

WIDTH, HEIGHT = 640.0, 400.0
SPOTS = st.lists(
    st.builds(
        Spot,
        name=st.just("Kylä"),
        latitude=st.floats(61.5, 63.6),
        longitude=st.floats(24.2, 26.6),
        count=st.integers(1, 40),
    ),
    max_size=12,
)


def test_north_is_up_and_east_is_right() -> None:
    kivijarvi, joutsa = Spot("Kivijärvi", 63.12, 25.07, 2), Spot("Joutsa", 61.74, 26.11, 2)
    north, south = sketch([kivijarvi, joutsa], WIDTH, HEIGHT)
    assert north.y < south.y
    assert north.x < south.x


def test_two_villages_in_one_place_stand_beside_each_other() -> None:
    one, other = sketch([Spot("A", 62, 25, 1), Spot("B", 62, 25, 9)], WIDTH, HEIGHT)
    assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius
    assert other.radius > one.radius


@given(SPOTS)
def test_every_circle_is_whole_inside_the_box(spots: list[Spot]) -> None:
    circles = sketch(spots, WIDTH, HEIGHT)
    assert [circle.spot for circle in circles] == spots
    for circle in circles:
        assert circle.radius <= circle.x <= WIDTH - circle.radius
        assert circle.radius <= circle.y <= HEIGHT - circle.radius


def test_thirteen_municipalities_do_not_cover_one_another() -> None:
    spots = [Spot(str(n), 61.7 + n * 0.12, 25 + (n * 7 % 13) * 0.1, n + 1) for n in range(13)]
    for one, other in combinations(sketch(spots, WIDTH, HEIGHT), 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius
