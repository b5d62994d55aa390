"""The ring builder by keyboard alone, counted; and in a browser whose JavaScript is off."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from backend.demo.staff import COORDINATOR
from directory.actors import staff
from directory.localtime import local_date
from directory.models import User
from directory.scope import scope_of
from people.services.registers import commit, preview
from rings.models import Assignment, Occurrence, Ring, RingMember
from tests.browser.conftest import Desk
from tests.browser.world import NOW, REGISTERS, World

MOST_INPUTS, MANY_TABS = 10, 400
PLACE = "Jyväskylä"


@pytest.fixture(scope="module")
def register(world: World) -> None:
    """Take the invented register in, as the coordinator."""
    user = User.objects.get(email=COORDINATOR)
    scope, by = scope_of(user, local_date(NOW)), staff(user.pk)
    for kind, name in (("volunteers", "vapaaehtoiset.xlsx"), ("residents", "asukkaat.xlsx")):
        content = (REGISTERS / name).read_bytes()
        batch = preview(content, name, kind, by=by, now=NOW, allowed=scope)
        commit(batch, by=by, now=NOW, allowed=scope)


@dataclass
class Keys:
    """Somebody without a mouse. An input is a field filled in, or a button or link pressed."""

    page: Page
    inputs: int = 0

    def press(self, selector: str) -> None:
        """Go to a button or link by Tab, and press Enter."""
        self._go_to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.inputs += 1

    def type(self, selector: str, words: str) -> None:
        """Go to a field by Tab, and type into it."""
        self._go_to(selector)
        self.page.keyboard.type(words)
        self.inputs += 1

    def _go_to(self, selector: str) -> None:
        for _tab in range(MANY_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        pytest.fail(f"Tab does not reach {selector}")


def test_a_ring_of_twelve_is_made_and_published_by_keyboard_in_at_most_ten_inputs(
    desk: Desk, register: None
) -> None:
    page = desk.page(COORDINATOR)
    page.goto("/today/")
    before = set(Ring.objects.values_list("pk", flat=True))
    keys = Keys(page)
    keys.press(".main-nav a[href='/rings/']")
    keys.press("main a[href='/rings/builder/']")
    keys.type("main select[name=municipality]", PLACE[:4])
    keys.press("main .filters button")
    keys.press("main form[method=post] .btn-primary")
    keys.press("main .page-head .btn-primary")
    keys.press("main .page-head .btn-primary")
    assert keys.inputs <= MOST_INPUTS
    (ring,) = Ring.objects.exclude(pk__in=before)
    assert (ring.state, ring.municipality.name_fi) == ("published", PLACE)
    role = RingMember.Role
    residents = ring.members.filter(role=role.RESIDENT)
    assert residents.count() == 12
    assert ring.members.filter(role=role.HELPER).count() >= 2
    planned = Occurrence.objects.filter(ring=ring)
    assert set(planned.values_list("receiver", flat=True)) == set(
        residents.values_list("person", flat=True)
    )
    held = Assignment.objects.filter(occurrence__ring=ring, state__in=Assignment.LIVE)
    assert held.count() == planned.count() > 12 * 5 * 6


def test_without_javascript_a_ring_is_proposed_changed_rehearsed_and_published(
    desk: Desk, register: None
) -> None:
    page = desk.page(COORDINATOR, scripts=False)
    before = set(Ring.objects.values_list("pk", flat=True))
    page.goto("/rings/builder/")
    page.locator("main select[name=municipality]").select_option(label="Laukaa")
    page.locator("main .filters button").click()
    expect(page.locator("main [name=person]").first).to_be_visible()
    page.locator("main [name=size]").fill("3")
    page.locator("main form[method=post] .btn-primary").click()
    rows = page.locator(".builder-weeks tbody tr")
    expect(rows).to_have_count(3)
    name = rows.first.locator("a").first.inner_text()
    rows.first.locator("button[value=later]").click()
    expect(rows.nth(1).locator("a").first).to_have_text(name)
    rows.nth(1).locator("button[value=out]").click()
    expect(rows).to_have_count(2)
    (ring,) = Ring.objects.exclude(pk__in=before)
    page.locator("main .page-head .btn-primary").click()
    assert not Occurrence.objects.filter(ring=ring).exists()
    page.locator("main .page-head .btn-primary").click()
    ring.refresh_from_db()
    assert ring.state == "published"
    assert Occurrence.objects.filter(ring=ring).exists()
