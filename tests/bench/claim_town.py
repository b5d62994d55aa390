"""The town of the bench `claim`: one request that everybody is asked about, and what became of their yes.

`manage.py shell` runs these on a database of its own; each prints one JSON object.
"""

import json
from collections import Counter
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from directory.actors import COMMAND
from directory.localtime import instant, local_date
from directory.models import Association, Municipality, ServiceLine
from notifications.models import Inbound, Message
from people.models import Consent, Person, PersonNumber, PhoneNumber, Resident
from rings.models import Assignment, Offer, OfferPolicy
from rings.services.gigs.create import Order, create_gig
from volunteers.models import Volunteer


def fill(people: int) -> None:
    """Ask `people` volunteers about one request; print their numbers."""
    now = timezone.now()
    # Asked by day, whenever the bench runs: at the last noon.
    noon = instant(local_date(now), time(12))
    asked_at = noon if noon <= now else noon - timedelta(days=1)
    place = Municipality.objects.create(
        code="226",
        name_fi="Karstula",
        population=4235,
        population_year=2016,
        latitude="62.87",
        longitude="24.80",
    )
    office = Association.objects.create(name="Vapari ry", short_name="Vapari", phone="014 555 0100")
    office.municipalities.add(place)
    OfferPolicy.objects.create(wave_size=people)
    numbers = [f"+3584012{n:05d}" for n in range(people)]
    for number in numbers:
        Volunteer.objects.create(person=_person(place, number), state=Volunteer.State.ACTIVE)
    receiver = _receiver(place, asked_at)
    line = ServiceLine.objects.create(
        code="asiointi",
        kind="help",
        name_fi="Asiointiapu",
        name_sv="Ärendehjälp",
        name_en="Company on errands",
        is_one_off=True,
        valid_from=date(2020, 1, 1),
    )
    order = Order(receiver, line, local_date(now) + timedelta(days=3), time(10), 60, office)
    create_gig(order, by=COMMAND, now=asked_at)
    assert Offer.objects.filter(state="open").count() == people
    print(json.dumps(numbers))  # the bench reads it


def count() -> None:
    """Print what the yes of all came to."""
    states = Counter(Offer.objects.values_list("state", flat=True))
    replies = Counter(
        Message.objects.filter(answers__isnull=False).values_list("template", flat=True)
    )
    told = {
        "winners": Assignment.objects.filter(state__in=Assignment.LIVE).count(),
        "accepted": states["accepted"],
        "too_late": states["too_late"],
        "kind_refusals": replies["offer_taken"],
        "told_the_winner": replies["gig_yours"],
        "other_replies": replies.total() - replies["offer_taken"] - replies["gig_yours"],
        "stored": Inbound.objects.count(),
        "handled": Inbound.objects.filter(state="handled").count(),
    }
    print(json.dumps(told))  # the bench reads it


def _receiver(place: Municipality, at: datetime) -> Person:
    person = _person(place, "+358401299999")
    Resident.objects.create(person=person, state=Resident.State.SERVED)
    Consent.objects.create(
        person=person,
        kind=Consent.Kind.SERVICE,
        answer=Consent.Answer.GIVEN,
        channel=Consent.Channel.ORAL,
        wording="v1",
        recorded_at=at,
    )
    return person


def _person(place: Municipality, number: str) -> Person:
    person = Person.objects.create(
        first_name="Kari", last_name="Esimerkki", municipality=place, created_at=timezone.now()
    )
    row = PhoneNumber.objects.create(e164=number, kind="mobile")
    PersonNumber.objects.create(person=person, number=row)
    return person
