"""Real workers and coordinators at the very same moment: the promises of the machine hold, on either database."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from threading import Barrier, Thread

import pytest
from django.db import connection

from backend.clock import tick
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
