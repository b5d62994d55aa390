"""What pages show of pairs: the next step in words, and whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.localtime import local_date
from directory.scope import Scope
from rings.models import Pair
from rings.models.pair import PairQuerySet
from rings.rules.pairs import Step
from rings.services.pairs.steps import step_of

STEPS: dict[Step, Promise] = {
    Step.DECIDE: _("Decide whether to ask them"),
    Step.HEAR: _("Ring whoever has not answered yet"),
    Step.PART: _("One of them said no: end it"),
    Step.AGREE: _("Agree on the first meeting"),
    Step.MEETING: _("Ask both how the first meeting went"),
    Step.CHECK: _("Ask both how it is going"),
    Step.TRIAL_OVER: _("The trial is over: ask both whether they go on"),
    Step.REVIEW: _("Ask both how it is going"),
    Step.FAREWELL: _("Tell both that it has ended, and thank them"),
}


@dataclass(frozen=True)
class PairRow:
    """A pair with its next step (`words` is empty when there is none); `is_due`: it is time for it."""

    pair: Pair
    step: Step
    words: str | Promise
    is_due: bool


def row_of(pair: Pair, now: datetime) -> PairRow:
    """Return how `pair` is shown at `now`."""
    step = step_of(pair, local_date(now))
    is_due = pair.due_at is not None and pair.due_at <= now
    return PairRow(pair, step, STEPS.get(step, ""), is_due)


def rows_of(pairs: Iterable[Pair], now: datetime) -> list[PairRow]:
    """Return how each of `pairs` is shown at `now`."""
    return [row_of(pair, now) for pair in pairs]


def shown(scope: Scope) -> PairQuerySet:
    """Return the pairs that this member of staff may see, with what a card shows, the next step first."""
    seen = Pair.objects.visible_to(scope)
    return seen.select_related("resident", "volunteer", "owner").order_by("due_at", "pk")


def due_now(scope: Scope, now: datetime, limit: int) -> list[PairRow]:
    """Return the pairs whose step is due, the longest waiting first; at most `limit`."""
    return rows_of(shown(scope).due(now)[:limit], now)
