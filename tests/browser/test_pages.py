"""Every page keeps the rules for this audience, and so does every error state."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser.acts import confirm
from tests.browser.conftest import Desk
from tests.browser.entry import Entry
from tests.browser.languages import foreign
from tests.browser.not_pages import NOT_PAGES
from tests.browser.pages import PAGES
from tests.browser.visits import Visit, Visits
from tests.browser.world import World

NOT_OURS = {"back-office/": "Django's own, for the technical owner", "api/": "JSON"}


@pytest.fixture(scope="module")
def visits(desk: Desk, world: World) -> Visits:
    """Return the visits of this file."""
    return Visits(desk, world)


@pytest.fixture(params=PAGES, ids=lambda entry: entry.name)
def entry(request: pytest.FixtureRequest) -> Entry:
    """Go through the table of pages."""
    found: Entry = request.param
    return found


@pytest.fixture
def visit(entry: Entry, visits: Visits) -> Visit:
    """Return what was found on the page."""
    return visits.of(entry)


def _names(resolver: URLResolver) -> Iterator[str]:
    for part in resolver.url_patterns:
        if isinstance(part, URLPattern):
            assert part.name, f"{part} has no name"
            yield part.name
        elif str(part.pattern) not in NOT_OURS:
            yield from _names(part)


def test_every_address_of_the_service_is_in_the_table_or_said_to_be_no_page() -> None:
    addresses = set(_names(get_resolver()))
    in_table = {entry.url for entry in PAGES}
    assert addresses == in_table | NOT_PAGES.keys()
    assert not in_table & NOT_PAGES.keys()


def test_no_two_pages_have_one_name() -> None:
    assert len({entry.name for entry in PAGES}) == len(PAGES)


def test_the_page_is_the_one_that_is_meant(entry: Entry, visit: Visit, world: World) -> None:
    if entry.act in {None, confirm} and not entry.leads_on:
        assert visit.path == entry.address(world).partition("?")[0]
    assert visit.status == entry.status
    assert visit.language == "fi"
    assert visit.headings == 1
    assert visit.title.endswith("– Rinki")
    assert len(visit.title) > len("x – Rinki")


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(visit: Visit, width: int) -> None:
    assert visit.looks[width].broken_rules == []


def test_nothing_scrolls_sideways_in_any_window(visit: Visit) -> None:
    assert {width: found.sideways for width, found in visit.looks.items() if found.sideways} == {}


def test_whatever_is_pressed_is_as_large_as_a_finger(visit: Visit) -> None:
    assert [found.small_targets for found in visit.looks.values()] == [[], [], []]


def test_no_text_is_small(visit: Visit) -> None:
    assert [found.small_text for found in visit.looks.values()] == [[], [], []]


def test_nothing_is_cut_off_when_text_is_twice_as_large_and_widely_spaced(visit: Visit) -> None:
    assert visit.enlarged == []


def test_the_browser_does_not_complain(visit: Visit) -> None:
    assert visit.complaints == []


def test_no_word_of_another_language_is_on_the_finnish_page(visit: Visit) -> None:
    assert foreign(visit.words, "fi") == []


def test_no_word_of_another_language_is_on_the_swedish_page(entry: Entry, visits: Visits) -> None:
    assert foreign(visits.words(entry, "sv"), "sv") == []
