"""Which text says what about a request, with the values it needs, in the reader's language."""

from collections.abc import Sequence
from textwrap import shorten

from directory.models import ServiceLine
from notifications.services.outbox import Text
from people.models import Person
from rings.models import Gig, Offer
from rings.services.attending.daywords import at_hour, on_day
from rings.services.attending.whereabouts import address_of, number_of

LETTERS = "AB"
LONGEST_GOAL, LONGEST_NEEDS = 50, 38
Values = dict[str, object]


def offer(person: Person, offers: Sequence[Offer]) -> Text:
    """Return the text that asks `person`: plainly about one request, as A and B about two."""
    gigs = [each.occurrence.gig for each in offers]
    if len(gigs) == 1:
        gig = gigs[0]
        return Text("gig_offer", _who(person, gig) | _what(gig, person.language) | {"aid": gig.aid})
    return Text("gig_offer_two", _who(person, gigs[0]) | _lettered(gigs, person.language))


def which(person: Person, gigs: Sequence[Gig | None]) -> Values:
    """Return the values of the text that asks which of two the yes was for; None: that one is taken."""
    values = _lettered(gigs, person.language) | {"first_name": person.first_name}
    return values | {"one_left": None in gigs}


def yours(template: str, person: Person, gig: Gig) -> Text:
    """Return a text to whoever has the request: only here stand the name, the address and the number."""
    receiver = gig.occurrence.receiver
    return Text(
        template,
        _who(person, gig)
        | _what(gig, person.language)
        | {
            "resident": receiver.first_name,
            "address": address_of(receiver),
            "phone": number_of(receiver),
            "goal": gig.place[:LONGEST_GOAL],
            "needs": _sentence(gig.needs or ""),
        },
    )


def door_code(person: Person, gig: Gig, code: str) -> Text:
    """Return the text with the code of the door: sent near the visit and to the holder alone."""
    values = _what(gig, person.language) | {"resident": gig.occurrence.receiver.first_name}
    return Text("gig_code", _who(person, gig) | values | {"door": code})


def feedback(person: Person, gigs: Sequence[Gig]) -> Text:
    """Return the text that asks how it went, and how long it took."""
    names = ", ".join(gig.occurrence.receiver.first_name for gig in gigs)
    task = line_name(gigs[0].service_line, person.language)
    return Text("gig_feedback", _who(person, gigs[0]) | {"task": task, "resident": names})


def about_gig(template: str, person: Person, gig: Gig) -> Text:
    """Return a text to a volunteer that names the request and nobody."""
    return Text(template, _who(person, gig) | _what(gig, person.language))


def to_requester(template: str, gig: Gig) -> Text:
    """Return the text to whoever ordered: what and when, and no name of anybody."""
    return Text(template, _office(gig) | _what(gig, "fi"))


def spell_minutes(minutes: int, language: str) -> str:
    """Return "45 min", "1 h", "1,5 h" or "1 h 15 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    if rest == 30:
        return f"{hours}{'.' if language == 'en' else ','}5 h"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def line_name(line: ServiceLine, language: str) -> str:
    """Return the name of a service line in the reader's language."""
    return str(getattr(line, f"name_{language}"))


def _lettered(gigs: Sequence[Gig | None], language: str) -> Values:
    return {
        "choices": [
            _what(gig, language) | {"letter": mark, "aid": gig.aid}
            for mark, gig in zip(LETTERS, gigs, strict=False)
            if gig
        ]
    }


def _sentence(words: str) -> str:
    """Return what the holder must know as one short sentence; the office tells the rest when they ring."""
    short = shorten(words, LONGEST_NEEDS, placeholder="...")
    return short if not short or short[-1] in ".!?" else f"{short}."


def _office(gig: Gig) -> Values:
    office = gig.occurrence.association
    return {"office": office.short_name, "help_phone": office.phone}


def _who(person: Person, gig: Gig) -> Values:
    return _office(gig) | {"first_name": person.first_name}


def _what(gig: Gig, language: str) -> Values:
    """Return what, when, how long and where roughly: nothing by which anybody could be known."""
    occurrence = gig.occurrence
    receiver = occurrence.receiver
    return {
        "task": line_name(gig.service_line, language),
        "day": on_day(occurrence.nominal_date, language),
        "time": at_hour(occurrence.wall_time),
        "length": spell_minutes(gig.minutes, language),
        "place": receiver.village or receiver.municipality.name_fi,
    }
