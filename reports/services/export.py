"""Every number ever shown, in one document that an attacker, or a colleague, can work with."""

import json
from typing import Any

from reports.counting.plan import AT_MOST
from reports.disclosure.cells import TOTAL, Dimension, Frame
from reports.disclosure.protect import FEW
from reports.models import PublishedTable
from reports.services.frame import frame_with

FORMAT = "sdc-attack/1"


def export(*, with_truth: bool = False) -> dict[str, Any]:
    """Return all tables ever published, in three queries; `with_truth` adds what they were made of to each cell.

    True counts are for administrators only: nothing but the command asks for them.
    """
    frame = frame_with()
    rows = PublishedTable.objects.select_related("publication")
    return {
        "format": FORMAT,
        "dimensions": {name: _dimension(d) for name, d in frame.dimensions.items()},
        "measures": _measures(frame),
        "relations": [{"le": list(pair)} for pair in AT_MOST],
        "revisions": "frozen",
        "tables": [_table(row, with_truth=with_truth) for row in rows],
    }


def _dimension(dimension: Dimension) -> list[str] | dict[str, list[str]]:
    children = {parent: list(below) for parent, below in dimension.children.items()}
    return children[TOTAL] if list(children) == [TOTAL] else children


def _measures(frame: Frame) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, measure in frame.measures.items():
        found[name] = {"unit": str(measure.unit)}
        if measure.union:
            found[name]["union"] = sorted(measure.union)
    return found


def _table(row: PublishedTable, *, with_truth: bool) -> dict[str, Any]:
    cells = list(row.cells)
    if with_truth:
        counts = json.loads(row.truth)
        names = ("true", "contributors", "top_share")
        cells = [
            cell | dict(zip(names, each, strict=True))
            for cell, each in zip(cells, counts, strict=True)
        ]
    return {
        "id": f"{row.name}/{row.publication.period}",
        "release": row.publication.period,
        "measure": row.measure,
        "display": {"kind": "floor", "base": row.base},
        "small": list(FEW),
        "cells": cells,
        "not_offered": row.not_offered,
    }
