"""When Rinki itself breaks, the page that says so is as good as any other."""

from typing import NoReturn

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk
from tests.browser.look import Look, look
from tests.browser.visits import SIZES


def _breaks(*_args: object) -> NoReturn:
    raise RuntimeError("broken on purpose")


@pytest.mark.logs_error("Internal Server Error: /privacy/")
def test_the_page_of_a_failure_can_be_read_by_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.views.pages.render", _breaks)
    page = desk.page()
    answer = page.goto("/privacy/")
    assert answer is not None
    assert answer.status == 500
    for language, words in {"fi": "meni rikki", "sv": "gick sönder", "en": "broke"}.items():
        expect(page.locator(f":lang({language})").filter(has_text=words).first).to_be_visible()
    for width, height in SIZES.items():
        found = look(page, width, height, by_axe=True)
        assert found == Look([], [], [], [])
