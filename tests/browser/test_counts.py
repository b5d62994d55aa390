"""Charts of counts can be read without colours: every bar and tile has its words, and looks differ in light."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk
from tests.browser.world import ADMINISTRATOR, READER

FILL = "e => getComputedStyle(e).fill"
# From one class to the next, of the light that a sheet of paper gives back.
STEP = 0.08


@pytest.fixture
def page(desk: Desk) -> Page:
    """Return the page of last year, as an administrator sees it."""
    page = desk.page(ADMINISTRATOR)
    page.goto("/counts/")
    return page


def _light(colour: str) -> float:
    red, green, blue = (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_bar_and_every_tile_has_its_words(page: Page) -> None:
    words = page.locator(".count-bar:not(.count-progress) text").all_text_contents()
    assert len(words) == page.locator(".count-bar:not(.count-progress)").count() > 50
    assert all(word.strip() for word in words)
    for tile in page.locator(".count-tile").all():
        expect(tile.locator(".count-tile-words")).to_have_text(re.compile(r"\S"))
    page.close()


def test_each_class_of_the_map_is_darker_than_the_one_before(page: Page) -> None:
    fills = [page.locator(f".count-patterns .count-tone{n}").evaluate(FILL) for n in (1, 2, 3, 4)]
    light = [_light(fill) for fill in fills]
    assert all(one - next_ > STEP for one, next_ in pairwise(light))
    page.close()


def test_in_colours_of_the_readers_own_shapes_are_drawn_in_the_colour_of_text(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    ink = page.locator("h1").evaluate("e => getComputedStyle(e).color")
    ground = page.locator(".count-patterns .count-ground").first.evaluate(FILL)
    assert ink != ground
    for part in (".count-solid", ".count-bar text", ".count-patterns .count-line"):
        assert page.locator(part).first.evaluate(FILL) == ink
    assert page.locator(".count-patterns .count-tone1").evaluate(FILL) == ground
    page.emulate_media(forced_colors="none")
    page.close()


def test_the_charts_need_no_scripts(desk: Desk) -> None:
    page = desk.page(READER, scripts=False)
    page.goto("/counts/")
    expect(page.locator(".count-solid").first).to_be_visible()
    page.locator("#period").select_option("2026")
    page.locator(".count-choose button").click()
    expect(page).to_have_url(re.compile(r"\?period=2026$"))
    expect(page.locator("#trend-title")).to_be_visible()
    page.close()
