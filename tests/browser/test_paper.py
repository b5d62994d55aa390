"""What comes out on paper: only what the reader needs, in their own language, large enough, nothing cut off."""

import pytest
from playwright.sync_api import expect

from backend.demo.staff import COORDINATOR
from tests.browser.conftest import Desk
from tests.browser.entry import Entry
from tests.browser.pages import PAGES
from tests.browser.world import World

A4_WIDE = 674  # CSS pixels between margins of 18 mm
PAPERS = [entry for entry in PAGES if entry.name.startswith("paper-")]
FURNITURE = ".site-head, .site-foot, .skip-link, .btn, .no-print"


@pytest.mark.parametrize("entry", PAPERS, ids=lambda entry: entry.name)
def test_the_paper_has_no_menu_and_fits_an_a4(entry: Entry, desk: Desk, world: World) -> None:
    page = desk.page(entry.user)
    page.goto(entry.address(world))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_WIDE, "height": 950})
    for part in page.locator(FURNITURE).all():
        expect(part).to_be_hidden()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= A4_WIDE
    # Chromium says what it printed: a header, and one tree of pages.
    assert page.pdf(format="A4").startswith(b"%PDF-")
    page.close()


def test_each_resident_gets_a_card_of_their_own_page_in_large_type(
    desk: Desk, world: World
) -> None:
    page = desk.page(COORDINATOR)
    page.goto(f"/rings/{world['ring']}/cards/")
    page.emulate_media(media="print")
    cards = page.locator(".resident-card")
    assert cards.count() == 6
    for card in cards.all():
        size, after = card.evaluate(
            "e => [getComputedStyle(e).fontSize, getComputedStyle(e).breakAfter]"
        )
        assert float(size.removesuffix("px")) >= 29
        assert after == "page"
        expect(card).to_contain_text("014 000 0001")
        expect(card).to_contain_text("112")
    page.close()


def test_the_print_button_is_there_only_when_it_does_something(desk: Desk, world: World) -> None:
    with_scripts = desk.page(COORDINATOR)
    with_scripts.goto(f"/rings/{world['ring']}/sheet/")
    expect(with_scripts.locator("[data-print]")).to_be_visible()
    without = desk.page(COORDINATOR, scripts=False)
    without.goto(f"/rings/{world['ring']}/sheet/")
    expect(without.locator("[data-print]")).to_be_hidden()
