"""Two archives that show the same and are made of different true counts: nobody can tell them apart."""

import json
from collections.abc import Iterable

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.models import User
from reports.counting.plan import MEASURES
from reports.disclosure.cells import Kind, Measure, Shown, Truth
from reports.disclosure.display import base_of, show
from reports.disclosure.protect import HIDDEN
from reports.models import PublishedTable
from reports.services.stored import plain_cell, table_of
from tests.reports.archives import alike, recognisable, write_archive
from tests.reports.readers import WORDS, addresses, numbers, said, signed_in, user_with

pytestmark = pytest.mark.django_db
MEASURE = {measure.name: measure for measure in MEASURES}
NAMES = ("contacts-by-area", "hours-by-municipality", "reached-by-group", "active-by-municipality")
TRUTHS = st.builds(Truth, st.integers(0, 90), st.integers(0, 30), st.floats(0, 1))


@pytest.fixture(autouse=True)
def _published() -> None:
    write_archive(recognisable())


def put_others_behind() -> None:
    """Give every count another truth that is shown as it is."""
    for row in PublishedTable.objects.select_related("publication"):
        shown = table_of(row).cells.values()
        truths = [Truth(*each) for each in json.loads(row.truth)]
        measure = MEASURE[row.measure]
        truths = [alike(s, t, measure) for s, t in zip(shown, truths, strict=True)]
        row.truth = sealed(truths)
        row.save()


def sealed(truths: Iterable[Truth]) -> str:
    """Return the truths as they are stored beside a table."""
    return json.dumps([[t.value, t.contributors, t.top_share] for t in truths])


@pytest.mark.parametrize("role", ["reader", "coordinator", "administrator"])
def test_every_answer_is_the_same_whatever_stands_behind_what_is_shown(role: str) -> None:
    client = signed_in(user_with(role, "256"))
    first = {address: said(client.get(address)) for address in addresses({"name": NAMES})}
    before = list(PublishedTable.objects.values_list("truth", flat=True))
    put_others_behind()
    assert before != list(PublishedTable.objects.values_list("truth", flat=True))
    second = {address: said(client.get(address)) for address in first}
    assert [address for address in first if first[address] != second[address]] == []
    assert sum(bool(numbers(text)) for text in first.values()) >= 12


def told(client: Client, row: PublishedTable) -> list[str]:
    """Return what the three files of a table say."""
    address = f"/api/counts/{row.publication.period}/{row.name}"
    answers = [client.get(f"{address}.{extension}") for extension in WORDS["extension"]]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    return [said(answer) for answer in answers]


@pytest.mark.parametrize("name", ["reached-by-municipality", "hours-by-municipality"])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_file_is_a_function_of_what_is_shown(name: str, data: st.DataObject) -> None:
    """Any true counts, some hidden for others' sake; then others that are shown alike: the same files."""
    row = PublishedTable.objects.select_related("publication").get(name=name)
    measure, client = MEASURE[row.measure], signed_in(administrator())
    truths = [data.draw(TRUTHS) for _cell in row.cells]
    shown = [HIDDEN if data.draw(st.booleans()) else show(t, measure) for t in truths]
    places = [frozenset(cell["at"].items()) for cell in row.cells]
    row.cells = [plain_cell(place, each) for place, each in zip(places, shown, strict=True)]
    files = []
    for counts in (truths, [data.draw(shown_as(each, measure)) for each in shown]):
        row.truth = sealed(counts)
        row.save()
        files.append(told(client, row))
    assert files[0] == files[1]


def shown_as(shown: Shown, measure: Measure) -> st.SearchStrategy[Truth]:
    """Return the true counts that may stand behind `shown`; behind what is hidden may stand any."""
    if shown.kind == Kind.HIDDEN:
        return TRUTHS
    low, high = (
        (0, 4) if shown.kind == Kind.SMALL else (shown.value, shown.value + base_of(measure) - 1)
    )
    return st.builds(Truth, st.integers(low, high), st.integers(5, 30), st.floats(0, 0.5))


def administrator() -> User:
    """Return who sees every cell."""
    return User.objects.get_or_create(email="kaikki@example.org", is_superuser=True)[0]


def test_two_shown_differently_are_told_apart() -> None:
    """What the files do say changes them: else that they are alike would say nothing."""
    client = signed_in(administrator())
    row = PublishedTable.objects.select_related("publication").get(name="hours-by-municipality")
    before = told(client, row)
    row.cells[0] |= {"value": 50}
    row.save()
    assert all(was != now for was, now in zip(before, told(client, row), strict=True))
