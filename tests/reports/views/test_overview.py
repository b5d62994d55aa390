"""The page of a year: what one reader finds on it, and that nothing on it tells more than its words."""

import re
from datetime import UTC, datetime
from html import unescape
from zlib import crc32

import pytest
from django.test import Client
from django.utils import timezone

from directory.models import Association, Municipality, StaffRole, User
from reports.counting.plan import PLACE
from reports.disclosure.cells import At, Measure, Truth, Unit
from reports.disclosure.display import show
from reports.models import Publication, PublishedTable
from reports.services.targets import load_targets
from tests.reports.archives import TruthOf, alike, recognisable, write_archive
from tests.reports.readers import signed_in, user_with

pytestmark = pytest.mark.django_db

KINNULA, LAUKAA = "256", "410"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
PERIODS = ("2024Q3", "2024Q4", "2024")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def page(client: Client, address: str = "/counts/") -> str:
    """Return the page without what differs from one answer to the next."""
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(TOKEN.sub("", answer.content.decode()))


def reader(*codes: str) -> Client:
    """Return the browser of a reader of these municipalities, in English."""
    return signed_in(_english(user_with(StaffRole.Role.READER, *codes)))


def administrator() -> Client:
    """Return the browser of somebody who may see everything, in English."""
    return signed_in(_english(user_with(StaffRole.Role.ADMINISTRATOR)))


def _english(user: User) -> User:
    user.language = "en"
    user.save()
    return user


def _forget() -> None:
    PublishedTable.objects.all().delete()
    Publication.objects.all().delete()


def _small(measure: Measure, place: At) -> Truth:
    """Return truths of all kinds: bands, a few, and events of few people."""
    number = crc32(repr(sorted(place)).encode())
    value = number % 17 if measure.unit == Unit.PERSONS else number % 370
    return Truth(value, value % 11, 0.25)


def _behind(truth_of: TruthOf) -> TruthOf:
    """Return other truths that are shown alike."""

    def other(measure: Measure, place: At) -> Truth:
        truth = truth_of(measure, place)
        return alike(show(truth, measure), truth, measure)

    return other


def _elsewhere(truth_of: TruthOf) -> TruthOf:
    """Return the same truths but for Laukaa and every other place around Kinnula."""

    def other(measure: Measure, place: At) -> Truth:
        here = dict(place).get(PLACE)
        if here in {None, KINNULA, "north"}:
            return truth_of(measure, place)
        return Truth(truth_of(measure, place).value + 85, 20, 0.1)

    return other


@pytest.mark.parametrize("address", ["/counts/", "/counts/2024/", "/counts/2024Q4/"])
def test_truths_that_are_shown_alike_make_the_same_page(address: str) -> None:
    write_archive(_small, PERIODS)
    load_targets(2024, now=NOW)
    client = administrator()
    before = page(client, address)
    assert "under 5" in before or "not shown" in before
    _forget()
    write_archive(_behind(_small), PERIODS)
    assert page(client, address) == before


@pytest.mark.parametrize("address", ["/counts/", "/counts/2024/", "/counts/2024Q4/"])
def test_what_happens_elsewhere_changes_nothing_for_a_reader(address: str) -> None:
    write_archive(_small, PERIODS)
    client = reader(KINNULA)
    before = page(client, address)
    _forget()
    write_archive(_elsewhere(_small), PERIODS)
    assert page(client, address) == before


def test_a_reader_finds_own_place_its_area_and_the_project() -> None:
    write_archive(_small, PERIODS)
    text = page(reader(KINNULA))
    rows = re.findall(r'<th role="rowheader" scope="row">([^<]+)</th>', text)
    assert {"Kinnula", "Northern area", "Whole project"} <= set(rows)
    assert not {"Laukaa", "Jyväskylä", "Southern area"} & set(rows)
    # Others have a tile with their name, and no word or fill on it.
    assert re.search(r'count-tile-away"><span class="count-tile-name">Laukaa</span></div>', text)
    assert "not yours" in text
    assert "not yours" not in page(administrator())


def test_whoever_reads_no_municipality_finds_the_project_and_no_map() -> None:
    write_archive(_small, PERIODS)
    text = page(signed_in(_english(user_with(StaffRole.Role.COORDINATOR, association=_idle()))))
    rows = set(re.findall(r'<th role="rowheader" scope="row">([^<]+)</th>', text))
    assert "Whole project" in rows
    assert not {str(place) for place in Municipality.objects.all()} & rows
    assert "count-tile" not in text


def _idle() -> Association:
    return Association.objects.create(name="Esimerkki ry", short_name="Esim", phone="014 000 0003")


