"""Who may be asked about a request, and who is asked first: named rules over plain facts.

Every rule that stands in the way is said, so that a coordinator sees why a familiar name is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rings.rules.plan import Window
from rings.rules.waves import Policy

# The tasks of a volunteer that fit a line of each kind: whoever helps also walks along. Others fit themselves.
FITS: dict[str, frozenset[str]] = {
    "help": frozenset({"help", "escort"}),
    "escort": frozenset({"escort", "help"}),
}
# Two open questions at once can be told apart as A and B; a third cannot.
MOST_OPEN = 2
# Points: the fewer, the sooner. A day since somebody was last asked takes away three (28 days at most),
# a kilometre of the way adds one, a duty within the last four weeks adds four.
DAY_POINTS, KM_POINTS, DUTY_POINTS = -3, 1, 4
LONG_AGO = 28

NOT_ASKED, OPEN, NO, SILENT, HAD_IT = "", "open", "no", "silent", "had_it"


@dataclass(frozen=True)
class Wanted:
    """What is asked for: on `day` in local wall time [starts, ends), of a line of `kind`."""

    day: date
    starts: time
    ends: time
    kind: str
    receiver_id: int
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Asks:
    """How often somebody was asked anything of late, in whole local days; None for never.

    `this_week`: today and the six days before. `open`: questions that wait for an answer.
    """

    today: int = 0
    this_week: int = 0
    open: int = 0
    days_since_no: int | None = None
    days_since: int | None = None


@dataclass(frozen=True)
class Helper:
    """What is known of one volunteer, as far as asking them goes.

    `answer`: what they said to this very request. `load`: duties of the last four weeks. `personal`: names and
    words of what bars them from this very person, as `volunteers.matching` finds it.
    No tasks and no windows mean that nothing is known of them: then neither bars.
    """

    person_id: int
    unfit: tuple[str | Promise, ...] = ()
    personal: tuple[tuple[str, str | Promise], ...] = ()
    tasks: frozenset[str] = frozenset()
    windows: tuple[Window, ...] = ()
    is_away: bool = False
    busy: str = ""
    km: float = 0.0
    numbers: frozenset[str] = frozenset()
    takes_texts: bool = True
    answer: str = NOT_ASKED
    asks: Asks = Asks()
    load: int = 0


@dataclass(frozen=True)
class Bar:
    """One rule that stands in the way. `is_hard`: not by telephone either."""

    name: str
    words: str | Promise
    is_hard: bool


Rule = Callable[[Helper, Wanted, Policy], bool]


def _does_not_do_such(helper: Helper, wanted: Wanted, policy: Policy) -> bool:
    fitting = FITS.get(wanted.kind, frozenset({wanted.kind}))
    return bool(helper.tasks) and not helper.tasks & fitting


def _is_not_free(helper: Helper, wanted: Wanted, policy: Policy) -> bool:
    if not helper.windows:
        return False
    return not any(
        w.weekday == wanted.day.weekday()
        and w.starts <= wanted.starts
        and (w.ends >= wanted.ends or w.ends >= time(23, 59))
        for w in helper.windows
    )


def _is_the_receiver(helper: Helper, wanted: Wanted, policy: Policy) -> bool:
    return helper.person_id == wanted.receiver_id or bool(helper.numbers & wanted.numbers)


def _keeps_quiet_after_a_no(helper: Helper, wanted: Wanted, policy: Policy) -> bool:
    days = helper.asks.days_since_no
    return days is not None and days <= policy.quiet_days


# (name, whether it bars a telephone call too, the rule, what it says)
_RULES: tuple[tuple[str, bool, Rule, Promise], ...] = (
    ("receiver", True, _is_the_receiver, _("Is the one to be helped, or lives with them.")),
    ("task", True, _does_not_do_such, _("Does not do this kind of task.")),
    ("away", True, lambda h, w, p: h.is_away, _("Is away.")),
    ("hours", True, _is_not_free, _("Is not free at that hour.")),
    ("radius", True, lambda h, w, p: h.km > p.radius_km, _("Lives too far away.")),
    ("said_no", True, lambda h, w, p: h.answer == NO, _("Has said no to this.")),
    ("had_it", True, lambda h, w, p: h.answer == HAD_IT, _("Had it and gave it away.")),
    ("asked", False, lambda h, w, p: h.answer == OPEN, _("Has been asked and may still answer.")),
    ("silent", False, lambda h, w, p: h.answer == SILENT, _("Was asked and did not answer.")),
    ("no_texts", False, lambda h, w, p: not h.takes_texts, _("Takes no text messages: ring.")),
    ("day_cap", False, lambda h, w, p: h.asks.today >= p.most_a_day, _("Asked enough today.")),
    (
        "week_cap",
        False,
        lambda h, w, p: h.asks.this_week >= p.most_a_week,
        _("Asked enough this week."),
    ),
    (
        "two_open",
        False,
        lambda h, w, p: h.asks.open >= MOST_OPEN,
        _("Has two open questions."),
    ),
    ("quiet", False, _keeps_quiet_after_a_no, _("Said no lately and is left in peace.")),
)
# These pass by themselves with another day.
RESTING = frozenset({"day_cap", "week_cap", "two_open", "quiet"})


def bars(helper: Helper, wanted: Wanted, policy: Policy) -> tuple[Bar, ...]:
    """Return every rule that keeps `helper` from being asked by text; empty means that they may be."""
    unfit = tuple(Bar("unfit", words, is_hard=True) for words in helper.unfit)
    personal = tuple(Bar(name, words, is_hard=True) for name, words in helper.personal)
    busy = (Bar("busy", helper.busy, is_hard=True),) if helper.busy else ()
    ruled = tuple(
        Bar(name, words, is_hard)
        for name, is_hard, rule, words in _RULES
        if rule(helper, wanted, policy)
    )
    return unfit + personal + busy + ruled


def points(helper: Helper) -> int:
    """Return how late the turn of `helper` comes: fairness first, then nearness and load."""
    since = helper.asks.days_since
    days = LONG_AGO if since is None else min(since, LONG_AGO)
    return DAY_POINTS * days + KM_POINTS * round(helper.km) + DUTY_POINTS * helper.load


def order(helper: Helper) -> tuple[int, int]:
    """Return the key by which helpers are asked in turn; the number of the person decides between equals."""
    return points(helper), helper.person_id


def phone_order(helper: Helper, found: tuple[Bar, ...]) -> tuple[int, int, int]:
    """Return the key of the list to ring round: without texts first, then unasked, silent, asked too often."""
    names = {bar.name for bar in found}
    if "no_texts" in names:
        group = 0
    elif not names:
        group = 1
    else:
        group = 3 if names & RESTING else 2
    return (group, *order(helper))
