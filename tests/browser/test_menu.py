"""The rest of the menu stands behind one word, which everybody can open."""

import re

import pytest
from playwright.sync_api import expect

from backend.demo.staff import COORDINATOR
from tests.browser.conftest import Desk
from tests.browser.look import SIDEWAYS, SMALL_TARGETS, broken_rules


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_more_opens_with_the_keyboard_and_leads_to_its_pages(desk: Desk, *, scripts: bool) -> None:
    page = desk.page(COORDINATOR, scripts=scripts)
    page.goto("/today/")
    first = page.locator(".more a").first
    expect(first).to_be_hidden()
    page.locator(".more summary").focus()
    page.keyboard.press("Enter")
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    address = first.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{address}$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.close()


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_the_opened_menu_fits_the_window(width: int, desk: Desk) -> None:
    page = desk.page(COORDINATOR)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/hours/")
    page.locator(".more summary").click()
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(SMALL_TARGETS, 44) == []
    # What lies behind the opened list is covered by it.
    assert broken_rules(page, within="header") == []
    page.close()
