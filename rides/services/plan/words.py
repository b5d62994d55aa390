"""Why a way of a ride has no car, in words: one sentence a reason, with the drivers it is about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.localtime import local_time
from rides.models import Need
from rides.planning.result import Fact, Reason
from rides.services.plan.cars import Car, driver_of
from rides.services.plan.clockwork import Dial
from rides.services.plan.sentences import NOBODY_DRIVES, ON_THE_WAY, SENTENCES

KINDS = ("seats", "front", "boot", "wheelchair")
MOST_NAMED = 3


@dataclass(frozen=True)
class Speaker:
    """Says reasons. `cars`: of the whole day, by driver; `asked`: the drivers of whom the planner was asked.

    `closed`: why a car that could drive was not.
    """

    cars: Mapping[int, Car]
    asked: Collection[int]
    dial: Dial
    closed: Mapping[int, Promise] = field(default_factory=dict)

    def all_of(self, reasons: Iterable[Reason]) -> list[str]:
        """Return `reasons` in words, and why the other drivers take no part."""
        others = self._others([car for pk, car in self.cars.items() if pk not in self.asked])
        return [*(self.said(reasons) if self.asked else [str(NOBODY_DRIVES)]), *others]

    def said(self, reasons: Iterable[Reason]) -> list[str]:
        """Return `reasons` in words, each once."""
        return list(dict.fromkeys(self._sentence(reason) for reason in _telling(list(reasons))))

    def _sentence(self, reason: Reason) -> str:
        drivers = list(dict.fromkeys(driver_of(key) for key in reason.vehicles))
        some, everyone = SENTENCES[_code(reason)]
        words = everyone if set(drivers) >= set(self.asked) else some
        named = [str(self.cars[pk].driver.person.first_name) for pk in drivers]
        return str(words) % {
            "who": people(named),
            "needs": _needs(reason.facts.get("needs")),
            "from": self._hour(reason.facts.get("from")),
            "until": self._hour(reason.facts.get("until")),
        }

    def _others(self, cars: Iterable[Car]) -> list[str]:
        """Return each reason for which drivers take no part, with who they are."""
        of_reason: dict[str, list[str]] = defaultdict(list)
        for car in cars:
            closed = self.closed.get(car.driver.pk, ON_THE_WAY)
            why = " ".join(map(str, (*car.bars, *car.warnings))) or str(closed)
            of_reason[why].append(str(car.driver.person.first_name))
        return [f"{people(names)}: {why}" for why, names in sorted(of_reason.items())]

    def _hour(self, minutes: Fact) -> str:
        if not isinstance(minutes, float | int):
            return ""
        wall = local_time(self.dial.at(minutes))
        return f"{wall.hour}.{wall:%M}"


def _telling(reasons: Collection[Reason]) -> Iterator[Reason]:
    """Yield `reasons` without hours that do not suffice of drivers who have others, where something else bars."""
    elsewhere = {driver_of(k) for each in reasons if each.code != "hours" for k in each.vehicles}
    for reason in reasons:
        if reason.code != "hours":
            yield reason
        elif kept := tuple(key for key in reason.vehicles if driver_of(key) not in elsewhere):
            yield replace(reason, vehicles=kept)


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
    if reason.code == "need" and not _needs(reason.facts.get("needs")):
        # Tied to one driver, who has no time for it.
        return "time"
    kind = reason.facts.get("kind")
    if isinstance(kind, int):
        return f"{reason.code} {KINDS[kind]}"
    return reason.code


def _needs(needs: Fact) -> str:
    labels = {str(need): str(label) for need, label in Need.choices}
    asked = needs if isinstance(needs, tuple) else ()
    listed = [labels[str(need)] for need in asked if str(need) in labels]
    return get_text_list(listed, _("and"))
