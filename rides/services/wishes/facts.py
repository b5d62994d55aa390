"""What a rider wishes for, as one value, and what of it cannot be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.localtime import instant
from directory.models import Association
from people.errors import RefusedError
from people.models import Absence, Person
from rides.models import WISHED, Destination, Need, RideWish
from volunteers.services.eligibility import blockers

Back, Timing = RideWish.Back, RideWish.Timing

IN_THE_PAST = _("That hour is past. Choose one that is still to come.")
BACK_BEFORE = _("The way back has to be later than the way there.")
NO_BACK_TIME = _("At what hour is the way back?")
NOT_OFFERED = _("Nobody is driven to that place any more.")
IS_AWAY = _("The person is away on that day. Check the absence first.")
MOST_SEATS = 8


@dataclass(frozen=True)
class Wish:
    """One wish by the names of `RideWish`: wall times local, coordinates WGS84 degrees, `needs` as in `Need`."""

    rider: Person
    association: Association
    destination: Destination
    wall_time: time
    purpose: str = RideWish.Purpose.OTHER
    from_place: str = ""
    from_latitude: Decimal | None = None
    from_longitude: Decimal | None = None
    landmark: str = ""
    timing: str = Timing.ARRIVE
    flexible_minutes: int = 30
    back: str = Back.FIXED
    back_time: time | None = None
    seats: int = 1
    needs: Iterable[str] = ()
    has_phone_along: bool = False
    may_share_address: bool = False
    ordered_by: str = ""
    note: str = ""

    def values(self) -> dict[str, Any]:
        """Return the columns of a row that says the same; no hour for a way back that has none."""
        found = {name: getattr(self, name) for name in WISHED}
        found["needs"] = sorted(set(self.needs))
        if self.back == Back.NONE:
            found["back_time"] = None
        return found


def wish_of(row: RideWish) -> Wish:
    """Return what a ride, or one that comes again, wishes for."""
    found = {name: getattr(row, name) for name in WISHED}
    return Wish(**found | {"note": row.note or ""})


def check_wish(wish: Wish) -> None:
    """Refuse what nobody could drive, whatever the day. Raises `RefusedError`."""
    if not wish.destination.is_offered:
        raise RefusedError(NOT_OFFERED, field="destination")
    if wish.back == Back.FIXED and wish.back_time is None:
        raise RefusedError(NO_BACK_TIME, field="back_time")
    if wish.back != Back.NONE and wish.back_time and wish.back_time <= wish.wall_time:
        raise RefusedError(BACK_BEFORE, field="back_time")
    if not 1 <= wish.seats <= MOST_SEATS:
        raise RefusedError(
            _("A car holds from one to %(most)s people.") % {"most": MOST_SEATS}, field="seats"
        )
    if unknown := set(wish.needs) - set(Need.values):
        raise ValueError(f"no such needs: {sorted(unknown)}")


def check_day(wish: Wish, day: date, now: datetime) -> None:
    """Refuse a day that is past, or on which the rider cannot be driven. Raises `RefusedError`."""
    if instant(day, wish.wall_time) <= now:
        raise RefusedError(IN_THE_PAST, field="wall_time")
    barred = blockers(wish.rider, day, as_resident=True)
    if barred:
        raise RefusedError(barred[0], field="rider")
    if is_away(wish.rider, day):
        raise RefusedError(IS_AWAY, field="day")


def is_away(rider: Person, day: date) -> bool:
    """Tell whether the rider is away on the local date `day`."""
    return Absence.objects.on(day).filter(person=rider).exists()
