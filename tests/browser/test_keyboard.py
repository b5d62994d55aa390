"""Whoever cannot use a mouse gets everywhere, and always sees where they are."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from backend.demo.staff import COORDINATOR
from tests.browser.conftest import Desk
from tests.browser.entry import Entry
from tests.browser.pages import PAGES
from tests.browser.world import World

MANY = 250
MAIN_ACTION = {
    "sign-in": "main button.btn-primary",
    "today": "#record .btn-primary",
    "occurrence-late": "#record .btn-primary",
    "ring-draft": "main a.btn-primary",
    "ring-publish": "main button.btn-primary",
    "ring-members": "main .member-moves button",
    "person-resident": "main .form-actions .btn-outline-primary",
    "import-look": "main .btn-primary",
    "replies": "main form button",
    "phone": "main .btn-primary",
}
ENTRIES = [entry for entry in PAGES if entry.name in MAIN_ACTION]

# Where the focus is: what it is on, how its ring looks, and whether something lies over it.
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const over = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + box.height / 2);
  return {
    what: e.outerHTML.slice(0, 120), main: Boolean(e.dataset.main), skip: e.matches('.skip-link'),
    ring: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    seen: Boolean(over) && (e.contains(over) || over.contains(e)
      || [...(e.labels || [])].some(label => label.contains(over))),
  };
}"""


def _walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab through the whole page; return every stop."""
    stops: list[dict[str, Any]] = []
    for _press in range(MANY):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None or (stops and stop["skip"]):
            return stops
        stops.append(stop)
    pytest.fail(f"Tab goes round in a part of the page: {stops[-3:]}")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_tab_goes_through_the_page_visibly_and_reaches_the_main_action(
    entry: Entry, desk: Desk, world: World
) -> None:
    page = desk.page(entry.user)
    page.goto(entry.address(world))
    page.evaluate(
        "action => document.querySelector(action).dataset.main = 'here'", MAIN_ACTION[entry.name]
    )
    stops = _walk(page)
    assert stops[0]["skip"], stops[0]
    assert [stop["what"] for stop in stops if stop["ring"] < 2] == []
    assert [stop["what"] for stop in stops if not stop["seen"]] == []
    assert any(stop["main"] for stop in stops)
    page.close()


def test_the_skip_link_leads_past_the_menu(desk: Desk) -> None:
    page = desk.page(COORDINATOR)
    page.goto("/today/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_the_focus_stays_on_the_button_that_moved_a_member(desk: Desk, world: World) -> None:
    page = desk.page(COORDINATOR)
    page.goto(f"/rings/{world['draft']}/members/")
    first = page.locator(".members").first.locator("li").first
    name, button = first.locator("a").first.inner_text(), first.locator("button[value=later]")
    pressed = button.get_attribute("id")
    button.focus()
    with page.expect_response("**/move/"):
        page.keyboard.press("Enter")
    second = page.locator(".members").first.locator("li").nth(1)
    expect(second.locator("a").first).to_have_text(name)
    assert page.evaluate("() => document.activeElement.id") == pressed


def test_today_looks_again_by_itself_and_leaves_the_focus_alone(desk: Desk) -> None:
    page = desk.page(COORDINATOR)
    page.goto("/today/")
    link = page.locator("#board a[id]").first
    link.focus()
    focused = link.get_attribute("id")
    with page.expect_response("**/today/?part=board"):
        page.evaluate("() => htmx.ajax('GET', '/today/?part=board', '#board')")
    expect(page.locator("#board h2").first).to_be_visible()
    assert page.evaluate("() => document.activeElement.id") == focused
