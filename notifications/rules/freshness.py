"""Whether a text still makes sense and may go now: all the rules, in their order, in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from notifications.gateways.base import Fault


class Facts(Protocol):
    """What is known of a text that is about to go. Each is asked for only when the rules before it say nothing.

    `is_wanted`: what it is about has been neither confirmed nor called off, and is still this person's: whoever
    is away has been freed of it. `is_exempt`: urgent, or the answer to somebody who has just written.
    The instants say when the text may go again, None when it may now.
    """

    @property
    def is_too_late(self) -> bool: ...
    @property
    def is_wanted(self) -> bool: ...
    @property
    def has_stopped(self) -> bool: ...
    @property
    def has_new_holder(self) -> bool: ...
    @property
    def is_exempt(self) -> bool: ...
    @property
    def expires_at(self) -> datetime: ...
    @property
    def quiet_until(self) -> datetime | None: ...
    @property
    def full_until(self) -> datetime | None: ...
    @property
    def capped_until(self) -> datetime | None: ...


@dataclass(frozen=True)
class Verdict:
    """What happens to a text instead of being sent: an event of its table, why, and until when it waits."""

    event: str
    error: str = ""
    until: datetime | None = None


Rule = Callable[[Facts], Verdict | None]
QUIET, WINDOW, CAP = "quiet", "window", "cap"


def verdict(text: Facts) -> Verdict | None:
    """Return what the first rule that has something to say makes of `text`, or None: it may go."""
    return next((found for rule in RULES if (found := rule(text))), None)


def _hold(text: Facts, until: datetime | None, why: str) -> Verdict | None:
    """Hold `text` until then. One that would be too late by then fails at once: somebody can phone instead."""
    if until is None:
        return None
    return Verdict("hold", "", until) if until < text.expires_at else Verdict("fail", why)


RULES: tuple[Rule, ...] = (
    lambda text: Verdict("expire") if text.is_too_late else None,
    lambda text: None if text.is_wanted else Verdict("cancel"),
    lambda text: Verdict("fail", Fault.OPTED_OUT) if text.has_stopped else None,
    lambda text: Verdict("fail", Fault.NUMBER) if text.has_new_holder else None,
    lambda text: None if text.is_exempt else _hold(text, text.quiet_until, QUIET),
    lambda text: None if text.is_exempt else _hold(text, text.full_until, WINDOW),
    lambda text: None if text.is_exempt else _hold(text, text.capped_until, CAP),
)
