"""The method note and the log: plain words, an example that is true, and no more than a reader may know."""

import re

import pytest
from django.test import Client

from directory.actors import COMMAND, staff
from directory.models import AuditEntry
from reports import example
from reports.disclosure.audit import audit
from reports.disclosure.cells import PERIOD, TOTAL, At, Dimension, Frame, Measure, Truth, Unit, at
from reports.disclosure.protect import draft
from reports.models import Publication
from reports.services.publish import SUBJECT
from tests.directory.makers import member
from tests.reports.archives import PUBLISHED_AT, recognisable, write_archive
from tests.reports.readers import user_with
from tests.reports.views.english import in_english

pytestmark = pytest.mark.django_db
KINNULA = "256"
LONGEST = 15  # words in a sentence
TAGS = re.compile(r"<[^>]+>")


def words_in(page: str) -> str:
    """Return the text of the main part of a page."""
    main = page[page.index("<main") : page.index("</main>")]
    return TAGS.sub("\n", main)


def sentences(page: str) -> list[str]:
    """Return the sentences of the main part of a page."""
    lines = [line.strip() for line in words_in(page).splitlines() if line.strip()]
    return [part for line in lines for part in re.split(r"(?<=[.:?!])\s+", line)]


@pytest.fixture
def reader() -> Client:
    """Publish a quarter and a year; sign the reader of Kinnula in."""
    write_archive(recognisable())
    return in_english(user_with("reader", KINNULA))


def record(period: str, user_id: int | None) -> None:
    """Write down that `period` was published: by somebody, or by the command."""
    publication = Publication.objects.get(period=period)
    publication.published_by_id = user_id
    publication.steps = [{"because": "sibling"}, {"because": "sibling"}, {"because": "itself"}]
    publication.save()
    AuditEntry.objects.record(
        subject=SUBJECT,
        subject_id=publication.pk,
        event="publish",
        before="",
        after="published",
        reason=period,
        by=COMMAND if user_id is None else staff(user_id),
        at=PUBLISHED_AT,
    )


@pytest.mark.parametrize("name", ["method", "definitions", "log"])
def test_no_sentence_is_longer_than_plain_language_allows(reader: Client, name: str) -> None:
    told = sentences(reader.get(f"/counts/{name}/").content.decode())
    assert len(told) > 10
    assert [each for each in told if len(each.split()) > LONGEST and "SELECT" not in each] == []


def test_the_example_is_true_of_plain_leaving_out_and_of_what_rinki_shows(reader: Client) -> None:
    rows = example.rows()
    shown = [int(row.plain) for row in rows if row.plain.isdigit()]
    assert shown[-1] - sum(shown[:-1]) == rows[2].true == example.given_away()
    page = reader.get("/counts/method/").content.decode()
    assert f"27 − 14 − 11 = {example.given_away()}" in page
    assert [row.ours for row in rows] == ["10–14", "10–14", "under 5", "25–29"]


def test_the_audit_finds_nothing_in_the_example() -> None:
    places = Dimension("place", {TOTAL: ("a", "b", "c")})
    periods = Dimension(PERIOD, {TOTAL: ("2025",)})
    reached = Measure("reached", Unit.PERSONS, (PERIOD, "place"))
    frame = Frame({PERIOD: periods, "place": places}, {"reached": reached})
    truths: dict[At, Truth] = {
        at(period="2025", place=place): Truth(true, true)
        for place, true in zip("abc", example.TRUE, strict=True)
    }
    truths[at(period="2025")] = Truth(sum(example.TRUE), sum(example.TRUE))
    table = draft("reached/2025", "2025", reached, truths)
    assert audit(frame, [table], {("reached", place): t for place, t in truths.items()}) == []


def test_the_log_says_the_service_itself_of_a_command_and_hides_names_from_readers(
    reader: Client,
) -> None:
    record("2024", None)
    publisher = member("administrator")
    record("2024Q4", publisher.pk)
    seen = words_in(reader.get("/counts/log/").content.decode())
    assert "the service itself" in seen
    assert "the office" in seen
    assert str(publisher) not in seen
    staff_sees = in_english(member("coordinator")).get("/counts/log/").content.decode()
    assert str(publisher) in words_in(staff_sees)


def test_the_log_counts_what_the_reader_sees_and_says_why_in_numbers_to_administrators_only(
    reader: Client,
) -> None:
    record("2024", None)
    why = "It would give away another number of the same table."
    seen = reader.get("/counts/log/").content.decode()
    assert seen.count(why) == 1
    assert "Left out by the check" not in seen
    everything = in_english(member("administrator")).get("/counts/log/").content.decode()
    assert "Left out by the check" in everything
    assert f"<dt>2</dt><dd>{why}</dd>" in everything
    cells = re.findall(r'data-label="In bands">(\d+)<', seen)
    all_cells = re.findall(r'data-label="In bands">(\d+)<', everything)
    assert all(int(own) < int(whole) for own, whole in zip(cells, all_cells, strict=True))


def test_the_log_of_nothing_published_says_so() -> None:
    page = in_english(member("coordinator")).get("/counts/log/").content.decode()
    assert "Nothing has been published yet." in page


@pytest.mark.parametrize("name", ["method", "definitions", "log"])
def test_whoever_may_read_no_counts_is_turned_away(name: str) -> None:
    assert in_english(user_with()).get(f"/counts/{name}/").status_code == 403
    assert Client().get(f"/counts/{name}/").status_code == 302
