"""The story of one call: what happened when, by whom, and which texts went to and fro."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import AuditEntry
from notifications.models import Inbound, Message
from people.models import Person
from rings.machines import UNDO
from rings.models import Occurrence, Outcome, Swap
from rings.services.busy.conflicts import OVERRULED

WORDS: dict[tuple[str, str], Promise] = {
    ("occurrence", "created"): gettext_lazy("The request was written down"),
    ("occurrence", "changed"): gettext_lazy("The request was changed"),
    ("occurrence", "remind"): gettext_lazy("The volunteer was reminded"),
    ("occurrence", "acknowledge"): gettext_lazy("Said that they know of it"),
    ("occurrence", "no_answer"): gettext_lazy("The resident did not answer"),
    ("occurrence", "hand_over"): gettext_lazy("The turn went to somebody else"),
    ("occurrence", "plan_again"): gettext_lazy("Planned anew"),
    ("occurrence", "escalate"): gettext_lazy("Came to the coordinator"),
    ("occurrence", "done"): gettext_lazy("Done"),
    ("occurrence", "resolve"): gettext_lazy("Settled"),
    ("occurrence", "move"): gettext_lazy("Moved to another time"),
    ("occurrence", "cancel"): gettext_lazy("Cancelled"),
    ("occurrence", "restore"): gettext_lazy("Planned again"),
    ("occurrence", "keep"): gettext_lazy("Kept as it was, though the plan was changed"),
    ("occurrence", "follow"): gettext_lazy("Changed as the plan now says"),
    **{
        ("occurrence", f"{UNDO}{state}"): gettext_lazy("Calling off was undone")
        for state in Occurrence.OPEN
    },
    ("occurrence", OVERRULED): gettext_lazy("Chosen although busy with something else then"),
    ("occurrence", "leave_unreported"): gettext_lazy("Closed without a report"),
    ("assignment", "seek"): gettext_lazy("A stand-in is needed"),
    ("assignment", "hold"): gettext_lazy("Keeps the turn after all"),
    ("assignment", "release"): gettext_lazy("Was released from the turn"),
    ("offer", "accept"): gettext_lazy("Said yes to the turn"),
    ("offer", "decline"): gettext_lazy("Said no to the turn"),
    ("offer", "too_late"): gettext_lazy("Said yes, but it was taken already"),
    ("offer", "expire"): gettext_lazy("Did not answer in time"),
    ("offer", "withdraw"): gettext_lazy("Was told nothing: not needed any more"),
    ("offer", "ask_again"): gettext_lazy("Was asked once more"),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened. `who` may be empty; `quote` is a text word for word, or a note.

    `is_reply`: somebody wrote it to us, as the text numbered `inbound_id`.
    """

    at: datetime
    what: str
    who: str = ""
    quote: str = ""
    detail: str = ""
    is_reply: bool = False
    inbound_id: int = 0


@dataclass(frozen=True)
class _Cast:
    """Everybody in the story: the persons by number, and whose each assignment and offer is."""

    people: dict[int, Person]
    owner_of: dict[tuple[str, int], int]

    def name(self, person_id: int | None) -> str:
        return str(self.people.get(person_id or 0, ""))


def story(occurrence: Occurrence) -> list[Line]:
    """Return what happened to `occurrence`, oldest first, in a handful of queries."""
    cast, entries = _cast(occurrence)
    lines = chain(
        _asked(occurrence),
        (line for entry in entries if (line := _moved(entry, cast))),
        _reported(occurrence),
        _handed_over(occurrence),
        _swapped(occurrence),
        _texts(occurrence),
    )
    return sorted(lines, key=lambda line: line.at)


def newest_move(occurrence: Occurrence) -> int:
    """Return the number of the last thing that happened: a page that shows an older one is out of date."""
    duties, offers = occurrence.assignments.values("pk"), occurrence.offers.values("pk")
    newest = AuditEntry.objects.filter(
        Q(subject="occurrence", subject_id=occurrence.pk)
        | Q(subject="assignment", subject_id__in=duties.order_by())
        | Q(subject="offer", subject_id__in=offers.order_by())
    )
    return newest.order_by("-pk").values_list("pk", flat=True).first() or 0


