"""The rides of the demo: one run driven yesterday, those of tomorrow under way, and a market day to plan."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from backend.clock import tick
from backend.demo.drivers import settle
from backend.demo.staff import COORDINATOR
from directory.actors import Actor
from directory.actors import staff as by_staff
from directory.localtime import instant, local_date
from directory.models import Association, User
from directory.scope import Area, Scope
from notifications.gateways.base import InboundSms
from notifications.services.inbound import process_safely, receive
from people.models import Person, Resident
from rides.models import Destination, Leg, Run, StandingRide
from rides.services.claims.decide import submit
from rides.services.closing.close import close_by_word
from rides.services.plan.insert import best_places, seat
from rides.services.telling.drivers import hear_yes
from rides.services.telling.publish import publish
from rides.services.telling.riders import confirm_leg, told_now
from rides.services.wishes.facts import Wish
from rides.services.wishes.standing import save_standing
from rides.services.wishes.taking import take_ride
from volunteers.services.eligibility import blockers_of

GATEWAY = "demo"
A_DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
THURSDAY, ONE_MORE_WEEK = 3, 7
MORNING, EARLY, LIST_TIME, AFTERNOON = time(10), time(8), time(18), time(16)
DRIVEN = Decimal(43)


@dataclass(frozen=True)
class Lift:
    """One ride: from which municipality, to which place of which, by when, and what more is wished for."""

    home: str
    to: tuple[str, str]
    hour: time
    back: time | None
    more: dict[str, Any] = field(default_factory=dict)


SHOP, HEALTH, CLUB = {"purpose": "shop"}, {"purpose": "health"}, {"purpose": "club"}
ROLLATOR = {"needs": ("rollator",), "landmark": "Keltainen talo tien päässä"}
ON_CALL = {"back": "on_call", "has_phone_along": True}
YESTERDAY = (
    Lift("Laukaa", ("Laukaa", "Kauppa"), time(10), time(12), SHOP),
    Lift("Laukaa", ("Laukaa", "Kauppa"), time(10), time(12), SHOP | ROLLATOR),
)
TOMORROW = (
    Lift("Laukaa", ("Laukaa", "Terveysasema"), time(10), time(11, 30), HEALTH),
    Lift("Jyväskylä", ("Jyväskylä", "Keskussairaala"), time(9, 30), None, HEALTH | ON_CALL),
    Lift("Jyväskylä", ("Jyväskylä", "Kauppa"), time(10, 30), time(12), SHOP | {"seats": 2}),
)
MARKET_DAY = (
    Lift("Laukaa", ("Laukaa", "Kauppa"), time(10), time(12), SHOP),
    Lift("Laukaa", ("Laukaa", "Kauppa"), time(10), time(12), SHOP | ROLLATOR),
    Lift("Laukaa", ("Laukaa", "Seurakuntatalo"), time(11), time(13, 30), CLUB),
    Lift("Jyväskylä", ("Laukaa", "Seurakuntatalo"), time(11), time(13, 30), CLUB),
    Lift("Jyväskylä", ("Jyväskylä", "Terveysasema"), time(9), None, HEALTH | ON_CALL),
    # No car of the office takes it: the plan says so.
    Lift(
        "Jyväskylä",
        ("Jyväskylä", "Kauppa"),
        time(13),
        time(15),
        SHOP | {"needs": ("wheelchair",)},
    ),
)
AGAIN = Lift("Laukaa", ("Laukaa", "Kauppa"), time(10), time(12), SHOP)
HOMES = (
    ("0.041", "0.022"), ("-0.035", "0.061"), ("0.058", "-0.047"), ("-0.019", "-0.072"),
    ("0.073", "0.035"), ("-0.052", "0.018"), ("0.027", "0.089"), ("0.036", "-0.021"),
)  # fmt: skip


class Desk:
    """The coordinator of the first office, who takes rides down for one resident after the other."""

    def __init__(self, offices: list[Association], staff: dict[str, User], day: date) -> None:
        self.office = offices[0]
        self.user = staff[COORDINATOR]
        self.by = by_staff(self.user.pk)
        self.scope = Scope((Area(None, self.office.pk),), (), frozenset())
        self.day = day
        self._homes: Iterator[tuple[str, str]] = iter(HOMES * 2)
        self._ridden: set[int] = set()

    def on_behalf_of(self, person: Person) -> Actor:
        """Return the coordinator who writes down what `person` said on the telephone."""
        return by_staff(self.user.pk, channel="phone", on_behalf_of=person.pk)

    def take(self, lifts: tuple[Lift, ...], day: date, now: datetime) -> None:
        """Take `lifts` down for `day`, each for somebody else."""
        for lift in lifts:
            take_ride(self.wish(lift, now), day, by=self.by, now=now)

    def wish(self, lift: Lift, now: datetime) -> Wish:
        """Return the wish of the next resident there."""
        rider = self._rider(lift.home)
        settle(rider, *next(self._homes), now)
        town, place = lift.to
        wished: dict[str, Any] = {
            "rider": rider,
            "association": self.office,
            "destination": Destination.objects.get(municipality__name_fi=town, name=place),
            "wall_time": lift.hour,
            "back": "fixed" if lift.back else "none",
            "back_time": lift.back,
            "may_share_address": True,
        }
        return Wish(**wished | lift.more)

    def publish(self, day: date, now: datetime) -> list[Run]:
        """Give everybody of `day` the best place, as it stands, and tell them; return the runs."""
        waiting = Leg.objects.filter(request__day=day, state=Leg.State.REQUESTED)
        for leg in waiting.order_by("request", "-direction"):
            place = best_places(leg, now, scope=self.scope)[0]
            seat(leg, place.key, by=self.by, now=now, scope=self.scope)
        publish(day, self.scope, by=self.by, now=now)
        tick(now)
        return list(Run.objects.live().filter(day=day, association=self.office))

    def agree(self, run: Run, now: datetime) -> None:
        """Let the driver of `run` say yes, and those riders who are told by telephone too."""
        hear_yes(run, by=self.on_behalf_of(run.driver.person), now=now)
        for leg in run.legs.seated().select_related("request__rider"):
            if leg.state == Leg.State.PLANNED:
                told_now(leg, Leg.How.PHONE, by=self.by, now=now)
            confirm_leg(leg, by=self.on_behalf_of(leg.request.rider), now=now)

    def _rider(self, place: str) -> Person:
        rows = Resident.objects.filter(person__municipality__name_fi=place)
        rows = rows.exclude(person__in=self._ridden).select_related("person__municipality")
        people = [row.person for row in rows.order_by("pk")]
        barred = blockers_of([person.pk for person in people], self.day, as_resident=True)
        rider = next(person for person in people if not barred[person.pk])
        self._ridden.add(rider.pk)
        return rider


def play_rides(offices: list[Association], staff: dict[str, User], began: datetime) -> Desk:
    """Play the days before: yesterday's run was promised, tomorrow's drivers were asked yesterday morning."""
    today = local_date(began)
    desk = Desk(offices, staff, today)
    yesterday, tomorrow = today - A_DAY, today + A_DAY
    then = instant(yesterday - 2 * A_DAY, MORNING)
    desk.take(YESTERDAY, yesterday, then)
    for run in desk.publish(yesterday, then):
        desk.agree(run, then + 20 * MINUTE)
    tick(then + 30 * MINUTE)
    tick(instant(yesterday - A_DAY, LIST_TIME))
    then = instant(yesterday, EARLY)
    desk.take(TOMORROW, tomorrow, then)
    first = desk.publish(tomorrow, then)[0]
    desk.agree(first, then + 15 * MINUTE)
    tick(then + 15 * MINUTE)
    return desk


def report_rides(desk: Desk) -> None:
    """Let yesterday's drivers tell how it went; the claim goes to be checked."""
    now = instant(desk.day - A_DAY, AFTERNOON)
    for run in Run.objects.live().filter(day=desk.day - A_DAY):
        by = desk.on_behalf_of(run.driver.person)
        claim = close_by_word(run, DRIVEN, by=by, now=now).claim
        if claim is not None:
            submit(claim, by=by, now=now)


def rides_now(desk: Desk, now: datetime) -> None:
    """Let a market day of some days ahead be there to plan, and a text come in that asks for a ride."""
    market = _thursday(local_date(now) + 2 * A_DAY)
    desk.take(MARKET_DAY, market, now)
    again = StandingRide(weekdays=[THURSDAY], anchor=market, valid_from=market)
    save_standing(again, desk.wish(AGAIN, now), by=desk.by, now=now)
    rider = desk.wish(AGAIN, now).rider
    number = rider.numbers.select_related("number")[0].number.e164
    sms = InboundSms("demo-ride-1", number, "", "KYYTI to klo 10 kauppaan")
    process_safely(receive(GATEWAY, sms, now).pk, now)


def _thursday(day: date) -> date:
    """Return the first Thursday from `day` on."""
    return day + timedelta(days=(THURSDAY - day.weekday()) % ONE_MORE_WEEK)
