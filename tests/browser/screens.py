"""Makes the pictures in docs/screens/: every page of the table in Finnish, wide and narrow. Run by bin/screens."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.conftest import Desk
from tests.browser.entry import Entry
from tests.browser.pages import PAGES
from tests.browser.visits import go
from tests.browser.world import World

FOLDER = Path(os.environ.get("RINKI_SCREENS", "docs/screens"))
WIDTHS = (1280, 320)
TALLEST = 3000  # pixels: of a long list the beginning is enough
COLOURS = 48


def _shrink(picture: bytes) -> Image.Image:
    """Return a PNG with few colours, which is all that these pages have, so that all of them fit a repository."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, TALLEST)))
    return image.quantize(COLOURS, dither=Image.Dither.NONE)


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_picture(entry: Entry, desk: Desk, world: World) -> None:
    """Take the whole page at each width."""
    page = desk.page(entry.user)
    go(page, entry, world)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        taken = page.screenshot(full_page=True, animations="disabled", caret="hide", scale="css")
        kept = FOLDER / f"{entry.name}-{width}.png"
        _shrink(taken).save(kept, optimize=True)
        assert kept.stat().st_size
    page.close()
