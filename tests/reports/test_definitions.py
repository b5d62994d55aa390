"""The definitions are held against reality: their names and states exist, and their rows are what is counted."""

from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, F, QuerySet, Sum

from backend.demo.history import seed_history
from directory.models import Municipality
from people.machine import RESIDENT
from people.target_groups import GROUPS, OLD_FROM, YOUNG_UNTIL
from reports.areas import areas_of
from reports.counting.periods import Period
from reports.counting.plan import ACTIVITY, BARRIER, GROUP, MEASURES, TABLES, frame_of
from reports.counting.read import read
from reports.counting.tally import count_period
from reports.definitions import ACROSS, LEVELS, UNITS, How, Rows, Span
from reports.definitions import MEASURES as DEFINITIONS
from reports.disclosure.cells import at
from reports.sql import column_of, model_of, paths_of, sql_of
from tests.directory.makers import member
from tests.house.floors import ROOT
from tests.reports.views.english import in_english

YEAR = Period(2024)
ALL_ROWS = [
    pytest.param(rows, id=f"{name}-{number}")
    for name, definition in DEFINITIONS.items()
    for number, rows in enumerate(definition.rows)
]


def counted(rows: Rows, period: Period) -> int:
    """Return what `rows` of `period` come to, asked of the database directly."""
    found = chosen(rows, period)
    if rows.how == How.ROWS:
        return found.count()
    if rows.how == How.SUM:
        return round(found.aggregate(all=Sum(rows.told[0]))["all"] or 0)
    return int(found.aggregate(all=Count(rows.told[0], distinct=True))["all"])


def chosen(rows: Rows, period: Period) -> QuerySet[Any]:
    """Return the rows of the database that `rows` mean."""
    assert rows.span == Span.WITHIN
    found = model_of(rows)._default_manager.filter(
        **{f"{rows.day}__gte": period.first_day, f"{rows.day}__lt": period.end},
        **{f"{path}__in": values for path, values in rows.states.items()},
        **{f"{path}__isnull": False for path in rows.filled},
    )
    for path, values in rows.never.items():
        found = found.exclude(**{f"{path}__in": values})
    for left, right in rows.different:
        found = found.exclude(**{left: F(right)})
    return found


def truths() -> dict[str, int]:
    """Return the true count of every measure for the whole project in the year."""
    areas = areas_of(Municipality.objects.values_list("code", flat=True))
    barriers = ["no_volunteer"]
    frame = frame_of([YEAR.year], areas, GROUPS, barriers)
    found = count_period(YEAR, read(YEAR), frame)
    whole = at(period=str(YEAR))
    specs = {spec.measure: spec.name for spec in TABLES if spec.of_year}
    return {measure: found[name][whole].value for measure, name in specs.items()}


def test_every_measure_and_every_table_has_a_definition() -> None:
    assert DEFINITIONS.keys() == {measure.name for measure in MEASURES}
    assert {spec.measure for spec in TABLES} <= DEFINITIONS.keys()
    assert {spec.depth for spec in TABLES} == LEVELS.keys()
    assert {spec.across for spec in TABLES} - {""} == ACROSS.keys() == {ACTIVITY, GROUP, BARRIER}
    assert {measure.unit for measure in MEASURES} == UNITS.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("rows", ALL_ROWS)
def test_every_table_and_column_that_a_definition_names_is_in_the_database(rows: Rows) -> None:
    with connection.cursor() as cursor:
        for path in paths_of(rows):
            table, column = column_of(model_of(rows), path)
            there = connection.introspection.get_table_description(cursor, table)
            assert column in {each.name for each in there}
            assert f"{table}.{column}" in "\n".join(sql_of(rows))


@pytest.mark.parametrize("rows", ALL_ROWS)
def test_every_state_that_a_definition_names_is_one(rows: Rows) -> None:
    for path, values in {**rows.states, **rows.never}.items():
        *steps, last = path.split("__")
        model: Any = model_of(rows)
        for step in steps:
            model = model._meta.get_field(step).related_model
        known = {value for value, _label in model._meta.get_field(last).choices or []}
        assert set(values) <= (known or {RESIDENT.name})


def test_a_column_that_is_not_there_is_noticed() -> None:
    model = model_of(DEFINITIONS["contacts"].rows[0])
    with pytest.raises(FieldDoesNotExist):
        column_of(model, "occurrence__nominal_day")


@pytest.mark.django_db
def test_the_rows_of_the_definitions_come_to_what_is_counted() -> None:
    seed_history(2, 2024, 1)
    true = truths()
    for name in ("contacts", "unmet"):
        assert sum(counted(rows, YEAR) for rows in DEFINITIONS[name].rows) == true[name] > 0
    [runs] = DEFINITIONS["kilometres"].rows
    assert counted(runs, YEAR) == true["kilometres"] > 0
    for name in ("reached", "active"):
        definition = DEFINITIONS[name]
        people = {
            person
            for rows in definition.rows
            for person in chosen(rows, YEAR).values_list(rows.told[0], flat=True)
        }
        assert len(people) == true[name] > 0


def test_the_document_keeps_the_same_list() -> None:
    text = (ROOT / "docs" / "counts.md").read_text(encoding="utf-8")
    assert [name for name in DEFINITIONS if f"| `{name}` |" not in text] == []
    assert [spec.name for spec in TABLES if f"`{spec.name}`" not in text] == []


@pytest.mark.django_db
def test_the_page_tells_every_measure_every_table_and_the_names_in_the_database() -> None:
    call_command("load_directory", verbosity=0)
    page = in_english(member("coordinator")).get("/counts/definitions/").content.decode()
    for name, definition in DEFINITIONS.items():
        assert f'id="{name}"' in page
        assert str(definition.one) in page
    assert "rings_assignment.state = &#x27;done&#x27;" in page
    assert "Kinnula, Pihtipudas, Viitasaari" in page


def test_the_ages_that_the_page_tells_are_those_of_the_rule() -> None:
    page = (ROOT / "templates" / "reports" / "definitions.html").read_text(encoding="utf-8")
    assert f"{OLD_FROM} years and over" in page
    assert f"Under {YOUNG_UNTIL + 1} years" in page
