"""What the browser sees of how texts go: a route, a price, limits, a sender, and a cap that comes near."""

from datetime import date, datetime, time
from decimal import Decimal

from directory.models import Municipality
from notifications.models import (
    CapNotice,
    GatewayPrice,
    Message,
    Route,
    SenderIdentity,
    TextOverride,
    TextPolicy,
)
from notifications.rules.caps import month_of
from people.models import Person


def texts(place: str, now: datetime) -> dict[str, int]:
    """Fill the tables of texts for the municipality `place`; return a row of each."""
    town = Municipality.objects.get(name_fi=place)
    limits = TextPolicy.objects.create(
        municipality=town, opens=time(9), closes=time(19), monthly_cap=Decimal(40)
    )
    price = GatewayPrice.objects.create(
        gateway="demo", valid_from=date(2026, 1, 1), per_part=Decimal("0.069")
    )
    route = Route.objects.create(prefix="+46", gateway="demo", municipality=town)
    sender = SenderIdentity.objects.create(
        gateway="demo", sender="Vapari", authorised_until=date(2027, 12, 31), evidence="2026/114"
    )
    TextOverride.objects.create(
        name="help_received",
        language="fi",
        body="{{ office }}: kiitos viestistä! Soitamme sinulle tänään. Puhelin: {{ help_phone }}",
        changed_at=now,
    )
    here = Person.objects.filter(municipality=town)
    Message.objects.filter(person__in=here).update(accepted_at=now, gateway="demo")
    CapNotice.objects.create(municipality=town, month=month_of(now), made_at=now)
    made = (route, price, limits, sender)
    return {type(row).__name__: row.pk for row in made}
