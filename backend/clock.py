"""One tick: what came in is read, what is due is attended to, what is to be sent is sent.

Idempotent: whatever one tick has done, the next leaves alone, and two at once share the work between them.
A stage that fails is logged, and the others go on: a broken rule must not keep texts from being sent.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import DatabaseError

from backend.waiting import WAITING
from notifications.services.costs import watch_costs
from notifications.services.heartbeat import note_failure
from notifications.services.inbound import process_new
from notifications.services.orphans import let_go
from notifications.services.polling import poll
from notifications.services.prompts import expire as expire_prompts
from notifications.services.queue import rearm
from notifications.services.sender import send_due
from notifications.services.wording import forget_own_words
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
    let_go,
    send_due,
    watch_costs,
)


def tick(now: datetime, waiting: frozenset[str] | None = None, stages: Sequence[Stage] = ()) -> int:
    """Do all that is due at `now`; return how many stages failed (each is in the log).

    A stage for which nothing waits is passed over. What one stage does may give the next something to do, so
    that is asked anew after each. `waiting`: what has been found to wait at this very moment, by `what_waits`.
    `stages`: those of them that are done, if not all.
    """
    forget_own_words()
    failed = 0
    stages = stages or STAGES
    for place, stage in enumerate(stages):
        name = stage.__name__
        try:
            if name in WAITING.names:
                if waiting is None:
                    waiting = what_waits(now, stages[place:])
                if name not in waiting:
                    continue
            known, waiting = waiting, None
            found = stage(now)
            if name not in WAITING.names and not found:
                waiting = known  # it looked for itself, and there was nothing
        except Exception:  # one stage that is broken must not keep the others
            log.exception("the clock could not %s", name)
            failed += 1
            _count(name, now)
    return failed


def _count(stage: str, now: datetime) -> None:
    try:
        note_failure(stage, now)
    except DatabaseError:  # it may be why the stage failed
        log.warning("could not count that %s failed", stage)


def what_waits(now: datetime, stages: Sequence[Stage] = STAGES) -> frozenset[str]:
    """Return the names of those of `stages` for which anything in the tables is due at `now`: in one query."""
    names = (stage.__name__ for stage in stages)
    return WAITING.ask(now, [name for name in names if name in WAITING.names])
