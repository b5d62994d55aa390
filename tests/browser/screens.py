"""Makes the pictures in docs/screens/: every page of the table in Finnish, wide and narrow. Run by bin/screens."""

import os
from pathlib import Path

import pytest

from tests.browser.conftest import Desk
from tests.browser.pages import PAGES, Entry
from tests.browser.visits import go
from tests.browser.world import World

FOLDER = Path(os.environ.get("RINKI_SCREENS", "docs/screens"))
WIDTHS = (1280, 320)


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_picture(entry: Entry, desk: Desk, world: World) -> None:
    """Take the whole page at each width."""
    page = desk.page(entry.user)
    go(page, entry, world)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        picture = page.screenshot(
            path=FOLDER / f"{entry.name}-{width}.png",
            full_page=True,
            animations="disabled",
            caret="hide",
            scale="css",
        )
        assert picture
    page.close()
