"""A text that was read as a worry: one worry is opened beside the queue of replies and the ladder."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from directory.actors import person as by_person
from notifications.models import Inbound
from people.models import Person
from rings.models import Assignment, Concern, ConcernNote, Occurrence, Offer
from rings.rules.worries import URGENT
from rings.services.attending.abouts import id_of
from rings.services.concerns.opening import Worry, open_concern

# Whoever writes unasked writes of somebody they have lately had a turn with.
LATELY = timedelta(days=14)


def hear_worry(inbound: Inbound, now: datetime) -> Concern | None:
    """Open a worry for `inbound`, or return the one that was; None when nobody known wrote.

    Nobody has read it yet, so it is urgent. When it may be about several people it stands under the name of
    who wrote, until the one in charge says whom it is about.
    """
    known = concern_of(inbound)
    if known is not None:
        return known
    writer = inbound.person or _holder(inbound)
    if writer is None:
        return None
    occurrence = _occurrence(inbound)
    worry = Worry(
        person=occurrence.receiver if occurrence else writer,
        what=inbound.body,
        severity=URGENT,
        occurrence=occurrence,
        raised_by=writer,
        inbound=inbound,
    )
    return open_concern(worry, by=by_person(writer.pk), now=now)


def concern_of(inbound: Inbound) -> Concern | None:
    """Return the worry that `inbound` opened or was added to."""
    opened = Concern.objects.filter(inbound=inbound).first()
    note = ConcernNote.objects.filter(inbound=inbound).select_related("concern").first()
    return opened or (note.concern if note else None)


def may_be_about(concern: Concern) -> list[Person]:
    """Return the others whom the text may be about: those asked about, else those its writer had turns with."""
    asked = {o.receiver_id for o in _asked_about(concern.inbound)} if concern.inbound else set()
    if not asked and concern.raised_by_id:
        held = Assignment.objects.filter(
            person=concern.raised_by_id,
            occurrence__starts_at__range=(concern.raised_at - LATELY, concern.raised_at + LATELY),
        )
        asked = set(held.values_list("occurrence__receiver", flat=True))
    people = Person.objects.current().filter(pk__in=asked | {concern.raised_by_id})
    return list(people.exclude(pk=concern.person_id).order_by("first_name", "last_name", "pk"))


def _holder(inbound: Inbound) -> Person | None:
    """Of a shared telephone nobody knows who wrote: the first of its holders, until a person says who."""
    holders = Person.objects.current().filter(numbers__number__e164=inbound.sender)
    return holders.order_by("pk").first()


def _occurrence(inbound: Inbound) -> Occurrence | None:
    """Return the one call or visit that the text is about, or None when it may be one of several."""
    asked = _asked_about(inbound)
    worrying = [o for o in asked if o.because == Occurrence.Because.CONCERN and o.is_open]
    found = worrying or asked
    return found[0] if len({o.receiver_id for o in found}) == 1 else None


def _asked_about(inbound: Inbound) -> list[Occurrence]:
    if inbound.prompt is None:
        return []
    abouts = list(inbound.prompt.items.values_list("about", flat=True))
    ids = _ids(abouts, "occurrence")
    ids |= set(
        Offer.objects.filter(pk__in=_ids(abouts, "offer")).values_list("occurrence", flat=True)
    )
    rows = Occurrence.objects.filter(pk__in=ids).select_related("receiver", "ring", "association")
    return list(rows.order_by("starts_at", "pk"))


def _ids(abouts: Iterable[str], kind: str) -> set[int]:
    return {id_of(about) for about in abouts if about.startswith(f"{kind}:")}
