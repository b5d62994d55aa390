"""Real workers and coordinators at the very same moment: the promises of the machine hold, on either database."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, transaction

from backend.clock import tick
from directory.alone import alone
from directory.localtime import instant
from notifications.models import Message
from rings.services.attending.attend import ATTENDING, attend
from tests.conversations.village import MONDAY, Village, hour
from tests.rings.machine.acts import ACTS, try_to
from tests.rings.machine.promises import Tables, broken, forgotten
from tests.rings.machine.world import STARTS, World

ROUNDS = 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(2))
def test_two_workers_and_two_coordinators_at_once_break_no_promise(seed: int) -> None:
    dice, world = Random(seed), World()
    world.begins(STARTS[seed])
    world.passes(timedelta(hours=2, minutes=1))
    for _round in range(ROUNDS):
        before = Tables.read(world.now)
        failures = at_once(
            lambda: tick(world.now), lambda: tick(world.now), *(_act(world, dice) for _ in "ab")
        )
        assert not failures
        world.passes(timedelta(minutes=dice.choice([1, 15, 45])))
        assert not broken(before, Tables.read(world.now))
        assert not forgotten(world.now)


@pytest.mark.django_db(transaction=True)
def test_while_one_worker_attends_another_passes_by_and_each_helper_gets_one_text() -> None:
    """Each would list what the other reminds of as still open: the same words twice."""
    village = Village()
    sari = village.volunteer("Sari", "+358401230101")
    residents = [village.resident(f"Aino{n}", f"+3584012302{n:02}") for n in range(6)]
    village.ring(helpers=[sari], residents=residents, at="9:00")
    nine = instant(MONDAY, hour("9:00"))
    inside, has_passed, found = Event(), Event(), list[int]()
    passes = connection.vendor == "postgresql"  # on SQLite it waits until it is alone

    def is_at_it() -> None:
        with transaction.atomic():
            assert alone(ATTENDING)
            inside.set()
            assert has_passed.wait(20 if passes else 0.5) is passes

    def comes_along() -> None:
        assert inside.wait(20)
        found.append(attend(nine))
        has_passed.set()

    assert at_once(is_at_it, comes_along) == []
    assert found == [0 if passes else 6]
    assert found[0] + attend(nine) == 6
    assert Message.objects.get(purpose="duty").person == sari


def at_once(*functions: Callable[[], object]) -> list[Exception]:
    """Run each of `functions` in a thread of its own, all from the same moment; return what they raised."""
    start, failures = Barrier(len(functions)), []

    def run(function: Callable[[], object]) -> None:
        try:
            start.wait()
            function()
        except Exception as failure:  # a thread's failure must reach the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def _act(world: World, dice: Random) -> Callable[[], object]:
    name, seed = dice.choice(sorted(ACTS)), dice.randrange(1000)
    return lambda: try_to(name, world, seed)
