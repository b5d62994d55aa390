"""What every part of the contract stands on: the gateway led to its counterpart, and a text in our own tables."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import count

import pytest
from django.utils import timezone
from pytest_django import Settings

from notifications.gateways.base import Gateway, Sms
from notifications.gateways.registry import gateways
from notifications.models import Message
from notifications.references import reference_of
from notifications.services.outbox import Text, put
from people.models import Person
from tests.gateways.counterpart import Counterpart, eventually
from tests.notifications.makers import OFFICE, state_of

NUMBER = "+358401230002"
# Words and digits of the number and of the texts below; no line of a log may hold one.
PRIVATE = ("401230002", "Muistathan", "åäö", "%C3%A5%C3%A4")
PLAIN = "Hei! Muistathan soittaa Ainolle klo 9? Terv. Vapari"
NORDIC = "Hei Åke! Muistathan åäö ÅÄÖ é ü ñ @ £ € [ok]? Hinta 5 €."
LONG = (NORDIC + " ") * 9 + "Loppu."
LINES_AND_SIGNS = "Muistathan:\n- Aino\n- Väinö – ”klo 9” 🙂"

Lead = Callable[[Mapping[str, str]], Gateway]
_numbers = count(4711)


class Part:
    """Fixtures of every part; a gateway's own module brings `counterpart`."""

    @pytest.fixture
    def public_url(self) -> str:
        """Where nobody hears what the counterpart posts; the parts that listen have their own."""
        return "http://127.0.0.1:9"

    @pytest.fixture
    def lead(
        self,
        counterpart: Counterpart,
        public_url: str,
        settings: Settings,
        monkeypatch: pytest.MonkeyPatch,
    ) -> Iterator[Lead]:
        """Put the gateway to use with the settings given, as the only one."""
        settings.PUBLIC_BASE_URL = public_url
        settings.RINKI_GATEWAYS = [counterpart.gateway]

        def leading(environment: Mapping[str, str]) -> Gateway:
            for name, value in environment.items():
                monkeypatch.setenv(name, value)
            gateways.cache_clear()
            (only,) = gateways()
            return only

        yield leading
        gateways.cache_clear()

    def listen(self) -> None:
        """Hear what was not posted to us; for a gateway that must be asked."""

    def becomes(self, message: Message, state: str) -> str:
        """Return the state of `message` as soon as it is `state`, or after long waiting whatever it is."""

        def there() -> bool:
            self.listen()
            return state_of(message) == state

        eventually(there)
        return state_of(message)

    @pytest.fixture
    def gateway(self, counterpart: Counterpart, lead: Lead) -> Gateway:
        """The gateway, led to its counterpart."""
        return lead(counterpart.environment())


def fresh(body: str = PLAIN) -> str:
    """Return `body` with a number, so that no counterpart has seen the same text before."""
    return f"{body} {next(_numbers)}"


def sms(body: str = "", to: str = NUMBER) -> Sms:
    """Return a text as the sender hands one over now; one that nobody has seen, unless `body` is given."""
    now = timezone.now()
    reference = reference_of(next(_numbers))
    return Sms(reference, to, body or fresh(), now, expires_at=now + timedelta(hours=3))


def written(person: Person, gateway: Gateway, now: datetime, body: str = "") -> Message:
    """Put a text for `person` into the outbox, due at `now` and urgent, so that no hour holds it."""
    message = put(
        Text("call_reminder", {**OFFICE, "first_name": "Maija", "time": "9", "residents": []}),
        to=person,
        topic="duties",
        purpose="reminder",
        about=f"duty:{now.isoformat()}",
        now=now,
        expires_at=now + timedelta(hours=3),
        urgent=True,
    )
    # A text that asks for an answer goes only through a gateway that hears it.
    message.two_way, message.body = gateway.capabilities.two_way, body or fresh()
    message.save(update_fields=["two_way", "body"])
    return message
