"""What has happened to one ride, oldest first: asked for, planned, told, driven; and the texts to the rider."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import AuditEntry
from notifications.models import Inbound, Message
from rides.models import Leg, RideRequest
from rides.services.telling.topics import about_ride

WORDS: dict[str, Promise] = {
    "taken": gettext_lazy("Asked for"),
    "changed": gettext_lazy("The wish was changed"),
    "plan": gettext_lazy("Put into a car"),
    "unseat": gettext_lazy("Taken out of the car"),
    "tell": gettext_lazy("The rider was told"),
    "confirm": gettext_lazy("The rider said that it suits"),
    "call": gettext_lazy("The rider is ready to go home"),
    "leave_open": gettext_lazy("The rider will ring when ready"),
    "not_ready": gettext_lazy("The rider was not ready"),
    "done": gettext_lazy("Driven"),
    "no_show": gettext_lazy("The rider did not come"),
    "cancel": gettext_lazy("Cancelled"),
    "give_up": gettext_lazy("No driver was found"),
    "ask_again": gettext_lazy("Asked for again"),
    "correct": gettext_lazy("The report was corrected"),
    "hand_on": gettext_lazy("Went to another coordinator"),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened. `who` may be empty; `quote` is a text word for word."""

    at: datetime
    what: str
    who: str = ""
    detail: str = ""
    quote: str = ""


def story_of_ride(ride: RideRequest) -> list[Line]:
    """Return what has happened to `ride`, in three queries; steps that say nothing to people are left out."""
    legs = {leg.pk: leg for leg in ride.legs.all()}
    lines = [*_moves(ride, legs), *_texts(ride, legs)]
    return sorted(lines, key=lambda line: line.at)


def _moves(ride: RideRequest, legs: dict[int, Leg]) -> Iterator[Line]:
    entries = AuditEntry.objects.filter(subject="leg", subject_id__in=legs, event__in=WORDS)
    for entry in entries.select_related("user").order_by("at", "pk"):
        way = legs[entry.subject_id].get_direction_display()
        words = {"way": way, "what": WORDS[entry.event]}
        who = str(entry.user or (ride.rider if entry.person_ref == ride.rider_id else ""))
        yield Line(entry.at, _("%(way)s: %(what)s") % words, who, _reason(entry))


def _reason(entry: AuditEntry) -> str:
    reasons = dict(Leg.Reason.choices)
    is_known = entry.event == "cancel" and entry.reason in reasons
    return str(reasons[entry.reason]) if is_known else ""


def _texts(ride: RideRequest, legs: dict[int, Leg]) -> Iterator[Line]:
    keys = [about_ride(ride), *(leg.about for leg in legs.values())]
    about = Q(about__in=keys) | Q(prompt__items__about__in=keys)
    for message in Message.objects.filter(about, person=ride.rider_id).distinct():
        words = {"state": message.get_state_display()}
        what = _("Text to the rider (%(state)s)") % words
        yield Line(message.accepted_at or message.created_at, what, quote=message.body)
    answers = Inbound.objects.filter(prompt__items__about__in=keys, person=ride.rider_id)
    for inbound in answers.distinct():
        yield Line(inbound.received_at, _("Text from the rider"), quote=inbound.body)
