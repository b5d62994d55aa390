"""What the two of a pair read: nothing of each other before both have said yes."""

from datetime import datetime

from directory.localtime import local_date, local_time
from notifications.services.outbox import Text
from people.models import Person
from rings.models import Pair
from rings.services.attending.daywords import at_hour, on_day, task_name
from rings.services.attending.whereabouts import address_of, number_of

TOPIC = "pairs"
CONTEXT = "gig_offer"
PURPOSE_ASK, PURPOSE_MEET, PURPOSE_DUE = "pair", "pair_meeting", "pair_due"
Values = dict[str, object]


def asked(pair: Pair) -> Text:
    """Return the question to the volunteer: what and in which municipality, and nothing of whom."""
    volunteer = pair.volunteer
    place = pair.resident.municipality
    name = place.name_sv if volunteer.language == "sv" and place.name_sv else place.name_fi
    task = task_name(pair.kind, volunteer.language)
    return Text("pair_offer", _office(pair, volunteer) | {"task": task, "place": name})


def thanked(pair: Pair) -> Text:
    """Return the answer to a yes."""
    return Text("pair_thanks", _office(pair, pair.volunteer))


def whom_you_meet(pair: Pair, meets_at: datetime) -> Text:
    """Return the text that tells the volunteer whom they get to know: the only one with a name and a number."""
    resident = pair.resident
    is_visit = pair.kind != "call"
    values = {
        "resident": resident.first_name,
        "phone": number_of(resident),
        "address": address_of(resident) if is_visit else "",
    }
    return Text("pair_introduced", _meeting(pair, pair.volunteer, meets_at) | values)


def who_comes(pair: Pair, meets_at: datetime) -> Text:
    """Return the text that tells the resident who rings or comes."""
    template = "pair_first_call" if pair.kind == "call" else "pair_first_visit"
    values = {"other_name": pair.volunteer.first_name}
    return Text(template, _meeting(pair, pair.resident, meets_at) | values)


def _meeting(pair: Pair, reader: Person, meets_at: datetime) -> Values:
    return _office(pair, reader) | {
        "day": on_day(local_date(meets_at), reader.language),
        "time": at_hour(local_time(meets_at)),
    }


def _office(pair: Pair, reader: Person) -> Values:
    office = pair.association
    return {
        "first_name": reader.first_name,
        "office": office.short_name,
        "help_phone": office.phone,
    }
