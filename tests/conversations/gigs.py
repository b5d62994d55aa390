"""Requests in the village: a line, an order, and what the volunteers' phones say."""

from datetime import date, datetime

from directory.models import ServiceLine
from people.models import Person
from rings.models import Gig, OfferPolicy
from rings.services.gigs.create import Order, create_gig
from rings.services.gigs.stage import Stage, stage
from tests.conversations.village import MONDAY, Village, hour

TUESDAY = date(2026, 11, 24)


def errands(kind: str = "help") -> ServiceLine:
    """Return the line of errands, made on first use."""
    line, _made = ServiceLine.objects.get_or_create(
        code=f"asiointi-{kind}",
        defaults={
            "kind": kind,
            "name_fi": "Asiointiapu",
            "name_sv": "Ärendehjälp",
            "name_en": "Company on errands",
            "is_one_off": True,
            "valid_from": date(2026, 1, 1),
        },
    )
    return line


def request(
    village: Village,
    receiver: Person,
    *,
    day: date = TUESDAY,
    at: str = "10:00",
    minutes: int = 90,
    send_at: datetime | None = None,
    **more: object,
) -> Gig:
    """Return a request that the coordinator has just written down and sent out."""
    order = Order(
        receiver=receiver,
        service_line=errands(),
        day=day,
        wall_time=hour(at),
        minutes=minutes,
        association=village.office,
        **more,  # type: ignore[arg-type]  # named as the fields of an order
    )
    return create_gig(order, by=village.by, now=village.clock.now, send_at=send_at)


def ask_this_way(**figures: int) -> None:
    """Set how the office asks: wave_size, wave_minutes, most_a_day and so on."""
    OfferPolicy.objects.update_or_create(association=None, defaults=figures)


def stage_of(gig: Gig) -> Stage:
    """Return where the request stands now."""
    return stage(Gig.objects.select_related("occurrence__ring").get(pk=gig.pk))


def holder_of(gig: Gig) -> Person:
    """Return who has the request: somebody must."""
    holder = Gig.objects.get(pk=gig.pk).occurrence.holder()
    assert holder is not None, f"nobody has {gig}"
    return holder.person


__all__ = ["MONDAY", "TUESDAY", "ask_this_way", "errands", "holder_of", "request", "stage_of"]
