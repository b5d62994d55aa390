"""The driver's side: the question, the answer, the list of stops, and what changes in it."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from directory.actors import Actor
from directory.localtime import instant
from notifications.services import prompts
from notifications.services.numbers import number_for
from notifications.services.outbox import Ask, Item, Text, put
from rides.machines import RUN
from rides.models import Leg, Run
from rides.rules.changes import WORTH_ASKING, What
from rides.rules.due import evening_before
from rides.services.steps import go_run, locked_run, terms_of
from rides.services.telling import topics, words
from rides.services.telling.riders import tell_riders
from rides.services.telling.standing import Standing, as_told, has_begun, standing_of, with_all
from rides.services.telling.topics import as_office

NOON = time(12)
INFO_LIVES = timedelta(hours=12)


def ask_driver(each: Standing, *, by: Actor, now: datetime) -> bool:
    """Ask the driver of a run, or ask anew; False: they must be rung, and stand on the phone list."""
    run, again = each.run, each.run.version > 0
    by_text = number_for(run.driver.person) is not None
    go_run(
        run,
        "ask",
        by=as_office(by),
        now=now,
        version=run.version + 1,
        asked_at=now,
        confirmed_at=None,
        listed_at=None,
        read_at=None,
        told=as_told(each.legs),
        reminded_at=None if by_text else now,
    )
    topics.take_back(run, each.legs, by, now)
    if by_text:
        asked = Run.objects.filter(driver=run.driver_id, state=Run.State.ASKED).order_by("day")
        items = tuple(Item(one.about) for one in asked)
        ask = Ask("ride_offer", items, run.starts_at)
        _put(words.asked(run, each.legs, again=again), run, topics.ASKS, topics.ASKED, now, ask)
    return by_text


def hear_yes(run: Run, *, by: Actor, now: datetime) -> None:
    """Take the driver's yes: riders are told, and the list goes out if its evening has come."""
    go_run(run, "confirm", by=by, now=now, confirmed_at=now)
    prompts.close_about([run.about], by=by, now=now)
    each = standing_of(run, now)
    if each.stops.longer >= WORTH_ASKING:
        # The yes was to fewer hours: somebody publishes the rest, and the driver is asked anew.
        go_run(run, "due", by=as_office(by), now=now, reminded_at=now)
        return
    if is_list_time(run, now) and run.listed_at is None:
        send_list(each, by=by, now=now)
    tell_riders(each.legs, by=by, now=now)


def hear_read(run: Run, *, by: Actor, now: datetime) -> None:
    """Note that the driver knows the list and its changes."""
    go_run(run, "read", by=by, now=now, read_at=now)


def is_list_time(run: Run, now: datetime) -> bool:
    """Tell whether the evening before has come, when the driver gets the list of stops."""
    return now >= evening_before(run.starts_at, terms_of(run.association))


def send_list(each: Standing, *, by: Actor, now: datetime) -> bool:
    """Send the driver the stops; return False when the list must be read to them on the telephone."""
    run = each.run
    if number_for(run.driver.person) is None:
        go_run(run, "due", by=as_office(by), now=now, reminded_at=now)
        return False
    go_run(
        run, "due", by=as_office(by), now=now, told=as_told(each.legs), listed_at=now, read_at=None
    )
    question = words.about_run("ride_list", run)
    _with_question([question, *words.listed(run, each.legs)], each, topics.LISTED, now)
    return True


def tell_change(each: Standing, *, by: Actor, now: datetime) -> bool:
    """Tell the driver what is different in the list; return False when they must be rung."""
    run = each.run
    if number_for(run.driver.person) is None:
        go_run(run, "change", by=as_office(by), now=now, reminded_at=now)
        return False
    gone = list(with_all(Leg.objects.filter(pk__in=each.stops.gone)))
    fresh = [leg for leg in each.legs if leg.pk in {*each.stops.new, *each.stops.moved}]
    values: dict[str, Any] = {
        "told": as_told(each.legs),
        "listed_at": now,
        "read_at": None,
        "version": run.version + 1,
    }
    go_run(run, "change", by=as_office(by), now=now, **values)
    _with_question(words.changed(run, fresh, gone), each, topics.CHANGED, now)
    return True


def heard_changes(run: Run, *, by: Actor, now: datetime) -> None:
    """Note that the stops as they stand have been read to the driver on the telephone."""
    each = standing_of(run, now)
    values: dict[str, Any] = {"told": as_told(each.legs), "listed_at": now}
    go_run(run, "due", by=as_office(by), now=now, **values)
    hear_read(run, by=by, now=now)
    topics.take_back(run, each.legs, by, now)


def call_off(each: Standing, *, by: Actor, now: datetime) -> bool:
    """Call off a run that nobody is in any more; return False when its driver must be told by telephone.

    One that is on the way, or whose driver must be rung, stays until somebody has said so.
    """
    run = each.run
    if number_for(run.driver.person) is None or not RUN.allows(run.state, "cancel"):
        go_run(run, "change", by=as_office(by), now=now, reminded_at=now)
        return False
    topics.take_back(run, (), by, now)
    go_run(run, "cancel", by=as_office(by), now=now, told=[])
    text = words.about_run("ride_off", run)
    _put(text, run, "", topics.OFF, now, None)
    return True


def follow_cars(run_ids: Iterable[int], *, by: Actor, now: datetime) -> None:
    """Tell drivers who have their list what has just changed in these runs, and riders whose hour it moved."""
    for run_id in sorted(run_ids):
        run = locked_run(run_id)
        if run.is_live and (run.listed_at or has_begun(run, now)):
            follow_car(standing_of(run, now), by=by, now=now)


def follow_car(each: Standing, *, by: Actor, now: datetime) -> bool:
    """Tell of a change in one run whose driver has the list; return False when somebody must ring the driver."""
    if each.what == What.CALL_OFF:
        return call_off(each, by=by, now=now)
    is_told = each.what != What.CHANGED or tell_change(each, by=by, now=now)
    tell_riders(each.legs, by=by, now=now)
    return is_told


def _with_question(some: list[Text], each: Standing, purpose: str, now: datetime) -> None:
    """Send the first of `some` with the question whether it is fine, the others as they are."""
    run = each.run
    closes_at = instant(run.day + timedelta(days=1), NOON)
    ask = Ask("ride_driver_reminder", topics.items_of_run(run, each.legs), closes_at, run.starts_at)
    _put(some[0], run, topics.LISTS, purpose, now, ask)
    for place, text in enumerate(some[1:], start=1):
        _put(text, run, topics.LISTS, f"{topics.STOPS}_{place}", now, None)


def _put(text: Text, run: Run, topic: str, purpose: str, now: datetime, ask: Ask | None) -> None:
    put(
        text,
        to=run.driver.person,
        topic=topic,
        purpose=purpose,
        about=run.about,
        step=topics.next_step(purpose, run.about),
        now=now,
        expires_at=max(run.ends_at, now + INFO_LIVES),
        urgent=has_begun(run, now),
        ask=ask,
    )
