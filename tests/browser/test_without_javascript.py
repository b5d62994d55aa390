"""The main jobs, done in a browser whose JavaScript is off."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from backend.demo.staff import COORDINATOR
from people.models import Person
from rings.models import Occurrence, Ring
from tests.browser.conftest import Desk
from tests.browser.world import World, small_register


@pytest.fixture
def page(desk: Desk) -> Page:
    """Return a page of the coordinator, who signed in without JavaScript."""
    return desk.page(COORDINATOR, scripts=False)


def _press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def _is_said(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_signing_in_leads_to_today(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tänään, tiistai 24.11.2026")


def test_a_call_is_recorded_from_today(page: Page, world: World) -> None:
    page.goto("/today/")
    page.locator("#record [name=contact]").select_option(str(world["late"]))
    page.locator("#record [name=result][value=reached]").check()
    page.locator("#record [name=reporter][value=office]").check()
    _press(page, "Tallenna")
    late = Occurrence.objects.get(pk=world["late"])
    assert late.state == "done"
    _is_said(page, str(late.receiver))


def test_a_worry_is_settled_on_its_own_page(page: Page, world: World) -> None:
    page.goto(f"/occurrences/{world['worry']}/")
    page.locator("form[action$='/close/'] [name=how]").first.check()
    page.locator("form[action$='/close/'] [name=note]").fill("Kävin katsomassa, kaikki hyvin")
    page.locator("form[action$='/close/'] button").click()
    assert not Occurrence.objects.get(pk=world["worry"]).is_open


def test_a_volunteer_answers_on_a_demo_phone(page: Page) -> None:
    reminded = Occurrence.objects.filter(ring__name="Vierailurinki, Laukaa", state="reminded")
    page.goto("/phones/")
    phone = page.locator(".phone").filter(has=page.locator(".state-waiting")).first
    phone.get_by_role("link").first.click()
    said = page.locator(".phone-screen li").count()
    page.locator("[name=body]").fill("ok")
    page.locator("main .btn-primary").click()
    expect(page.locator(".phone-screen")).to_contain_text("ok")
    assert page.locator(".phone-screen li").count() > said
    assert reminded.count() == 0


def test_a_member_is_moved_later_in_the_order(page: Page, world: World) -> None:
    page.goto(f"/rings/{world['draft']}/members/")
    first = page.locator(".members").first.locator("li").first
    name = first.locator("a").first.inner_text()
    first.locator("button[value=later]").click()
    expect(page.locator(".members").first.locator("li").nth(1).locator("a").first).to_have_text(
        name
    )


def test_a_register_is_looked_at_taken_in_and_undone(page: Page) -> None:
    page.goto("/import/")
    page.locator("[name=kind][value=volunteers]").check()
    book: FilePayload = {
        "name": "omat.xlsx",
        "mimeType": "application/zip",
        "buffer": small_register("Veera"),
    }
    page.locator("[type=file]").set_input_files(book)
    page.locator("main form .btn-primary").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("omat.xlsx")
    expect(page.get_by_role("main")).to_contain_text("soita toimistolle")
    assert not Person.objects.filter(first_name="Veera").exists()
    page.locator("form[action$='/commit/'] button").click()
    assert Person.objects.filter(first_name="Veera").count() == 4
    page.locator("form[action$='/undo/'] button").click()
    assert not Person.objects.filter(first_name="Veera").exists()


def test_a_ring_is_built_from_nothing_and_published(page: Page) -> None:
    page.goto("/rings/new/")
    page.locator("[name=name]").fill("Koerinki, Laukaa")
    page.locator("[name=kind][value=call]").check()
    page.locator("[name=topology][value=hub]").check()
    page.locator("[name=municipality]").select_option(label="Laukaa")
    page.locator("[name=association]").select_option(index=1)
    page.locator("main form .btn-primary").last.click()
    for role in ("resident", "helper"):
        page.locator(f"a[href$='/choose/{role}/']").click()
        page.locator("button[name=person]").first.click()
    ring = Ring.objects.get(name="Koerinki, Laukaa")
    page.goto(f"/rings/{ring.pk}/when/")
    page.locator("[name=wall_time]").fill("9.30")
    page.locator("main form .btn-primary").click()
    page.locator(f"a[href$='/rings/{ring.pk}/publish/']").first.click()
    page.locator("main form .btn-primary").click()
    ring.refresh_from_db()
    assert ring.state == "published"
    assert ring.generated_until is not None
