"""The sketch of where cars go."""

from rides.rules.routes import LETTER, LINE, Call, Mark, sketch_routes

HOME = Call("home", 62.87, 24.80)
SHOP = Call("goal", 62.90, 24.95, "2", "S-market")
LAKE = Call("stop", 62.95, 24.85, "1")
WIDTH, HEIGHT = 400.0, 300.0


def by_label(marks: tuple[Mark, ...]) -> dict[str, Mark]:
    return {mark.label: mark for mark in marks}


def test_north_is_up_and_east_is_right() -> None:
    marks = by_label(sketch_routes([[HOME, LAKE, SHOP, HOME]], WIDTH, HEIGHT).marks)
    assert marks["1"].y < marks["2"].y < marks[""].y
    assert marks[""].x < marks["1"].x < marks["2"].x


def test_all_marks_lie_in_the_box() -> None:
    for mark in sketch_routes([[HOME, LAKE, SHOP, HOME]], WIDTH, HEIGHT).marks:
        assert 0 <= mark.left <= mark.left + mark.width <= WIDTH
        assert 0 <= mark.top <= mark.top + mark.height <= HEIGHT


def test_a_line_goes_through_the_middle_of_each_mark() -> None:
    drawn = sketch_routes([[HOME, LAKE, HOME]], WIDTH, HEIGHT)
    (line,) = drawn.lines
    home, lake = (by_label(drawn.marks)[label] for label in ("", "1"))
    there, here = f"{lake.x:.1f},{lake.y:.1f}", f"{home.x:.1f},{home.y:.1f}"
    assert line.points == f"{here} {there} {here}"


def test_stops_at_one_place_share_a_mark() -> None:
    again = [Call("stop", 62.95, 24.85, str(n)) for n in (3, 4, 5, 8)]
    marks = by_label(sketch_routes([[HOME, LAKE, *again, HOME]], WIDTH, HEIGHT).marks)
    assert set(marks) == {"", "1, 3–5, 8"}


def test_many_cars_from_one_village_are_counted() -> None:
    homes = [[Call("home", 62.87, 24.80, letter)] for letter in "ABCDE"]
    (mark,) = sketch_routes(homes, WIDTH, HEIGHT).marks
    assert mark.label == "A B C +2"


def test_who_waits_at_a_home_is_shown_over_it() -> None:
    waiting = Call("waiting", 62.87, 24.80, "!")
    marks = sketch_routes([[HOME, LAKE, HOME]], WIDTH, HEIGHT, [waiting]).marks
    assert marks[-1].kind == "waiting"


def test_only_a_goal_is_named() -> None:
    village = Call("stop", 62.95, 24.85, "1", "Kyynämöinen")
    drawn = sketch_routes([[HOME, village, SHOP, HOME]], WIDTH, HEIGHT)
    assert [name.text for name in drawn.names] == ["S-market"]


def test_a_name_stands_in_the_box_and_covers_no_mark() -> None:
    south = Call("stop", 62.80, 24.85, "3")
    under = Call("stop", 62.893, 24.95, "4")
    drawn = sketch_routes([[HOME, LAKE, SHOP, under, south, HOME]], WIDTH, HEIGHT)
    (name,) = drawn.names
    half = LETTER * len(name.text)
    assert half <= name.x <= WIDTH - half
    for mark in drawn.marks:
        aside = abs(mark.x - name.x) >= mark.wide + half
        assert aside or mark.top >= name.y or mark.top + mark.height <= name.y - LINE / 2


def test_nothing_is_drawn_of_nothing() -> None:
    drawn = sketch_routes([], WIDTH, HEIGHT)
    assert (drawn.marks, drawn.names, drawn.lines) == ((), (), ())
