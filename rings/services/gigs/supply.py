"""What can be promised before a request is written down: how many could be asked, and whether anybody is near."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.models import Association, Municipality, ServiceLine
from people.models import Person
from rings.rules.nearness import Place
from rings.services.gigs.candidates import candidates, policy_for
from rings.services.gigs.create import span_of
from rings.services.gigs.facts import Need

NEAR_KM = 10


@dataclass(frozen=True)
class Supply:
    """`can_be_asked` by text, `near` of them within 10 km; `can_be_rung` besides; `here` live within reach."""

    can_be_asked: int
    can_be_rung: int
    near: int
    here: int
    radius_km: int
    is_short_notice: bool
    notice_hours: int
    place: str

    @property
    def is_none(self) -> bool:
        """Tell whether nobody at all could be asked or rung: say so before promising."""
        return not (self.can_be_asked or self.can_be_rung)

    @property
    def sentence(self) -> str:
        """Return what to say to whoever asks, in the reader's language."""
        words = {"place": self.place, "km": self.radius_km}
        if not self.here:
            return (
                _("No volunteers within %(km)s km of %(place)s. Say so now: do not promise.")
                % words
            )
        if self.is_none:
            return _("Volunteers live near, but nobody can at that hour. Offer another hour.")
        if not self.can_be_asked:
            said = ngettext(
                "Nobody can be asked by text at that hour. %(n)s volunteer could be rung.",
                "Nobody can be asked by text at that hour. %(n)s volunteers could be rung.",
                self.can_be_rung,
            )
            return said % {"n": self.can_be_rung}
        said = ngettext(
            "%(n)s volunteer could be asked; within 10 km: %(near)s.",
            "%(n)s volunteers could be asked; within 10 km: %(near)s.",
            self.can_be_asked,
        )
        return said % {"n": self.can_be_asked, "near": self.near}

    @property
    def warning(self) -> str:
        """Return what to say of a short notice, or ""."""
        if not self.is_short_notice:
            return ""
        said = _("This is sooner than we wish for (%(hours)s hours). It may not be met.")
        return said % {"hours": self.notice_hours}


def supply(
    line: ServiceLine,
    municipality: Municipality,
    association: Association,
    day: date,
    wall_time: time,
    *,
    now: datetime,
    minutes: int | None = None,
    village: str = "",
    receiver: Person | None = None,
) -> Supply:
    """Return how many volunteers could do a task of `line` in `municipality` on `day` at `wall_time`."""
    starts_at, ends_at = span_of(day, wall_time, minutes or line.usual_minutes)
    place = Place(
        municipality.pk, float(municipality.latitude), float(municipality.longitude), village
    )
    need = Need(line.kind, association, place, starts_at, ends_at, receiver)
    found = candidates(need, now)
    asked = [each for each in found if each.may_be_asked]
    rung = [each for each in found if each.bars and each.may_be_rung]
    policy = policy_for(association)
    return Supply(
        can_be_asked=len(asked),
        can_be_rung=len(rung),
        near=sum(each.helper.km <= NEAR_KM for each in asked),
        here=sum(each.helper.km <= policy.radius_km and not each.helper.unfit for each in found),
        radius_km=policy.radius_km,
        is_short_notice=starts_at - now < timedelta(hours=line.notice_hours),
        notice_hours=line.notice_hours,
        place=str(municipality),
    )
