"""Why a way of a ride has no car, or this one, in words: one sentence a reason, with the drivers it is about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rides.models import Need
from rides.planning.result import Fact, Reason
from rides.services.plan.cars import Car, driver_of

KINDS = ("seats", "front", "boot", "wheelchair")
MOST_NAMED = 3

# What bars a car, as it is said of some drivers and, when it bars every one of them, of all.
SENTENCES: dict[str, tuple[Promise, Promise]] = {
    "need": (
        gettext_lazy("%(who)s: cannot take %(needs)s."),
        gettext_lazy("No driver of this day takes %(needs)s."),
    ),
    "refusal": (
        gettext_lazy("%(who)s: not together with this rider."),
        gettext_lazy("No driver of this day may drive this rider."),
    ),
    "seats": (
        gettext_lazy("%(who)s: not enough seats in the car."),
        gettext_lazy("No car of this day has so many seats."),
    ),
    "front": (
        gettext_lazy("%(who)s: the front seat is not enough."),
        gettext_lazy("No car of this day has the front seat free."),
    ),
    "boot": (
        gettext_lazy("%(who)s: no room in the boot."),
        gettext_lazy("No car of this day has room in the boot."),
    ),
    "wheelchair": (
        gettext_lazy("%(who)s: no place for a wheelchair."),
        gettext_lazy("No car of this day has a place for a wheelchair."),
    ),
    "dark": (
        gettext_lazy("%(who)s: does not drive in the dark."),
        gettext_lazy("It is dark then, and no driver of this day drives in the dark."),
    ),
    "hours": (
        gettext_lazy("%(who)s: not free at that hour."),
        gettext_lazy("No driver is free at that hour."),
    ),
    "km": (
        gettext_lazy("%(who)s: more kilometres than agreed."),
        gettext_lazy("It is more kilometres than any driver of this day has agreed to."),
    ),
    "minutes": (
        gettext_lazy("%(who)s: more hours than agreed."),
        gettext_lazy("It takes longer than any driver of this day has agreed to."),
    ),
    "full": (
        gettext_lazy("%(who)s: the car is full then."),
        gettext_lazy("Every car is full at that hour."),
    ),
    "apart": (
        gettext_lazy("%(who)s: somebody is in the car with whom this rider does not ride."),
        gettext_lazy("In every car is somebody with whom this rider does not ride."),
    ),
    "ride": (
        gettext_lazy("%(who)s: somebody would sit in the car too long."),
        gettext_lazy("In every car somebody would sit too long."),
    ),
    "time": (
        gettext_lazy("%(who)s: no time between the others."),
        gettext_lazy("No driver has time between the others."),
    ),
    "pair": (
        gettext_lazy("There is no driver for the other way of this ride."),
        gettext_lazy("There is no driver for the other way of this ride."),
    ),
    "possible": (
        gettext_lazy("%(who)s: could drive this. Choose the car, or make the plan again."),
        gettext_lazy("Any driver of this day could. Choose a car, or make the plan again."),
    ),
}
NOBODY_DRIVES = gettext_lazy("No driver drives on this day.")
ON_THE_WAY = gettext_lazy("Is on the way already.")
NO_PLACE_THERE = gettext_lazy("There is no place with this driver.")


def sentences_of(
    reasons: Iterable[Reason], cars: Mapping[int, Car], asked: Collection[int]
) -> list[str]:
    """Return `reasons` in words, and why the others do not drive. `asked`: of whom the reasons speak."""
    others = _others([car for pk, car in cars.items() if pk not in asked])
    return [*(said_of(reasons, cars, asked) if asked else [str(NOBODY_DRIVES)]), *others]


def said_of(
    reasons: Iterable[Reason], cars: Mapping[int, Car], asked: Collection[int]
) -> list[str]:
    """Return `reasons` in words, each once."""
    return list(dict.fromkeys(_sentence(reason, cars, asked) for reason in reasons))


def _sentence(reason: Reason, cars: Mapping[int, Car], asked: Collection[int]) -> str:
    drivers = list(dict.fromkeys(driver_of(key) for key in reason.vehicles))
    some, everyone = SENTENCES[_code(reason)]
    words = everyone if set(drivers) >= set(asked) else some
    named = [str(cars[pk].driver.person.first_name) for pk in drivers]
    return str(words) % {"who": people(named), "needs": _needs(reason.facts.get("needs"))}


def people(names: Collection[str]) -> str:
    """Return names in a row; of many the first few, and how many more there are."""
    listed = list(names)
    if len(listed) <= MOST_NAMED + 1:
        return get_text_list(listed, _("and"))
    more = len(listed) - MOST_NAMED
    words = ngettext("%(names)s and %(count)d other", "%(names)s and %(count)d others", more)
    return words % {"names": ", ".join(listed[:MOST_NAMED]), "count": more}


def _code(reason: Reason) -> str:
    """Return which sentence says it: of what does not fit, the kind says more than that it does not."""
    kind = reason.facts.get("kind")
    if reason.code == "capacity" and isinstance(kind, int):
        return KINDS[kind]
    return reason.code


def _needs(needs: Fact) -> str:
    labels = {str(need): str(label) for need, label in Need.choices}
    asked = needs if isinstance(needs, tuple) else ()
    listed = [labels[str(need)] for need in asked if str(need) in labels]
    return get_text_list(listed, _("and"))


def _others(cars: Iterable[Car]) -> list[str]:
    """Return each reason for which drivers take no part, with who they are."""
    of_reason: dict[str, list[str]] = defaultdict(list)
    for car in cars:
        why = " ".join(str(each) for each in (*car.bars, *car.warnings)) or str(ON_THE_WAY)
        of_reason[why].append(str(car.driver.person.first_name))
    return [f"{people(names)}: {why}" for why, names in sorted(of_reason.items())]
