"""One-off requests in a real browser: written down, sent by a team, taken by a volunteer; also without scripts."""

import pytest
from playwright.sync_api import Page, expect

from backend.demo.staff import COORDINATOR
from rings.models import Gig, GigRequest, Offer
from tests.browser.acts import fill_in_for_the_first_found
from tests.browser.conftest import Desk
from tests.browser.entry import NOBODY
from tests.browser.world import World


@pytest.mark.parametrize("scripts", [True, False])
def test_a_request_is_written_down_in_one_page(desk: Desk, world: World, scripts: bool) -> None:
    before = Gig.objects.count()
    page = desk.page(COORDINATOR, scripts=scripts)
    page.goto("/requests/new/")
    fill_in_for_the_first_found(page)
    if scripts:  # the promise came by itself: one press is enough
        expect(page.locator("#promise [name=shown]")).to_have_count(1)
    else:
        page.locator("main .btn-primary").click()
        expect(page.locator("#promise .note").first).to_be_visible()
    page.locator("main .btn-primary").click()
    page.wait_for_url("**/requests/*/")
    assert Gig.objects.count() == before + 1
    page.close()


def test_a_team_sends_a_request_without_scripts_or_an_account(desk: Desk, world: World) -> None:
    before = GigRequest.objects.count()
    page = desk.page(NOBODY, scripts=False)
    page.goto(f"/request/{world['team']}/")
    _fill_in(page)
    page.locator("main .btn-primary").click()
    if page.locator("#before").count():  # what must be said before promising was said
        page.locator("main .btn-primary").click()
    page.wait_for_url("**/sent/")
    assert GigRequest.objects.count() == before + 1
    page.close()


def _fill_in(page: Page) -> None:
    words = {
        "first_name": "Helmi",
        "last_name": "Esimerkki",
        "address": "Kyläntie 7",
        "hour": "14",
        "ordered_by": "Hanna Hoitaja",
        "ordered_phone": "040 123 0777",
    }
    for name, value in words.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main [name=service_line]").first.check()
    page.locator("main [name=day]").nth(3).check()
    page.locator("main [name=consent]").check()


def test_a_volunteer_takes_it_by_the_link_without_scripts(desk: Desk, world: World) -> None:
    page = desk.page(NOBODY, scripts=False)
    page.goto(f"/offer/{world['offer']}/")
    number = int(str(world["offer"]).partition(".")[0])
    assert Offer.objects.get(pk=number).state == "open", "looking claims nothing"
    page.locator("button[value=yes]").click()
    expect(page.locator("button[value=yes]")).to_have_count(0)
    assert Offer.objects.get(pk=number).state == "accepted"
    page.close()
