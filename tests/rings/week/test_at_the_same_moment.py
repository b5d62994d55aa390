"""Two workers at the very same moment: an undo and the sender, two presses, two people saving one form."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.forms import modelform_factory

from directory.models import Municipality
from directory.scope import Area, Scope
from directory.seen import mark, save_if_current
from notifications.models import Message
from notifications.services.sender import send_due
from rings.models import BulkCancel, Occurrence, Ring
from rings.services.bulk.call_off import (
    ChangedMeanwhileError,
    NothingToCallOffError,
    TooLateError,
    call_off,
    undo,
)
from rings.services.bulk.reach import Reach
from tests.conversations.village import Village

EVERYTHING = Scope((Area(None, None),), (), frozenset())


def at_once(*works: Callable[[], object]) -> list[object]:
    """Run all of `works` at the same moment; return what each gave, or the exception."""
    start = Barrier(len(works))
    results: list[object] = [None] * len(works)

    def run(place: int, work: Callable[[], object]) -> None:
        try:
            start.wait()
            results[place] = work()
        except Exception as failure:  # a thread's failure must reach the test
            results[place] = failure
        finally:
            connection.close()

    threads = [Thread(target=run, args=(n, work)) for n, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def storm(village: Village) -> BulkCancel:
    day = village.clock.day
    reach = Reach(day, day, municipality=village.place)
    now = village.clock.now
    return call_off(reach, scope=EVERYTHING, by=village.by, now=now, hold=timedelta(minutes=10))


def village_with_ring() -> tuple[Village, Ring]:
    village = Village()
    sari = village.volunteer("Sari", "+358401230001")
    aino = village.resident("Aino", "+358401230101")
    ring = village.ring(residents=[aino], helpers=[sari], at="12:00", topology=Ring.Topology.PAIR)
    return village, ring


@pytest.mark.django_db(transaction=True)
def test_an_undo_and_the_sender_at_the_same_moment_never_both_win() -> None:
    village, ring = village_with_ring()
    village.clock.goes_to("8:30")
    bulk = storm(village)
    last_moment = bulk.hold_until - timedelta(seconds=1)
    undone, _sent = at_once(
        lambda: undo(bulk.pk, by=village.by, now=last_moment),
        lambda: send_due(bulk.hold_until),
    )
    text = Message.objects.get(purpose="called_off")
    today = Occurrence.objects.get(ring=ring, nominal_date=village.clock.day)
    if isinstance(undone, TooLateError):
        assert text.state in {"accepted", "delivered", "sent"}
        assert today.state == "cancelled"
    else:
        assert undone == 1
        assert text.state == "cancelled"
        assert today.state == "planned"


@pytest.mark.django_db(transaction=True)
def test_two_who_call_off_at_the_same_moment_do_it_once() -> None:
    village, _ring = village_with_ring()
    village.clock.goes_to("8:30")
    results = at_once(lambda: storm(village), lambda: storm(village))
    assert sum(isinstance(r, BulkCancel) for r in results) == 1, results
    assert sum(isinstance(r, NothingToCallOffError | ChangedMeanwhileError) for r in results) == 1
    assert Message.objects.filter(purpose="called_off").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_save_one_form_at_the_same_moment_do_not_overwrite_each_other() -> None:
    village = Village()

    place_form = modelform_factory(Municipality, fields=["population"])
    shown = mark(place_form(instance=village.place))

    def save(population: int) -> bool:
        place = Municipality.objects.get(pk=village.place.pk)
        form = place_form({"population": population, "as_shown": shown}, instance=place)
        assert form.is_valid()
        return save_if_current(form, form.save)

    results = at_once(lambda: save(4001), lambda: save(4002))
    assert sorted(map(bool, results)) == [False, True], results
    village.place.refresh_from_db()
    assert village.place.population == (4001 if results[0] is True else 4002)