def test_places_stand_in_the_order_of_their_names() -> None:
    write_archive(_small, PERIODS)
    text = page(administrator())
    panel = text.split('id="places-title"')[1]
    names = re.findall(r'<span class="count-name">([^<]+)</span>', panel)
    thirteen = sorted(str(place) for place in Municipality.objects.all())
    assert names == thirteen * 4


def test_a_few_and_what_is_not_shown_have_one_look_each() -> None:
    write_archive(_small, PERIODS)
    text = page(administrator())
    for look in ("small", "hidden"):
        bars = re.findall(rf'<rect class="count-rest" [^>]*#fill-{look}\)"/>', text)
        assert len(bars) > 2
        assert len({bar for bar in bars if "76%" in bar}) == 1


@pytest.mark.parametrize("asked", ["2023", "2024Q4", "2025", "x", "", "2024%00"])
def test_another_period_than_those_offered_is_not_there(asked: str) -> None:
    write_archive(_small, PERIODS)
    assert reader(KINNULA).get(f"/counts/?period={asked}").status_code == 404


def test_the_newest_whole_year_comes_first_and_others_can_be_chosen() -> None:
    write_archive(_small, ("2023Q4", "2023", "2024", "2025Q1"))
    client = administrator()
    assert "<h1>Counts of 2024</h1>" in page(client)
    offered = re.findall(r'<option value="(\d+)"', page(client))
    assert offered == ["2025", "2024", "2023"]
    assert "<h1>Counts of 2023</h1>" in page(client, "/counts/?period=2023")
    running = page(client, "/counts/?period=2025")
    assert "2025 is not published as a whole yet" in running
    assert "January–March 2025" in running


def test_progress_to_targets_is_told_as_bands() -> None:
    write_archive(lambda _m, _p: Truth(212, 40, 0.1), PERIODS)
    load_targets(2024, now=NOW)
    text = page(reader(KINNULA))
    assert "210–214 of 340 people, 61–62\u00a0% of the target" in text
    assert "212" not in text


def test_a_few_of_a_target_is_told_as_the_most_it_may_be() -> None:
    write_archive(lambda _m, _p: Truth(2, 2, 0.5), PERIODS)
    load_targets(2024, now=NOW)
    assert "under 5 of 340 people, under 2\u00a0% of the target" in page(reader(KINNULA))


def test_each_chart_has_a_name_that_leads_to_a_table() -> None:
    write_archive(recognisable(), PERIODS)
    load_targets(2024, now=NOW)
    text = page(administrator())
    figures = re.findall(r"<figure.*?</figure>", text, re.DOTALL)
    assert len(figures) == 5
    for figure in figures:
        assert "The numbers are in the table below." in figure
        assert figure.index('role="img"') < figure.index("<table")
        assert "<figcaption>" in figure


def test_drawings_are_written_for_the_browser_in_every_language_and_hold_no_style() -> None:
    write_archive(_small, PERIODS)
    user = user_with(StaffRole.Role.ADMINISTRATOR)
    user.language = "fi"
    user.save()
    text = page(signed_in(user))
    lengths = re.findall(r' (?:width|x|x1)="([^"]*)%"', text)
    assert len(lengths) > 50
    assert all(re.fullmatch(r"\d+(\.\d+)?", each) for each in lengths)
    assert "style=" not in text.split("<main")[1]


def test_before_anything_is_published_the_page_says_what_can_be_and_how(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    text = page(administrator())
    assert "No counts have been published yet." in text
    assert "July–September 2026 is over and can be published now." in text
    assert "October–December 2026 can be published from 1.1.2027 on." in text
    assert "manage.py publish_counts --period 2026Q3" in text


def test_the_first_quarter_of_a_year_looks_back_to_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 2, 1, tzinfo=UTC))
    assert "--period 2026Q4" in page(administrator())


def test_a_page_takes_as_many_queries_for_many_years_as_for_one(
    django_assert_max_num_queries: object,
) -> None:
    write_archive(_small, ("2023Q3", "2023Q4", "2023", *PERIODS))
    client = administrator()
    for address in ("/counts/", "/counts/2024/"):
        with django_assert_max_num_queries(14):  # type: ignore[operator]  # a fixture without a type
            client.get(address)


def test_the_page_of_a_period_has_each_table_with_its_files() -> None:
    write_archive(_small, PERIODS)
    text = page(reader(KINNULA), "/counts/2024/")
    for table in PublishedTable.objects.filter(publication__period="2024"):
        for kind in ("csv", "xlsx", "json"):
            assert f'href="/api/counts/2024/{table.name}.{kind}"' in text
        assert f'<section class="panel" id="{table.name}"' in text
