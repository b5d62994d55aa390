"""The names under which texts about rides are sent, and the keys by which they name runs, rides and riders."""

from collections.abc import Iterable
from datetime import datetime

from directory.actors import CLOCK, Actor
from notifications.models import Message
from notifications.services import prompts
from notifications.services.outbox import Item
from people.models import Person
from rides.models import Leg, RideRequest, Run

# To the driver: the question, the list and its changes, how it went. To the rider: all of it. To staff.
ASKS, LISTS, AFTER, RIDERS, STAFF = "ride_asks", "ride_lists", "ride_after", "rides", "rides_due"
ASKED, LISTED, CHANGED, STOPS = "ride_offer", "ride_list", "ride_changed", "ride_stops"
OFF, KM, FOUND = "ride_off", "ride_km", "ride_found"
SYSTEM = CLOCK


def number_in(about: str) -> int:
    """Return the number in "run:12", "ride:12@…" or "rider:12-7": of the run for a rider in it."""
    return int(about.partition("@")[0].partition(":")[2].partition("-")[0])


def is_of_run(about: str) -> bool:
    """Tell whether `about` is a whole run, not one rider in it."""
    return about.startswith("run:")


def rider_in(about: str) -> int:
    """Return the number of the person in "rider:12-7"."""
    return int(about.rpartition("-")[2])


def about_ride(ride: RideRequest) -> str:
    """Return the key of a ride, both ways of it."""
    return f"ride:{ride.pk}"


def items_of_run(run: Run, legs: Iterable[Leg]) -> tuple[Item, ...]:
    """Return what a list asks about: the run, and each rider by first name, so that "Aino ei tule" is hers."""
    riders: dict[int, Person] = {leg.request.rider_id: leg.request.rider for leg in legs}
    named = (Item(f"rider:{run.pk}-{pk}", each.first_name) for pk, each in riders.items())
    return (Item(run.about), *named)


def take_back(run: Run, legs: Iterable[Leg], by: Actor, now: datetime) -> None:
    """Close what the driver has been asked about the run and its riders: it stands otherwise now."""
    prompts.close_about([item.about for item in items_of_run(run, legs)], by=by, now=now)


def next_step(purpose: str, about: str) -> int:
    """Return the number of the next text of `purpose` about `about`."""
    return Message.objects.filter(purpose=purpose, about=about).count() + 1


def is_newest(message: Message) -> bool:
    """Tell whether no later text of the same purpose has taken its place."""
    same = Message.objects.filter(purpose=message.purpose, about=message.about)
    return not same.filter(step__gt=message.step).exists()


def as_office(by: Actor) -> Actor:
    """Return who makes a step that no rider or driver may make by their own hand: what follows from their word."""
    return CLOCK if by.kind == "person" else by
