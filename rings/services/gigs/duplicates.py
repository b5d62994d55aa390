"""Requests that may be the same one, told twice: shown to whoever writes one down, never blocked."""

from datetime import date, timedelta

from rapidfuzz import fuzz

from directory.models import ServiceLine
from people.errors import RefusedError
from people.models import Person
from people.services.numbers import read_number
from rings.models import Gig, GigRequest, Occurrence

NEXT_DAY = timedelta(days=1)
SAME_WEEK = timedelta(days=7)
# Of 100: how alike two names or places must be written to be one.
ONE_NAME, ONE_PLACE = 85, 80


def gigs_like(
    receiver: Person, line: ServiceLine, day: date, place: str = "", *, but: int | None = None
) -> list[Gig]:
    """Return the open requests for the same person that may be this one.

    Within a day of it whatever they are; within a week those of the same line to a place of nearly that name.
    """
    rows = Gig.objects.filter(
        occurrence__receiver=receiver,
        occurrence__state__in=Occurrence.OPEN,
        occurrence__nominal_date__range=(day - SAME_WEEK, day + SAME_WEEK),
    ).exclude(pk=but)
    rows = rows.select_related("service_line", "occurrence__receiver")
    return [
        gig for gig in rows.order_by("occurrence__starts_at") if _is_near(gig, line, day, place)
    ]


def gigs_like_request(request: GigRequest) -> list[Gig]:
    """Return the open requests of the register, near the day, for somebody of that name or number."""
    rows = Gig.objects.filter(
        occurrence__municipality=request.municipality_id,
        occurrence__state__in=Occurrence.OPEN,
        occurrence__nominal_date__range=(request.day - NEXT_DAY, request.day + NEXT_DAY),
    ).select_related("service_line", "occurrence__receiver")
    rows = rows.prefetch_related("occurrence__receiver__numbers__number")
    number = e164_of(request.phone or "")
    return [gig for gig in rows if _is_one_person(request, gig.occurrence.receiver, number)]


def requests_like(request: GigRequest) -> list[GigRequest]:
    """Return the other requests by link that wait, near the day, for somebody of that name or number."""
    rows = GigRequest.objects.filter(
        municipality=request.municipality_id,
        state=GigRequest.State.NEW,
        day__range=(request.day - NEXT_DAY, request.day + NEXT_DAY),
    ).exclude(pk=request.pk)
    number = e164_of(request.phone or "")
    return [
        other
        for other in rows
        if _alike(full_name(request), full_name(other), ONE_NAME)
        or (number and number == e164_of(other.phone or ""))
    ]


def full_name(request: GigRequest) -> str:
    """Return the name of whom a request by link is for."""
    return f"{request.first_name} {request.last_name}".strip()


def e164_of(text: str) -> str:
    """Return the number that `text` holds, or "" when it holds none that could be rung."""
    try:
        return str(read_number(text).number) if text else ""
    except RefusedError:
        return ""


def _is_near(gig: Gig, line: ServiceLine, day: date, place: str) -> bool:
    if abs(gig.occurrence.nominal_date - day) <= NEXT_DAY:
        return True
    return gig.service_line_id == line.pk and bool(place) and _alike(gig.place, place, ONE_PLACE)


def _is_one_person(request: GigRequest, person: Person, number: str) -> bool:
    held = {each.number.e164 for each in person.numbers.all()}
    return number in held or _alike(full_name(request), str(person), ONE_NAME)


def _alike(one: str, other: str, limit: int) -> bool:
    """Tell whether two spellings are one: the order of the words does not matter."""
    return fuzz.token_sort_ratio(one.casefold(), other.casefold()) >= limit
