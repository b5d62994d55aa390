"""The town of the bench `claim`: one request that everybody is asked about, and what became of their yes.

`manage.py shell` runs these on a database of its own; each prints one JSON object.
"""

import json
import time as time_of
from collections import Counter
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django_q.models import OrmQ

from directory.actors import COMMAND
from directory.localtime import instant, local_date
from directory.models import Association, AuditEntry, Municipality, ServiceLine
from notifications.machine import INBOUND
from notifications.models import Inbound, Message
from notifications.services.inbound import process_new
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
    """Let the clock read every yes, and print what they came to."""
    began = time_of.monotonic()
    process_new(timezone.now())
    seconds = round(time_of.monotonic() - began, 2)
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
        "seconds_to_read": seconds,
        "stored": Inbound.objects.count(),
        "handled": Inbound.objects.filter(state="handled").count(),
    }
    print(json.dumps(told))  # the bench reads it


def count_texts() -> None:
    """Let the worker tick once more, then print how many texts are kept and how many nobody has read."""
    process_new(timezone.now())
    unread = Inbound.objects.filter(state=Inbound.State.NEW).count()
    calls = OrmQ.objects.count()
    told = {"stored": Inbound.objects.count(), "unread": unread, "calls": calls}
    print(json.dumps(told))  # the bench reads it


def until_all_is_read(last: int) -> None:
    """Wait until a worker has come to every call; print how many seconds any of the `last` texts lay unread."""
    limit = time_of.monotonic() + 60
    while OrmQ.objects.exists() or Inbound.objects.filter(state=Inbound.State.NEW).exists():
        assert time_of.monotonic() < limit, "the worker does not read"
        time_of.sleep(0.05)
    came = dict(Inbound.objects.order_by("-pk").values_list("pk", "received_at")[:last])
    moves = AuditEntry.objects.filter(subject=INBOUND.name, before="new", subject_id__in=came)
    waits = [(move.at - came[move.subject_id]).total_seconds() for move in moves]
    assert len(waits) == last
    print(json.dumps({"seconds": round(max(waits), 1)}))  # the bench reads it


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
