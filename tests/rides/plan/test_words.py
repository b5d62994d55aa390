"""Reasons in words: a sentence for every code, about some drivers or about all."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from directory.osrm import Point
from people.models import Person
from rides.models import Driver
from rides.planning.result import Fact, Reason
from rides.services.plan.cars import Car
from rides.services.plan.clockwork import Dial
from rides.services.plan.sentences import SENTENCES
from rides.services.plan.words import KINDS, Speaker, people
from tests.rides.makers import THURSDAY
from tests.rides.plan.town import at
from volunteers.models import Volunteer

HOME: Point = (62.9, 24.8)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def car(pk: int, name: str, **facts: object) -> Car:
    volunteer = Volunteer(pk=pk, person=Person(first_name=name))
    return Car(Driver(volunteer=volunteer), HOME, ((at(9), at(12)),), **facts)  # type: ignore[arg-type]


def speaker(*names: str) -> Speaker:
    cars = {pk: car(pk, name) for pk, name in enumerate(names, 1)}
    return Speaker(cars, set(cars), Dial.of(THURSDAY))


def test_what_bars_every_driver_is_said_of_all_and_else_by_name() -> None:
    boot = Reason("full", ("1/0", "2/0"), {"kind": 2})
    assert speaker("Pekka", "Liisa").said([boot]) == ["No car has room in the boot at that hour."]
    assert speaker("Pekka", "Liisa", "Kalle").said([boot]) == [
        "Pekka and Liisa: the boot is full at that hour."
    ]


def test_hours_are_told_by_the_clock() -> None:
    hours = Reason("hours", ("1/0",), {"from": 9 * 60, "until": 12.5 * 60})
    assert speaker("Pekka", "Liisa").said([hours]) == [
        "Pekka: drives from 9.00 to 12.30, which does not suffice."
    ]


def test_of_a_driver_with_several_free_hours_the_hour_is_said_only_when_nothing_else_bars() -> None:
    morning = Reason("hours", ("1/0",), {"from": 9 * 60, "until": 12 * 60})
    afternoon = Reason("full", ("1/1",), {"kind": 0})
    assert speaker("Pekka", "Liisa").said([morning, afternoon]) == [
        "Pekka: the car is full at that hour."
    ]


def test_of_many_drivers_the_first_are_named_and_the_others_counted() -> None:
    names = ["Pekka", "Liisa", "Kalle", "Anni", "Eino"]
    assert people(names) == "Pekka, Liisa, Kalle and 2 others"
    assert people(names[:4]) == "Pekka, Liisa, Kalle and Anni"
    assert people([]) == ""


def test_who_is_on_the_way_and_who_has_said_no_are_named_apart() -> None:
    cars = {1: car(1, "Pekka"), 2: car(2, "Liisa", warnings=("Has said no for this day.",))}
    said = Speaker(cars, set(), Dial.of(THURSDAY)).all_of([])
    assert said == [
        "No driver drives on this day.",
        "Liisa: Has said no for this day.",
        "Pekka: Is on the way already.",
    ]


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_code_has_its_sentences(code: str) -> None:
    plain, _gap, kind = code.partition(" ")
    facts: dict[str, Fact] = {"needs": ("dog",), "from": 540, "until": 720}
    if kind:
        facts = {"kind": KINDS.index(kind)}
    for names in (("Pekka",), ("Pekka", "Liisa")):
        (sentence,) = speaker(*names).said([Reason(plain, ("1/0",), facts)])
        assert sentence.endswith(".")
        assert "%" not in sentence
        assert "Liisa" not in sentence
