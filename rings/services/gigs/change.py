"""Changing a request that has been written down, and calling it off."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.machine import move
from notifications.services.outbox import NoTextChannelError
from people.errors import RefusedError
from people.models import Person
from rings.machines import OCCURRENCE, OFFER
from rings.models import Assignment, Gig, Occurrence, Offer
from rings.rules import visit
from rings.rules.open_hours import DAYTIME
from rings.rules.waves import look_at
from rings.services.attending.closing import close, locked, wait_until
from rings.services.gigs.create import check_order, note, span_of
from rings.services.gigs.stage import Stage, stage
from rings.services.gigs.texts import ask_about, open_offers, tell_holder, tell_volunteer

CLOSED_ALREADY = _("This request is closed already.")
# What the volunteers are told, and what only the office reads.
WHEN = frozenset({"day", "wall_time", "minutes"})
WHERE = frozenset({"place"})
QUIETLY = frozenset({"needs", "aid", "door_code", "ordered_by", "ordered_phone"})


@transaction.atomic
def edit_gig(
    gig: Gig, fields: Mapping[str, Any], *, by: Actor, now: datetime
) -> tuple[list[str], bool]:
    """Set `fields` (day, wall_time, minutes, place, needs, aid, door_code, ordered_by, ordered_phone).

    Another hour or place is asked of whoever has said yes, and said to those who are still thinking. Returns
    the names of what was different, and whether everybody could be told by text: if not, ring the holder.
    Raises `RefusedError`.
    """
    occurrence = _open(gig)
    gig.refresh_from_db(fields=[*WHERE, *QUIETLY, "minutes"])
    before = _values(gig, occurrence)
    changed = [name for name, value in fields.items() if name in before and before[name] != value]
    for name in set(changed) & (WHERE | QUIETLY | {"minutes"}):
        setattr(gig, name, fields[name])
    gig.save(update_fields=sorted({*WHERE, *QUIETLY, "minutes"}))
    if set(changed) & WHEN:
        _move_hour(gig, before | dict(fields), by=by, now=now)
    told = True
    if set(changed) & (WHEN | WHERE):
        told = _tell_of_change(gig, by=by, now=now)
    elif "door_code" in changed and stage(gig) == Stage.FILLED:
        # The clock sends it when the visit is near, which may be now.
        _look_at_once(occurrence, now)
    if changed:
        note(gig, "changed", by, now, ", ".join(changed))
    return changed, told


@transaction.atomic
def cancel_gig(gig: Gig, reason: str, *, by: Actor, now: datetime) -> bool:
    """Call the request off; `reason` is one of `Occurrence.Reason`. Whoever has it hears of it by text.

    Returns False when the holder must be told by telephone. Raises `RefusedError` when it is closed already.
    """
    occurrence = _open(gig)
    holder = occurrence.holder()
    close(occurrence, "cancel", reason, by=by, now=now)
    return holder is None or tell_volunteer("gig_cancelled", holder.person, gig, now)


def _look_at_once(occurrence: Occurrence, now: datetime) -> None:
    if occurrence.state != Occurrence.State.ESCALATED:
        wait_until(occurrence, now)


def _open(gig: Gig) -> Occurrence:
    """Return the occurrence of `gig`, held for the running transaction; refuse what is closed."""
    occurrence = locked(gig.pk)
    if not occurrence.is_open:
        raise RefusedError(CLOSED_ALREADY)
    gig.occurrence = occurrence
    return occurrence


def _values(gig: Gig, occurrence: Occurrence) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(gig, name) or "" for name in WHERE | QUIETLY}
    return values | {
        "day": occurrence.nominal_date,
        "wall_time": occurrence.wall_time,
        "minutes": gig.minutes,
    }


def _move_hour(gig: Gig, values: Mapping[str, Any], *, by: Actor, now: datetime) -> None:
    """Move the hour. What was known of the old one no longer holds: it is planned anew."""
    day: date = values["day"]
    wall_time: time = values["wall_time"]
    starts_at, ends_at = span_of(day, wall_time, values["minutes"])
    occurrence = gig.occurrence
    check_order(occurrence.receiver, gig.service_line, day, starts_at, now)
    move(
        occurrence,
        OCCURRENCE,
        "plan_again",
        by=by,
        now=now,
        nominal_date=day,
        wall_time=wall_time,
        starts_at=starts_at,
        ends_at=ends_at,
        because="",
        office_owner=None,
        due_at=look_at(DAYTIME.after(now), starts_at, now),
    )


def _tell_of_change(gig: Gig, *, by: Actor, now: datetime) -> bool:
    """Ask the holder whether the change suits them; say the new hour to those who are still thinking."""
    holder = gig.occurrence.holder()
    if holder and holder.state == Assignment.State.HELD:
        return _ask_holder(gig, holder.person, now)
    waiting = list(gig.occurrence.offers.filter(state="open").select_related("person"))
    asked = [offer for offer in waiting if _ask_anew(offer, by=by, now=now)]
    if waiting:
        answered_by = max((offer.due_at or now for offer in asked), default=now)
        wait_until(gig.occurrence, look_at(answered_by, gig.occurrence.starts_at, now))
    return True


def _ask_anew(offer: Offer, *, by: Actor, now: datetime) -> bool:
    """Say the new hour or place. Who takes no texts any more knows only the old one, and is not waited for."""
    try:
        ask_about(offer.person, open_offers(offer.person, now), now)
    except NoTextChannelError:
        move(offer, OFFER, "expire", by=by, now=now, due_at=None)
        return False
    return True


def _ask_holder(gig: Gig, person: Person, now: datetime) -> bool:
    occurrence = gig.occurrence
    code = bool(gig.door_code)
    due_at = visit.first_look(occurrence.starts_at, occurrence.ends_at, has_code=code, now=now)
    wait_until(occurrence, due_at)
    try:
        tell_holder("gig_changed", person, gig, now)
    except NoTextChannelError:
        return False
    return True
