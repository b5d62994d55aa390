"""A sign of life that nobody has asked for yet: the early riser, and who rings the service and presses a key."""

from datetime import datetime

from directory.actors import person as by_person
from directory.localtime import local_date
from notifications.models import Inbound
from notifications.topics import Outcome, Standing
from people.models import Person
from rings.models import Occurrence
from rings.models import Outcome as Report
from rings.rules.plan import CALL_IN
from rings.services.attending.closing import locked
from rings.services.attending.outcomes import record_outcome
from rings.services.climbing.office import hand_to_office

CONTEXT = "morning_checkin"
KEYPAD = Inbound.Channel.KEYPAD


def todays_check_in(holders: list[Person], at: datetime) -> Standing | None:
    """Return the one check-in of today that is open for any of `holders`, as a question that stands."""
    open_ones = Occurrence.objects.open().filter(
        ring__topology=CALL_IN, receiver__in=holders, nominal_date=local_date(at)
    )
    found = list(open_ones.select_related("receiver").order_by("starts_at")[:2])
    if len(found) != 1:
        return None
    occurrence = found[0]

    def hear(inbound: Inbound, intent: str, now: datetime) -> Outcome:
        return _hear(occurrence, inbound, intent, now)

    return Standing(occurrence.receiver, CONTEXT, hear)


def _hear(occurrence: Occurrence, inbound: Inbound, intent: str, now: datetime) -> Outcome:
    """All is well: it counts for today. Asks for a call: the office has it at once."""
    receiver = occurrence.receiver
    by = by_person(receiver.pk, channel="keypad" if inbound.channel == KEYPAD else "sms")
    if intent == "help":
        hand_to_office(locked(occurrence.pk), Occurrence.Because.HELP, by=by, now=now)
        ring = occurrence.ring
        return Outcome(queue="help", owner_id=ring.coordinator_id if ring else None)
    record_outcome(occurrence, Report.Result.REACHED, by=by, now=now, reported_by=receiver)
    return Outcome(reply="checkin_received", variables={"first_name": receiver.first_name})
