"""What a list shows of each request: how far it is, what to do next and whom to ring."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Person
from rings.models import Gig, Occurrence, Offer
from rings.services.gigs.stage import LOOKING, Stage, next_wave_at

URGENT = timedelta(hours=24)
TONES: dict[str, str] = {
    Stage.OFFERING: "waiting",
    Stage.PHONING: "warning",
    Stage.FILLED: "done",
    Stage.DONE: "done",
    Stage.UNMET: "alarm",
    Stage.CANCELLED: "quiet",
}
ACTIONS: dict[str, tuple[Promise, str]] = {
    Stage.OFFERING: (_("See who was asked"), "#asked"),
    Stage.PHONING: (_("Ring the volunteers"), "#phone-list"),
    Stage.FILLED: (_("Open the request"), ""),
}
RECORD = (_("Record how it went"), "#record")


@dataclass(frozen=True)
class Callee:
    """Somebody to ring."""

    name: str
    phone: str


@dataclass(frozen=True)
class GigCard:
    """One request in a list. `asked`, `said_no`: people asked by text and those who said no."""

    gig: Gig
    stage: Stage
    tone: str
    action: str | Promise
    anchor: str
    holder: Person | None
    callee: Callee | None
    asked: int
    said_no: int
    next_at: datetime | None

    @property
    def occurrence(self) -> Occurrence:
        """Return when and for whom it is."""
        return self.gig.occurrence


def with_numbers(gigs: QuerySet[Gig]) -> QuerySet[Gig]:
    """Return `gigs` ready to be shown as cards, in a bounded number of queries."""
    return gigs.prefetch_related(
        "occurrence__receiver__numbers__number", "occurrence__assignments__person__numbers__number"
    )


def card(gig: Gig, stage: Stage, now: datetime) -> GigCard:
    """Return the card of one request."""
    occurrence = gig.occurrence
    duty = occurrence.doer()
    holder = duty.person if duty else None
    is_over = stage == Stage.FILLED and occurrence.starts_at <= now
    action, anchor = RECORD if is_over else ACTIONS.get(stage, (_("Open the request"), ""))
    answers = Counter(offer.state for offer in occurrence.offers.all())
    return GigCard(
        gig=gig,
        stage=stage,
        tone=_tone(gig, stage, now),
        action=action,
        anchor=anchor,
        holder=holder,
        callee=_of(holder) if holder else whom_to_tell(gig),
        asked=answers.total(),
        said_no=answers[Offer.State.DECLINED],
        next_at=next_wave_at(gig),
    )


def whom_to_tell(gig: Gig) -> Callee | None:
    """Return who hears how it goes: whoever ordered it, else the person themselves."""
    if gig.ordered_phone:
        return Callee(gig.ordered_by or str(gig.referrer or ""), gig.ordered_phone)
    return _of(gig.occurrence.receiver)


def _of(person: Person) -> Callee | None:
    number = next(iter(person.numbers.all()), None)
    return Callee(str(person), number.number.e164) if number else None


def _tone(gig: Gig, stage: Stage, now: datetime) -> str:
    is_near = gig.occurrence.starts_at - now < URGENT
    return "alarm" if stage in LOOKING and is_near else TONES[stage]
