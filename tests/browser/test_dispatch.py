"""The dispatch page with the mouse, by which riders are dragged between cars; and with JavaScript off."""

import pytest
from playwright.sync_api import Page, Position, ViewportSize, expect

from backend.demo.staff import COORDINATOR
from notifications.models import Message
from rides.models import Leg, Run
from tests.browser.conftest import Desk
from tests.browser.world import World

FEW = 2
# As high as the page: a drag does not scroll it.
WHOLE: ViewportSize = {"width": 1280, "height": 4500}
TOP: Position = {"x": 60, "y": 20}


@pytest.fixture
def day(world: World) -> str:
    return f"/rides/day/{world['market-day']}/"


def _in_company(world: World) -> Leg:
    """Return a way there of the planned market day in a car that others need too, its driver not asked yet."""
    drafts = Leg.objects.seated().filter(run__state=Run.State.DRAFT, direction="out")
    of_day = drafts.filter(request__day=str(world["market-day"])).order_by("-pk")
    return next(leg for leg in of_day if leg.run and leg.run.legs.count() > FEW)


def _drag(page: Page, leg: Leg, target: str) -> None:
    with page.expect_navigation():
        page.locator(f"[data-leg='{leg.pk}']").drag_to(page.locator(target), target_position=TOP)


def test_a_rider_is_dragged_out_of_a_car_and_into_it_again(
    desk: Desk, world: World, day: str
) -> None:
    leg = _in_company(world)
    assert leg.run is not None
    driver = leg.run.driver
    page = desk.page(COORDINATOR)
    page.set_viewport_size(WHOLE)
    page.goto(day)
    _drag(page, leg, "[data-drop='out']")
    leg.refresh_from_db()
    assert leg.state == "requested"
    _drag(page, leg, f"[data-drop='{driver.pk}']")
    leg.refresh_from_db()
    assert leg.state == "planned"
    assert leg.run is not None
    assert leg.run.driver == driver
    page.close()


def test_without_javascript_a_day_is_planned_changed_and_published(
    desk: Desk, world: World, day: str
) -> None:
    page = desk.page(COORDINATOR, scripts=False)
    leg = _in_company(world)
    page.goto(day)
    page.locator(f"form[action='/rides/legs/{leg.pk}/unseat/'] button").click()
    leg.refresh_from_db()
    assert leg.state == "requested"
    page.locator(f"a[href='/rides/legs/{leg.pk}/places/']").click()
    page.locator("[name=place]").first.click()
    leg.refresh_from_db()
    assert leg.state == "planned"
    page.locator(f"form[action='/rides/legs/{leg.pk}/unseat/'] button").click()
    page.locator("form[action$='/plan/'] button").click()
    leg.refresh_from_db()
    assert leg.state == "planned"
    before = Message.objects.count()
    page.locator("main a[href$='/publish/']").first.click()
    expect(page.locator("main table").first).to_be_visible()
    assert Message.objects.count() == before
    page.locator("main form[method=post] .btn-primary").click()
    assert Message.objects.count() > before
    runs = Run.objects.filter(day=str(world["market-day"]))
    assert not runs.filter(state=Run.State.DRAFT).exists()
    page.close()
