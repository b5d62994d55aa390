"""The schematic map: where each municipality stands, and what a tile may say."""

import json
from pathlib import Path

from django.conf import settings

from reports.charts.tiles import COLUMNS, LAYOUT, class_of, tile_map
from tests.reports.charts.test_bars import FEW, HIDDEN, band

SEED = Path(settings.BASE_DIR) / "directory/seed/central_finland.json"
PLACES = {row["code"]: row for row in json.loads(SEED.read_text())["municipalities"]}
NAMES = {code: row["name_fi"] for code, row in PLACES.items()}


def test_each_of_the_thirteen_has_one_place() -> None:
    drawn = [code for row in LAYOUT for code in row if code]
    assert sorted(drawn) == sorted(PLACES)


def test_north_is_up_and_east_is_right() -> None:
    columns = list(zip(*LAYOUT, strict=True))
    for column in columns:
        north = [PLACES[code]["latitude"] for code in column if code]
        assert north == sorted(north, reverse=True)
    for row in LAYOUT:
        east = [PLACES[code]["longitude"] for code in row if code]
        assert east == sorted(east)


def test_a_tile_that_is_not_the_readers_has_a_name_and_nothing_else() -> None:
    rows = tile_map(NAMES, {"256": band(5)})
    tiles = {tile.name: tile for row in rows for tile in row if tile}
    assert len(tiles) == len(NAMES)
    assert (tiles["Kinnula"].words, tiles["Kinnula"].look) == ("5–9", "class1")
    others = [tile for name, tile in tiles.items() if name != "Kinnula"]
    assert {(tile.words, tile.look) for tile in others} == {("", "away")}


def test_an_unknown_municipality_stands_in_a_row_of_its_own_at_the_end() -> None:
    names = NAMES | {"998": "Uusila", "997": "Esimerkkilä"}
    last = tile_map(names, {})[-1]
    assert len(last) == COLUMNS
    assert [tile.name if tile else "" for tile in last] == ["Esimerkkilä", "Uusila", ""]


def test_rows_in_which_nobody_lives_are_not_drawn() -> None:
    rows = tile_map({"179": "Jyväskylä"}, {"179": HIDDEN})
    assert len(rows) == 1
    assert [tile.look if tile else None for tile in rows[0]] == [None, "hidden", None]


def test_the_class_follows_from_the_band_alone() -> None:
    assert [class_of(low) for low in (5, 10, 15, 20, 45, 50, 500)] == [1, 2, 2, 3, 3, 4, 4]
    ((_left, tile, _right),) = tile_map({"179": "Jyväskylä"}, {"179": FEW})
    assert tile
    assert tile.look == "small"
