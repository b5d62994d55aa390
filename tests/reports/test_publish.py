"""Publishing a period: once, after its close, protected, and kept as it was."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override

from backend.demo.history import seed_history
from directory.actors import COMMAND
from directory.models import AuditEntry
from people.errors import RefusedError
from people.models import Person
from reports.counting.periods import Period, named
from reports.models import Publication, PublishedTable
from reports.services.export import export
from reports.services.publish import publish, rehearse
from reports.services.stored import Archive, archive
from rings.models import Occurrence
from tests.reports.disclosure.attack import attack
from tests.reports.history import publish_years

pytestmark = pytest.mark.django_db
AFTER = datetime(2024, 4, 2, 9, 0, tzinfo=UTC)
FIRST = Period(2024, 1)


def test_a_period_is_published_once_and_only_after_its_close() -> None:
    seed_history(3, 2024, 1)
    early = datetime(2024, 3, 31, 9, 0, tzinfo=UTC)
    with pytest.raises(RefusedError, match=r"1\.4\.2024"):
        publish(FIRST, by=COMMAND, now=early)
    publish(FIRST, by=COMMAND, now=AFTER)
    with pytest.raises(RefusedError):
        publish(FIRST, by=COMMAND, now=AFTER)
    entry = AuditEntry.objects.get(subject="publication", event="publish")
    assert (entry.reason, entry.channel) == ("2024Q1", "command")


def test_of_two_periods_published_at_once_the_second_is_made_beside_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seed_history(3, 2024, 1)
    second = Period(2024, 2)
    later = datetime(2024, 7, 2, 9, 0, tzinfo=UTC)
    others = [FIRST]

    def overtaken() -> Archive:
        read = archive()
        while others:  # once it has read, somebody else publishes
            publish(others.pop(), by=COMMAND, now=later)
        return read

    with monkeypatch.context() as patched:
        patched.setattr("reports.services.publish.archive", overtaken)
        with override("en"), pytest.raises(RefusedError, match="publish it again"):
            publish(second, by=COMMAND, now=later)
    assert [p.period for p in Publication.objects.all()] == ["2024Q1"]
    publish(second, by=COMMAND, now=later)
    assert list(Publication.objects.values_list("number", flat=True)) == [1, 2]


def test_a_rehearsal_keeps_nothing_and_shows_what_publishing_would() -> None:
    seed_history(3, 2024, 1)
    tried = rehearse(FIRST, AFTER)
    assert not Publication.objects.exists()
    assert publish(FIRST, by=COMMAND, now=AFTER).tables == tried.tables


def test_what_is_put_right_later_changes_nothing_that_was_shown() -> None:
    seed_history(3, 2024, 1)
    publish(FIRST, by=COMMAND, now=AFTER)
    before = export(with_truth=True)
    Occurrence.objects.filter(nominal_date__lt=FIRST.end).delete()
    assert export(with_truth=True) == before


def test_what_is_stored_is_what_was_made() -> None:
    seed_history(3, 2024, 1)
    made = publish(FIRST, by=COMMAND, now=AFTER)
    assert {table.id: table for table in archive().tables} == {t.id: t for t in made.tables}
    sealed = PublishedTable.objects.extra(select={"raw": "truth"}).first()
    assert sealed
    assert not sealed.raw.startswith("[[")


def test_two_years_of_publications_give_nobody_away() -> None:
    publish_years(5, 2024, 2)
    verdict = attack(export(with_truth=True))
    assert verdict.protected > 30
    assert (verdict.exact, verdict.narrow, verdict.wrong) == ([], [], [])


def test_the_export_names_nobody_and_tells_no_true_count() -> None:
    publish_years(3, 2024, 1)
    text = json.dumps(export())
    assert "true" not in json.loads(text)["tables"][0]["cells"][0]
    assert not any(name in text for name in Person.objects.values_list("first_name", flat=True))
    units = {name: m["unit"] for name, m in json.loads(text)["measures"].items()}
    for table in json.loads(text)["tables"]:
        base = 5 if units[table["measure"]] == "persons" else 10
        values = [c["value"] for c in table["cells"] if not c.get("small")]
        assert all(value is None or value % base == 0 for value in values)


def test_the_commands_publish_and_print(monkeypatch: pytest.MonkeyPatch) -> None:
    seed_history(3, 2024, 1)
    monkeypatch.setattr(timezone, "now", lambda: AFTER)
    out = StringIO()
    call_command("publish_counts", "--period", "2024Q1", "--dry-run", "--json", stdout=out)
    assert json.loads(out.getvalue())["published"] is False
    call_command("publish_counts", "--period", "2024Q1", stdout=out)
    with pytest.raises(CommandError):
        call_command("publish_counts", "--period", "2024Q1")
    with pytest.raises(CommandError, match="2026Q3"):
        call_command("publish_counts", "--period", "spring")
    out = StringIO()
    call_command("export_published", "--json", "--truth", stdout=out)
    found = json.loads(out.getvalue())
    assert (found["format"], found["revisions"]) == ("sdc-attack/1", "frozen")
    assert {"true", "contributors", "top_share"} <= found["tables"][0]["cells"][0].keys()
    assert AuditEntry.objects.filter(subject="publication", event="show_truth").exists()


@pytest.mark.parametrize("text", ["2026Q3", "2026", "2024Q1"])
def test_a_period_is_named_as_it_is_written(text: str) -> None:
    period = named(text)
    assert str(period) == text
    assert named(f"{text}x") is None
