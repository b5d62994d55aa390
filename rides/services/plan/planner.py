"""For now: the planner's functions that are still being written."""

from importlib import import_module
from typing import Any


def insert(*a: Any) -> Any:
    return import_module("rides.planning.insertion").insert(*a)


def explain(*a: Any) -> Any:
    return import_module("rides.planning.explain").explain(*a)


def check(*a: Any) -> Any:
    return import_module("rides.planning.check").check(*a)
