"""What texts cost, and for how much they go: capped, warned of, and always told to somebody."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from directory.models import Municipality
from notifications.gateways.base import Fault, SendResult
from notifications.models import CapNotice, GatewayPrice, TextPolicy
from notifications.services.costs import Line, bill, watch_costs
from notifications.services.outbox import Item
from notifications.services.sender import send_due
from people.models import Person
from tests.notifications.makers import NINE, Listening, ask_to_call, minutes, state_of
from tests.notifications.scripted import ScriptedGateway
from tests.notifications.services.writing import states, write

NOVEMBER, DECEMBER = date(2026, 11, 1), datetime(2026, 12, 1, 6, tzinfo=UTC)


@pytest.fixture
def price(gateway: ScriptedGateway) -> Decimal:
    """What a part costs, since the beginning of the year."""
    day = date(2026, 1, 1)
    GatewayPrice.objects.create(gateway=gateway.name, valid_from=day, per_part=Decimal("0.0800"))
    return Decimal("0.0800")


def cap_of(euros: str) -> Municipality:
    """Let the only municipality spend `euros` a month."""
    town = Municipality.objects.get()
    TextPolicy.objects.create(municipality=town, most_a_day=99, monthly_cap=Decimal(euros))
    return town


def test_a_month_costs_the_parts_taken_by_the_price_of_their_day(
    maija: Person, topic: Listening, gateway: ScriptedGateway, price: Decimal
) -> None:
    del topic
    town = Municipality.objects.get()
    dearer = Decimal("0.1000")
    GatewayPrice.objects.create(
        gateway=gateway.name, valid_from=date(2026, 11, 24), per_part=dearer
    )
    names = [Item(f"occurrence:{n}", f"Aino{n}") for n in range(1, 6)]
    (short,) = write(maija)
    long = ask_to_call(maija, *names, step=2)
    send_due(NINE)
    next_day = NINE + timedelta(days=1)
    (later,) = write(maija, first=3, now=next_day)
    gateway.answer = lambda _sms: SendResult(fault=Fault.REFUSED)
    write(maija, first=4)
    send_due(NINE + timedelta(hours=1))
    gateway.answer = lambda _sms: SendResult("SM9")
    send_due(next_day)
    assert long.parts == 2
    parts = short.parts + long.parts + later.parts
    euros = (short.parts + long.parts) * price + later.parts * dearer
    assert bill(NOVEMBER) == [Line(town.pk, gateway.name, 3, parts, euros)]
    assert bill(NOVEMBER, [town.pk]) == bill(NOVEMBER)
    assert bill(date(2026, 12, 1)) == []


def test_a_phone_that_has_it_at_once_is_paid_for_as_well(maija: Person, topic: Listening) -> None:
    del topic
    write(maija)
    send_due(NINE)
    (line,) = bill(NOVEMBER)
    assert (line.gateway, line.texts, line.euros) == ("demo", 1, Decimal(0))


def test_a_capped_municipality_writes_no_more_until_the_next_month(
    maija: Person, topic: Listening, gateway: ScriptedGateway, price: Decimal
) -> None:
    cap_of(str(price * 2))
    texts = write(maija, 3, expires_at=DECEMBER + timedelta(days=1))
    (urgent,) = write(maija, first=9, urgent=True)
    send_due(NINE)
    assert states(texts) == ["accepted", "held", "held"]
    assert state_of(urgent) == "accepted"
    assert texts[1].due_at == datetime(2026, 11, 30, 22, tzinfo=UTC)
    # Midnight comes first, and then the quiet hours end.
    send_due(datetime(2026, 11, 30, 22, tzinfo=UTC))
    assert {text.due_at for text in texts[1:] if state_of(text)} == {DECEMBER}
    send_due(DECEMBER)
    assert states(texts) == ["sent", "accepted", "accepted"]
    assert topic.lost == []
    assert len(gateway.sent) == 4


def test_what_cannot_wait_for_the_next_month_is_told_by_telephone(
    maija: Person, topic: Listening, gateway: ScriptedGateway, price: Decimal
) -> None:
    cap_of(str(price))
    texts = write(maija, 2)
    send_due(NINE)
    assert states(texts) == ["accepted", "failed"]
    assert texts[1].error == "cap"
    assert topic.lost == [texts[1].pk]
    assert len(gateway.sent) == 1


def test_the_office_is_warned_once_a_month_at_four_fifths(
    maija: Person, topic: Listening, gateway: ScriptedGateway, price: Decimal
) -> None:
    del topic, gateway
    town = cap_of(str(price * 10))
    write(maija, 7)
    send_due(NINE)
    assert watch_costs(NINE) == 0
    write(maija, 1, first=10)
    send_due(minutes(1))
    assert watch_costs(minutes(1)) == 1
    assert watch_costs(minutes(2)) == 0
    notice = CapNotice.objects.get()
    assert (notice.municipality, notice.month) == (town, NOVEMBER)


def test_without_a_cap_nobody_is_warned(
    maija: Person, topic: Listening, gateway: ScriptedGateway, price: Decimal
) -> None:
    del topic, gateway, price
    TextPolicy.objects.create()
    write(maija, 6)
    send_due(NINE)
    assert watch_costs(NINE) == 0
    assert not CapNotice.objects.exists()
