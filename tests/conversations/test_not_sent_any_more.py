"""Between the writing of a reminder and its going out much may happen: each kind of it, in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from notifications.gateways.base import InboundSms
from notifications.models import GatewayPrice, Message, PersonHours, TextPolicy
from notifications.services.inbound import process, receive
from notifications.services.outbox import Text, put
from notifications.services.sender import send_due
from people.models import Person, PersonNumber
from people.services.absences import record_absence
from rings.services.attending.attend import attend
from rings.services.attending.outcomes import record_outcome
from tests.conversations.village import MONDAY, Clock, Village

OFFICE = {"office": "Vapari", "help_phone": "014 555 0100"}


@dataclass
class Reminded:
    """Sari has been written to about Aino, and the text has not gone yet."""

    village: Village
    clock: Clock
    sari: Person
    aino: Person

    def tell(self, result: str) -> None:
        """Have the coordinator record what became of the call."""
        call = self.village.occurrence(self.aino)
        record_outcome(call, result, by=self.village.by, now=self.clock.now)

    def goes_away(self) -> None:
        """Sari is away from today."""
        record_absence(self.sari, MONDAY, None, by=self.village.by, now=self.clock.now)

    def writes(self, body: str) -> None:
        """A text from Sari comes in and is read."""
        sms = InboundSms("in-1", "+358401230001", "", body)
        process(receive("demo", sms, self.clock.now).pk, self.clock.now)

    def loses_the_number(self) -> None:
        """The telephone is somebody else's now."""
        PersonNumber.objects.filter(person=self.sari).delete()

    def opens_at(self, opens: time) -> None:
        """Sari wants texts from this hour only."""
        PersonHours.objects.create(person=self.sari, opens=opens, closes=time(20))

    def has_had(self, policy: TextPolicy) -> None:
        """Sari has had one text this morning, and `policy` holds."""
        variables = {**OFFICE, "first_name": "Sari"}
        until = self.clock.now + timedelta(hours=1)
        earlier = put(
            Text("unclear_received", variables),
            to=self.sari,
            topic="",
            purpose="word",
            about="morning",
            now=self.clock.now,
            expires_at=until,
        )
        Message.objects.filter(pk=earlier.pk).update(
            state="delivered", due_at=None, gateway="demo", accepted_at=self.clock.now
        )
        policy.save()


def capped(world: Reminded) -> None:
    """The municipality has spent all that it may."""
    GatewayPrice.objects.create(
        gateway="demo", valid_from=date(2026, 1, 1), per_part=Decimal("0.07")
    )
    world.has_had(TextPolicy(monthly_cap=Decimal("0.01")))


Happens = Callable[[Reminded], object]


@pytest.fixture
def world(village: Village, clock: Clock, sari: Person, aino: Person) -> Reminded:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("8:59")
    clock.now += timedelta(minutes=1)
    attend(clock.now)
    return Reminded(village, clock, sari, aino)


@pytest.mark.parametrize(
    ("happens", "state", "error"),
    [
        (lambda _world: None, "delivered", ""),
        (lambda world: world.tell("reached"), "cancelled", ""),
        (lambda world: world.tell("cancelled"), "cancelled", ""),
        (lambda world: world.writes("soitin jo, kaikki hyvin"), "cancelled", ""),
        (lambda world: world.goes_away(), "cancelled", ""),
        (lambda world: world.writes("STOP"), "failed", "opted_out"),
        (lambda world: world.loses_the_number(), "failed", "number"),
        (lambda world: world.opens_at(time(10)), "held", ""),
        (lambda world: world.opens_at(time(19)), "failed", "quiet"),
        (lambda world: world.has_had(TextPolicy(most_a_day=2)), "delivered", ""),
        (lambda world: world.has_had(TextPolicy(most_a_day=1)), "failed", "window"),
        (capped, "failed", "cap"),
    ],
    ids=[
        "nothing happens",
        "confirmed by the office",
        "called off",
        "confirmed by text",
        "absent",
        "stopped",
        "another holder",
        "quiet until ten",
        "quiet until it is too late",
        "room for one more",
        "too many texts",
        "cap reached",
    ],
)
def test_what_happens_first_decides_whether_the_reminder_goes(
    world: Reminded, happens: Happens, state: str, error: str
) -> None:
    reminder = Message.objects.get(purpose="duty")
    happens(world)
    later = world.clock.now + timedelta(minutes=1)
    send_due(later)
    reminder.refresh_from_db()
    assert (reminder.state, reminder.error) == (state, error)
    if state == "failed":
        # Not reached by a text: the office has it in hand, and phones.
        call = world.village.occurrence(world.aino)
        assert call.state == "escalated"
        assert call.because == ("no_text" if error == "opted_out" else "not_sent")


def test_a_reminder_that_comes_too_late_is_not_sent(world: Reminded) -> None:
    reminder = Message.objects.get(purpose="duty")
    send_due(reminder.expires_at)
    reminder.refresh_from_db()
    assert reminder.state == "expired"
