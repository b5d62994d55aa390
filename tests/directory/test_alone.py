"""What one worker has to itself: no other gets it before its transaction ends, however that ends."""

import time
from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.db import Error, connection, transaction

from directory.alone import alone

WORK = "a work of this test"
PATIENCE = 20.0  # seconds

pytestmark = pytest.mark.django_db(transaction=True)


def tries() -> bool:
    with transaction.atomic():
        return alone(WORK)


def beside(first: Callable[[Event], None]) -> float:
    """Let a worker do `first`, which sets the event when it has the work; return when another one got it."""
    inside = Event()

    def runs() -> None:
        try:
            first(inside)
        finally:
            connection.close()

    other = Thread(target=runs)
    other.start()
    assert inside.wait(PATIENCE)
    until = time.monotonic() + PATIENCE
    while not tries():
        assert time.monotonic() < until
        time.sleep(0.01)
    got = time.monotonic()
    other.join()
    return got


@pytest.mark.parametrize("breaks", [False, True])
def test_another_gets_it_when_the_transaction_has_ended_well_or_badly(*, breaks: bool) -> None:
    ended = list[float]()

    def works(inside: Event) -> None:
        with transaction.atomic():
            assert alone(WORK)
            assert alone(WORK), "whoever has it may ask again"
            assert alone("another work")
            inside.set()
            time.sleep(0.3)
            ended.append(time.monotonic())
            transaction.set_rollback(breaks)

    assert beside(works) >= ended[0]


def test_a_worker_that_is_frozen_loses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite the others wait for their turn to write, and give up: there they share one machine."""
    monkeypatch.setattr("directory.alone.FROZEN", 1)
    woke, failures = list[float](), list[Error]()

    def freezes(inside: Event) -> None:
        try:
            with transaction.atomic():
                assert alone(WORK)
                inside.set()
                time.sleep(4)
                woke.append(time.monotonic())
                assert alone(WORK)
        except Error as lost:
            failures.append(lost)

    got = beside(freezes)
    if connection.vendor == "postgresql":
        assert got < woke[0]
        assert failures, "it must not go on with what another has by now"
    else:
        assert got >= woke[0]
        assert not failures


def test_outside_of_a_transaction_nothing_would_be_held() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        alone(WORK)
