"""One tick: what came in is read, what is due is attended to, what is to be sent is sent.

Idempotent: whatever one tick has done, the next leaves alone, and two at once share the work between them.
A stage that fails is logged, and the others go on: a broken rule must not keep texts from being sent.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from backend.waiting import WAITING
from notifications.services.inbound import poll, process_new
from notifications.services.prompts import expire as expire_prompts
from notifications.services.queue import rearm
from notifications.services.sender import send_due
from rides.services.closing.clock import close_finished
from rides.services.telling.clock import mind_legs, mind_runs
from rides.services.wishes.standing import extend_standing_rides
from rings.services.attending.attend import attend
from rings.services.attending.papers import watch_papers
from rings.services.circle.gone_round import close_circles
from rings.services.concerns.clock import remind_of_worries
from rings.services.gigs.intake import press_requests
from rings.services.gigs.prepare import forget_codes
from rings.services.hours.monthly import monthly_hours
from rings.services.pairs.clock import mind_pairs
from rings.services.planning.generate import extend_plans
from rings.services.standing_in.substitutes import expire_offers
from rings.services.swaps.answer import expire_swaps
from volunteers.services.lifecycle import pause_lapsed

log = logging.getLogger(__name__)
Stage = Callable[[datetime], object]

# In this order: an answer that has come in is heard before anybody is reminded.
STAGES: tuple[Stage, ...] = (
    poll,
    process_new,
    pause_lapsed,
    watch_papers,
    extend_plans,
    extend_standing_rides,
    expire_offers,
    expire_swaps,
    attend,
    close_circles,
    press_requests,
    forget_codes,
    remind_of_worries,
    mind_pairs,
    mind_runs,
    mind_legs,
    close_finished,
    monthly_hours,
    expire_prompts,
    rearm,
    send_due,
)


def tick(now: datetime, waiting: frozenset[str] | None = None) -> int:
    """Do all that is due at `now`; return how many stages failed (each is in the log).

    A stage for which nothing waits is passed over. What one stage does may give the next something to do, so
    that is asked anew after each. `waiting`: what has been found to wait at this very moment, by `what_waits`.
    """
    failed = 0
    for place, stage in enumerate(STAGES):
        name = stage.__name__
        try:
            if name in WAITING.names:
                if waiting is None:
                    waiting = what_waits(now, STAGES[place:])
                if name not in waiting:
                    continue
            known, waiting = waiting, None
            found = stage(now)
            if name not in WAITING.names and not found:
                waiting = known  # it looked for itself, and there was nothing
        except Exception:
            log.exception("the clock could not %s", name)
            failed += 1
    return failed


def what_waits(now: datetime, stages: Sequence[Stage] = STAGES) -> frozenset[str]:
    """Return the names of those of `stages` for which anything in the tables is due at `now`: in one query."""
    names = (stage.__name__ for stage in stages)
    return WAITING.ask(now, [name for name in names if name in WAITING.names])
