"""How rings, states and hours are shown: the colour of a state, a sentence for a schedule."""

from collections.abc import Iterable

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rings.models import Concern, ExtraWork, Occurrence, Pair, Ring, ScheduleRule

register = template.Library()

_STATE = Occurrence.State
TONES: dict[str, str] = {
    _STATE.PLANNED: "quiet",
    _STATE.REMINDED: "waiting",
    _STATE.ACKNOWLEDGED: "waiting",
    _STATE.NO_ANSWER: "warning",
    _STATE.ESCALATED: "alarm",
    _STATE.UNREPORTED: "warning",
    _STATE.DONE: "done",
    _STATE.RESOLVED: "done",
    _STATE.MOVED: "quiet",
    _STATE.CANCELLED: "quiet",
    Ring.State.DRAFT: "warning",
    Ring.State.PUBLISHED: "done",
    Ring.State.PAUSED: "waiting",
    Ring.State.ENDED: "quiet",
    Pair.State.SUGGESTED: "quiet",
    Pair.State.ASKING: "waiting",
    Pair.State.INTRODUCED: "waiting",
    Pair.State.TRIAL: "waiting",
    Pair.State.SETTLED: "done",
    Concern.Severity.URGENT: "alarm",
    Concern.Severity.TODAY: "warning",
    Concern.Severity.SOON: "waiting",
    Concern.Severity.WATCH: "quiet",
    "red": "alarm",
    "amber": "warning",
    "green": "done",
}
NO_BREAK = "\u00a0"
EVERY_DAY, WORKDAYS = list(range(7)), list(range(5))


@register.filter
def tone(state: str) -> str:
    """Return the tone (colour and icon) of a state or light; unknown ones are quiet."""
    return TONES.get(state, "quiet")


@register.filter
def unbroken(text: str) -> str:
    """Return `text` on one line: a telephone number is never cut in two."""
    return text.replace(" ", NO_BREAK)


@register.filter
def kind_label(kind: str) -> str:
    """Return the word for a kind of ring: "Call ring"."""
    return capfirst(str(Ring.Kind(kind).label))


@register.filter
def days_in_words(weekdays: Iterable[int]) -> str:
    """Return weekdays (0 = Monday) in words: "every day", "Monday and Friday"."""
    days = sorted(weekdays)
    if days == EVERY_DAY:
        return _("every day")
    if days == WORKDAYS:
        return _("from Monday to Friday")
    return get_text_list([str(WEEKDAYS[day]) for day in days], _("and"))


@register.filter
def rule_in_words(rule: ScheduleRule) -> str:
    """Return when a rule runs: "from Monday to Friday at 9.00, every second week"."""
    words = {
        "days": days_in_words(rule.weekdays),
        "hour": f"{rule.wall_time.hour}.{rule.wall_time:%M}",
        "weeks": rule.interval_weeks,
    }
    if rule.span == ScheduleRule.Span.WEEK:
        if rule.interval_weeks == 1:
            return _("once a week, on whichever day suits")
        return _("once every %(weeks)s weeks, on whichever day suits") % words
    if rule.interval_weeks == 1:
        return _("%(days)s at %(hour)s") % words
    return _("%(days)s at %(hour)s, every %(weeks)s weeks") % words


def _people(ring: Ring, residents: int, helpers: int) -> str:
    """Return who does what to whom, with the numbers of people."""
    calls = ring.kind == Ring.Kind.CALL
    to_whom = ngettext("%(n)s resident", "%(n)s residents", residents) % {"n": residents}
    from_whom = ngettext("%(n)s volunteer", "%(n)s volunteers", helpers) % {"n": helpers}
    words = {"to": to_whom, "by": from_whom}
    if ring.topology == Ring.Topology.CIRCLE:
        members = ngettext("%(n)s member", "%(n)s members", residents) % {"n": residents}
        return _("%(members)s ring each other in a circle") % {"members": members}
    if ring.topology == Ring.Topology.CALL_IN:
        return _("%(to)s: sign in before the hour") % words
    if ring.topology == Ring.Topology.PAIR:
        return _("The same volunteer rings") if calls else _("The same volunteer visits")
    if calls:
        return _("%(by)s: taking turns to ring %(to)s") % words
    return _("%(by)s: taking turns to visit %(to)s") % words


def sentence(ring: Ring, rules: list[ScheduleRule], residents: int, helpers: int) -> str:
    """Return what, who and when a ring is, in one plain sentence."""
    who = _people(ring, residents, helpers)
    if not rules:
        return _("%(who)s. No hours yet.") % {"who": who}
    when = "; ".join(rule_in_words(rule) for rule in rules)
    return f"{who}, {when}."


@register.filter
def as_hours(minutes: int) -> str:
    """Return minutes as hours and minutes: "1 h 30 min", "45 min", "−2 h"."""
    sign, left = ("−" if minutes < 0 else ""), abs(minutes)
    hours, rest = divmod(left, 60)
    parts = [f"{hours} h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return sign + NO_BREAK.join(parts).replace(" ", NO_BREAK)


@register.filter
def work_label(kind: str) -> str:
    """Return the word for a kind of work in the log of hours: "Calls"."""
    return capfirst(str(ExtraWork.Kind(kind).label))