def _cast(occurrence: Occurrence) -> tuple[_Cast, list[AuditEntry]]:
    owner_of = {("assignment", a.pk): a.person_id for a in occurrence.assignments.all()}
    owner_of |= {("offer", o.pk): o.person_id for o in occurrence.offers.all()}
    wanted = Q(subject="occurrence", subject_id=occurrence.pk)
    for subject, pk in owner_of:
        wanted |= Q(subject=subject, subject_id=pk)
    entries = list(AuditEntry.objects.filter(wanted).select_related("user"))
    ids = {*owner_of.values(), *(e.person_ref for e in entries if e.person_ref)}
    return _Cast(Person.objects.in_bulk(ids), owner_of), entries


def _moved(entry: AuditEntry, cast: _Cast) -> Line | None:
    words = WORDS.get((entry.subject, entry.event))
    if words is None:
        return None
    owner = cast.name(cast.owner_of.get((entry.subject, entry.subject_id)))
    what = f"{owner}: {words}" if owner else str(words)
    return Line(entry.at, what, _actor(entry, cast), detail=_reason(entry))


def _actor(entry: AuditEntry, cast: _Cast) -> str:
    if entry.user:
        return str(entry.user)
    return cast.name(entry.person_ref)


def _reason(entry: AuditEntry) -> str:
    """Return the label of the reason that an audit row keeps as a code, or what somebody wrote."""
    if entry.event == OVERRULED:
        return entry.reason
    for choices in (Occurrence.Reason, Occurrence.Because):
        if entry.reason and entry.reason in choices.values:
            return str(choices(entry.reason).label)
    return ""


def _asked(occurrence: Occurrence) -> Iterator[Line]:
    for offer in occurrence.offers.select_related("person"):
        yield Line(
            offer.asked_at, _("%(name)s was asked to take the turn") % {"name": offer.person}
        )


def _reported(occurrence: Occurrence) -> Iterator[Line]:
    rows: Iterable[Outcome] = occurrence.outcomes.select_related("reported_by", "recorded_by")
    for row in rows:
        what = _("Report: %(result)s") % {"result": row.get_result_display()}
        told = str(row.reported_by or "")
        if row.recorded_by and told:
            told = _("%(told)s, recorded by %(staff)s") % {"told": told, "staff": row.recorded_by}
        yield Line(row.recorded_at, what, told or str(row.recorded_by or ""), row.note)


def _handed_over(occurrence: Occurrence) -> Iterator[Line]:
    for row in occurrence.handovers.select_related("by"):
        who = f"{row.name} ({row.relation})" if row.relation else row.name
        what = _("%(who)s took the responsibility over, written down by the office") % {"who": who}
        yield Line(row.at, what, str(row.by or ""))


def _swapped(occurrence: Occurrence) -> Iterator[Line]:
    mine = Q(given__occurrence=occurrence) | Q(wanted__occurrence=occurrence)
    for swap in Swap.objects.filter(mine).select_related("given__person", "wanted__person"):
        names = {"one": swap.given.person, "other": swap.wanted.person}
        yield Line(swap.asked_at, _("%(one)s wished to swap turns with %(other)s") % names)
        if swap.answered_at:
            state = swap.get_state_display()
            yield Line(swap.answered_at, _("The swap: %(state)s") % {"state": state})


def _texts(occurrence: Occurrence) -> Iterator[Line]:
    keys = [occurrence.about, *(offer.about for offer in occurrence.offers.all())]
    about = Q(about__in=keys) | Q(prompt__items__about__in=keys)
    sent = Message.objects.filter(about).select_related("person").distinct()
    for message in sent:
        state = message.get_state_display()
        what = _("Text to %(name)s (%(state)s)") % {"name": message.person or "", "state": state}
        yield Line(message.accepted_at or message.created_at, what, quote=message.body)
    answers = Inbound.objects.filter(prompt__items__about__in=keys).select_related("person")
    for inbound in answers.distinct():
        what = _("Text from %(name)s") % {"name": inbound.person or _("an unknown number")}
        yield Line(
            inbound.received_at, what, quote=inbound.body, is_reply=True, inbound_id=inbound.pk
        )
