"""Which text says what about rides, with the values it needs, in the reader's language."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from textwrap import shorten

from directory.localtime import local_time
from directory.models import Association
from notifications import texts
from notifications.services.outbox import Text
from notifications.services.wording import render
from people.models import Person
from rides.models import Leg, RideRequest, Run
from rides.rules.packing import packed
from rings.services.attending.daywords import at_hour, on_day
from rings.services.attending.whereabouts import address_of, number_of

MOST_PARTS = 2
LONGEST_PLACE = 40
Values = dict[str, object]
Stop = dict[str, object]


def asked(run: Run, legs: Sequence[Leg], *, again: bool) -> Text:
    """Return the question to the driver: which day, which hours, how many and how far, and nothing of whom."""
    driver = run.driver.person
    values: Values = {
        "day": on_day(run.day, driver.language),
        "time": _hour(run.starts_at),
        "end": _hour(run.ends_at),
        "count": len({leg.request.rider_id for leg in legs}),
        "km": round(run.km_planned),
        "again": again,
    }
    return Text("ride_offer", _who(driver, run.association) | values)


def about_run(template: str, run: Run, **more: object) -> Text:
    """Return a text to the driver that names the day and the hours, and nobody."""
    driver = run.driver.person
    values: Values = {
        "day": on_day(run.day, driver.language),
        "time": _hour(run.starts_at),
        "end": _hour(run.ends_at),
    }
    return Text(template, _who(driver, run.association) | values | more)


def listed(run: Run, legs: Sequence[Leg]) -> list[Text]:
    """Return the stops of `run` in as few texts of two parts as hold them."""
    return _in_texts(run, [stop(leg) for leg in legs])


def changed(run: Run, legs: Sequence[Leg], gone: Sequence[Leg]) -> list[Text]:
    """Return the question whether changes are fine: in one text, or else with the stops in texts of their own.

    `legs`: ways that are new or at another hour; `gone`: those that are not driven any more.
    """
    stops = [*_gone(run, gone), *(stop(leg) for leg in legs)]
    whole = about_run("ride_changed", run, stops=stops)
    if _parts(whole, run.driver.person.language) <= MOST_PARTS:
        return [whole]
    return [about_run("ride_changed", run, stops=[]), *_in_texts(run, stops)]


def _gone(run: Run, gone: Sequence[Leg]) -> Iterable[Stop]:
    """Say of each rider once that they do not come; of one who still rides the other way, which way is meant."""
    stay = set(run.legs.seated().values_list("request__rider", flat=True))
    told: set[int] = set()
    for leg in gone:
        rider = leg.request.rider
        if rider.pk not in told:
            way = leg.direction if rider.pk in stay else ""
            yield {"gone": True, "name": rider.first_name, "way": way}
        told.add(rider.pk)


def stop(leg: Leg) -> Stop:
    """Return one way as its driver reads it: the address only when the rider agreed to it, else how to find it."""
    ride = leg.request
    rider = ride.rider
    home = ride.from_place or (address_of(rider) if ride.may_share_address else "")
    home = home or ride.landmark or rider.village or str(rider.municipality)
    ends = home, ride.destination.name
    start, end = ends if leg.direction == Leg.Direction.OUT else ends[::-1]
    return {
        "gone": False,
        "time": _hour(leg.pickup_at),
        "name": rider.first_name,
        "phone": number_of(rider),
        "start": _short(start),
        "end": _short(end),
        "there": _hour(leg.dropoff_at),
        "seats": ride.seats,
        "needs": ride.needs,
    }


def to_rider(ride: RideRequest, legs: Sequence[Leg], *, is_change: bool) -> Text:
    """Return the text that tells a rider who fetches them and when: no destination, for it may speak of health."""
    rider = ride.rider
    out = next((leg for leg in legs if leg.direction == Leg.Direction.OUT), None)
    back = next((leg for leg in legs if leg.direction == Leg.Direction.BACK), None)
    values: Values = {
        "day": on_day(ride.day, rider.language),
        "time": _pickup(out),
        "driver": _driver(out),
        "back_time": _pickup(back),
        "back_driver": _driver(back) if _driver(back) != _driver(out) else "",
        "on_call": ride.back == RideRequest.Back.ON_CALL and out is not None,
        "changed": is_change,
    }
    return Text("ride_found", _who(rider, ride.association) | values)


def about_ride(template: str, ride: RideRequest, **more: object) -> Text:
    """Return a text to a rider that names the day of their ride."""
    values: Values = {"day": on_day(ride.day, ride.rider.language)}
    return Text(template, _who(ride.rider, ride.association) | values | more)


def fetched(leg: Leg) -> Values:
    """Return who fetches the rider of `leg` and when, as the values of a reply."""
    return {"driver": _driver(leg), "time": _pickup(leg)}


def spell_km(km: Decimal, reader: Person) -> str:
    """Return "43" or "43,5" kilometres as the reader writes them."""
    told = f"{km.normalize():f}"
    return told if reader.language == "en" else told.replace(".", ",")


def office_values(office: Association) -> Values:
    """Return who writes, and the number to ring."""
    return {"office": office.short_name, "help_phone": office.phone}


def _in_texts(run: Run, stops: Sequence[Stop]) -> list[Text]:
    language = run.driver.person.language
    some = packed(stops, lambda part: _parts(_stops(run, part), language) <= MOST_PARTS)
    return [_stops(run, part) for part in some]


def _stops(run: Run, stops: Sequence[Stop]) -> Text:
    return about_run("ride_stops", run, stops=stops)


def _parts(text: Text, language: str) -> int:
    return texts.count(render(text.template, language, text.variables)).parts


def _who(person: Person, office: Association) -> Values:
    return office_values(office) | {"first_name": person.first_name}


def _hour(at: datetime | None) -> str:
    return at_hour(local_time(at)) if at else ""


def _pickup(leg: Leg | None) -> str:
    return _hour(leg.pickup_at) if leg and leg.run_id else ""


def _driver(leg: Leg | None) -> str:
    return leg.run.driver.person.first_name if leg and leg.run else ""


def _short(place: str) -> str:
    return shorten(place, LONGEST_PLACE, placeholder="...")
