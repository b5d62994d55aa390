"""Coarsening until nobody can be reckoned out."""

import pytest

from reports.disclosure.audit import audit
from reports.disclosure.cells import Kind, Truth, at
from reports.disclosure.protect import Because, CannotProtectError, draft, protect
from reports.disclosure.system import Key
from tests.reports.disclosure.small import EVENTS, FRAME, PERSONS, exactly

MANY = 50


def truths(measure: str, **counts: Truth) -> dict[Key, Truth]:
    return {
        (measure, at(period="2026") if name == "all" else at(period="2026", place=name)): truth
        for name, truth in counts.items()
    }


def test_the_figure_of_one_person_takes_its_smallest_sibling_with_it() -> None:
    known = truths(
        "contacts",
        all=Truth(460, MANY, 0.3),
        a=Truth(140, 1, 1.0),
        b=Truth(20, MANY, 0.1),
        c=Truth(300, MANY, 0.1),
    )
    table = draft("t", "2026", EVENTS, {place: t for (_, place), t in known.items()})
    (shown,), steps = protect(FRAME, [], [table], known)
    hidden = {dict(p).get("place", "all") for p, s in shown.cells.items() if s.kind == Kind.HIDDEN}
    assert steps[0].because == Because.SIBLING
    assert dict(steps[0].place)["place"] == "b"
    assert {"a", "b"} <= hidden
    assert audit(FRAME, [shown], known) == []


def test_the_same_counts_are_coarsened_in_the_same_way() -> None:
    known = truths("contacts", all=Truth(90, 9, 0.2), a=Truth(40, 1, 1), b=Truth(40, 9, 0.2))
    table = draft("t", "2026", EVENTS, {place: t for (_, place), t in known.items()})
    assert protect(FRAME, [], [table], known) == protect(FRAME, [], [table], known)


def test_a_few_people_cannot_be_told_by_subtracting_bands() -> None:
    known = truths("reached", all=Truth(14, 14), a=Truth(4, 4), b=Truth(5, 5), c=Truth(5, 5))
    table = draft("t", "2026", PERSONS, {place: t for (_, place), t in known.items()})
    (shown,), _steps = protect(FRAME, [], [table], known)
    assert shown.cells[at(period="2026", place="a")].kind == Kind.SMALL
    assert audit(FRAME, [shown], known) == []


def test_what_was_told_before_cannot_be_taken_back() -> None:
    known = truths("contacts", all=Truth(160, MANY, 0.1), a=Truth(140, 1, 1.0), b=Truth(20, MANY))
    before = exactly("contacts", all=160, b=20, c=0)
    known |= truths("contacts", c=Truth(0, 0))
    table = draft("t", "2026", EVENTS, {at(period="2026", place="a"): Truth(140, 1, 1.0)})
    with pytest.raises(CannotProtectError):
        protect(FRAME, [before], [table], known)


def test_parts_of_a_year_that_was_shown_first_are_hidden_for_its_sake() -> None:
    year = truths("contacts", all=Truth(460, MANY, 0.3), a=Truth(140, 8, 0.9), b=Truth(320, MANY))
    before = draft("year", "2026", EVENTS, {place: t for (_, place), t in year.items()})
    (before,), _steps = protect(FRAME, [], [before], year)
    parts: dict[Key, Truth] = {}
    for quarter, many in (("2026Q1", 100), ("2026Q2", 40)):
        parts["contacts", at(period=quarter, place="a")] = Truth(many, 8, 0.4)
    new = draft("parts", "2026Q2", EVENTS, {place: t for (_, place), t in parts.items()})
    tables, steps = protect(FRAME, [before], [new], {**year, **parts})
    assert {step.because for step in steps} == {Because.RELATED}
    assert audit(FRAME, [before, *tables], {**year, **parts}) == []
