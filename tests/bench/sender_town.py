"""The texts of the bench `sender`: to as many people, all due at one noon, told that something is called off.

`manage.py shell` runs this on a database of its own.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from directory.localtime import instant, local_date
from directory.models import Municipality
from notifications.models import Message
from people.models import Person, PersonNumber, PhoneNumber
from rings.models import BulkCancel
from rings.services.bulk import tell


def fill(count: int) -> None:
    """Put `count` texts into the outbox."""
    # Texts rest at night, but the bench may run at any hour.
    noon = instant(local_date(timezone.now()), time(12))
    place, about = _called_off(noon)
    people = Person.objects.bulk_create(
        Person(first_name="Sari", last_name="Esimerkki", municipality=place, created_at=noon)
        for _n in range(count)
    )
    numbers = PhoneNumber.objects.bulk_create(
        PhoneNumber(e164=f"+3584012{n:05d}", kind="mobile") for n in range(count)
    )
    PersonNumber.objects.bulk_create(
        PersonNumber(person=person, number=number)
        for person, number in zip(people, numbers, strict=True)
    )
    Message.objects.bulk_create(
        Message(
            topic=tell.TOPIC,
            purpose=tell.PURPOSE,
            about=about,
            person=person,
            number=number,
            template="called_off",
            language="fi",
            body="Hei Sari! Vapari: huominen käyntisi klo 9.00 on peruttu. Kysy: 014 555 0100",
            parts=1,
            due_at=noon,
            created_at=noon,
            expires_at=noon + timedelta(hours=2),
        )
        for person, number in zip(people, numbers, strict=True)
    )


def _called_off(noon: datetime) -> tuple[Municipality, str]:
    """Return a municipality, and what its texts are about: all visits of that day."""
    place = Municipality.objects.create(
        code="226", name_fi="Karstula", population=4235, population_year=2016,
        latitude="62.87", longitude="24.80",
    )  # fmt: skip
    bulk = BulkCancel.objects.create(
        municipality=place, first=noon.date(), last=noon.date(), at=noon, hold_until=noon
    )
    return place, tell.about(bulk)
