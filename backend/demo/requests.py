"""The requests of the demo, in every stage: played out with the service's own acts, yesterday and just now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from backend.clock import tick
from backend.demo.staff import COORDINATOR
from directory.actors import Actor
from directory.actors import staff as by_staff
from directory.localtime import instant, local_date, local_time
from directory.models import Association, Barrier, Municipality, Referrer, ServiceLine, User
from directory.services.referrers import write_referrer
from notifications.gateways.base import InboundSms
from notifications.services.inbound import process_safely, receive
from people.models import Person, Resident
from rings.models import Gig, Offer
from rings.rules.open_hours import DAYTIME
from rings.services.gigs.create import Order, create_gig
from rings.services.gigs.intake import receive_request
from rings.services.gigs.texts import open_offers
from rings.services.gigs.unmet import mark_unmet
from rings.services.gigs.wording import LETTERS
from volunteers.services.eligibility import blockers_of

PLACE, GATEWAY = "Jyväskylä", "demo"
MORNING, AFTERNOON, EVENING = time(9), time(14), time(17)


@dataclass(frozen=True)
class Office:
    """Who plays: the first office, its coordinator, and residents in whose lives something is needed."""

    association: Association
    by: Actor
    residents: Iterator[Person]

    def order(
        self, line: str, at: datetime, *, to: str, needs: str = "", door_code: str = ""
    ) -> Order:
        """Return the order of a coordinator who has just been rung by home care."""
        return Order(
            receiver=next(self.residents),
            service_line=ServiceLine.objects.get(code=line),
            day=local_date(at),
            wall_time=local_time(at).replace(second=0, microsecond=0),
            minutes=90,
            association=self.association,
            place=to,
            ordered_by="Kotihoito",
            ordered_phone="050 5509100",
            needs=needs,
            door_code=door_code,
        )


def play_requests(offices: list[Association], staff: dict[str, User], began: datetime) -> None:
    """Play yesterday: one request done, one that somebody has for tomorrow, one that nobody could be found for."""
    today = local_date(began)
    office = _office(offices[0], staff, today)
    yesterday = today - timedelta(days=1)
    now = instant(yesterday, MORNING)
    ids = count(1)
    done = create_gig(
        office.order("asiointi", instant(yesterday, AFTERNOON), to="Kirjasto"),
        by=office.by,
        now=now,
    )
    filled = create_gig(
        office.order(
            "saattaja",
            instant(today + timedelta(days=1), MORNING),
            to="Terveysasema",
            door_code="1250",
        ),
        by=office.by,
        now=now,
    )
    unmet = create_gig(
        office.order("digituki", instant(yesterday, EVENING), to=""), by=office.by, now=now
    )
    tick(now)
    _first_says_yes(done, now + timedelta(minutes=7), ids)
    _first_says_yes(filled, now + timedelta(minutes=12), ids)
    barrier = Barrier.objects.get(code="no-one-free")
    mark_unmet(unmet, barrier, by=office.by, now=instant(yesterday, AFTERNOON))
    ended = instant(yesterday, AFTERNOON) + timedelta(minutes=90)
    tick(ended)
    _holder_says(done, "OK 1,5 h", ended + timedelta(minutes=9), ids)


def ask_now(offices: list[Association], staff: dict[str, User], now: datetime) -> None:
    """Let three come in just now: one to be offered, one too soon for texts, and one by a team's link."""
    office = _office(offices[0], staff, local_date(now))
    ahead = instant(local_date(now) + timedelta(days=3), AFTERNOON)
    create_gig(
        office.order("pikkuapu", ahead, to="", needs="Lamppu ja verhot"), by=office.by, now=now
    )
    soon = DAYTIME.after(now) + timedelta(minutes=100)
    create_gig(office.order("asiointi", soon, to="Apteekki"), by=office.by, now=now)
    place = Municipality.objects.get(name_fi=PLACE)
    team = Referrer(
        name="Kotihoito, Jyväskylä",
        phone="014 000 0100",
        association=offices[0],
        municipality=place,
    )
    write_referrer(team, changed=[], by=office.by, now=now)
    fields = {
        "service_line": ServiceLine.objects.get(code="saattaja"),
        "ordered_by": "Hoitaja Malli",
        "ordered_phone": "050 5509101",
        "first_name": "Elma",
        "last_name": "Näyte",
        "phone": "050 5500999",
        "address": "Koulutie 7",
        "birth_year": 1938,
        "day": local_date(now) + timedelta(days=2),
        "wall_time": MORNING,
        "minutes": 120,
        "place": "Keskussairaala",
        "aid": Resident.Aid.ROLLATOR,
        "consent": True,
    }
    receive_request(team, fields, now=now)
    tick(now)


def _office(association: Association, staff: dict[str, User], day: date) -> Office:
    """Residents of the place who agreed and for whom nothing has been asked yet, the last of the list first."""
    rows = Resident.objects.filter(person__municipality__name_fi=PLACE).exclude(
        person__occurrences__gig__isnull=False
    )
    people = [row.person for row in rows.select_related("person__municipality").order_by("-pk")]
    barred = blockers_of([person.pk for person in people], day, as_resident=True)
    by = by_staff(staff[COORDINATOR].pk)
    return Office(association, by, iter([p for p in people if not barred[p.pk]]))


def _first_says_yes(gig: Gig, at: datetime, ids: "count[int]") -> None:
    """Let the first who was asked say yes, by the letter when they were asked about two."""
    offer = Offer.objects.filter(occurrence=gig.pk).select_related("person").first()
    if offer is None:
        return
    asked = [each.occurrence_id for each in open_offers(offer.person, at)]
    body = LETTERS[asked.index(gig.pk)] if len(asked) > 1 else "Kyllä, voin tulla"
    _write(offer.person, body, at, ids)


def _holder_says(gig: Gig, body: str, at: datetime, ids: "count[int]") -> None:
    holder = Gig.objects.get(pk=gig.pk).occurrence.holder()
    if holder:
        _write(holder.person, body, at, ids)


def _write(person: Person, body: str, at: datetime, ids: "count[int]") -> None:
    number = person.numbers.select_related("number")[0].number.e164
    sms = InboundSms(f"demo-request-{next(ids)}", number, "", body)
    process_safely(receive(GATEWAY, sms, at).pk, at)
    tick(at)
