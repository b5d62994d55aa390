"""The numbers that Prometheus reads: counted in the tables when asked, so that all processes say the same.

Nothing in them is about a person. What is counted of the last 24 hours is a gauge: it also falls.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from notifications.gateways.registry import gateways
from notifications.models import GatewayState, StageFailure
from notifications.services.heartbeat import last_beat, oldest_due
from notifications.services.tally import Pile, piles, replies, waiting


def exposition(now: datetime) -> bytes:
    """Return everything at `now`, in the text format of Prometheus."""
    registry = CollectorRegistry()
    registry.register(_Tables(now))
    return generate_latest(registry)


class _Tables(Collector):
    def __init__(self, now: datetime) -> None:
        self._now = now

    def describe(self) -> list[Metric]:
        """Say nothing beforehand: the names are known without asking the tables."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield each family of numbers."""
        yield from _texts(piles(self._now))
        yield from _queue(self._now)
        yield from _clock(self._now)
        yield _gauge("replies", "Texts that came in during 24 hours, by reading", ("reading",)).of(
            {(reading or "unread",): n for reading, n in replies(self._now).items()}
        )
        yield _breakers()


class _Family(GaugeMetricFamily):
    def of(self, values: dict[tuple[str, ...], float]) -> "_Family":
        """Fill in `values` by their labels."""
        for labels, value in values.items():
            self.add_metric(labels, value)
        return self


def _gauge(name: str, about: str, labels: tuple[str, ...] = ()) -> _Family:
    return _Family(f"rinki_{name}", about, labels=labels)


def _texts(found: list[Pile]) -> Iterator[Metric]:
    states: Counter[tuple[str, ...]] = Counter()
    outcomes: Counter[tuple[str, ...]] = Counter()
    for pile in found:
        states[pile.gateway, pile.state] += pile.count
        if pile.gateway:
            outcomes[pile.gateway, pile.outcome] += pile.count
    about = "Texts written in 24 hours, by gateway (empty before one is chosen) and state"
    yield _gauge("texts", about, ("gateway", "state")).of(dict(states))
    about = (
        "Texts of 24 hours that a gateway was handed, by what became of them: a fault or a state"
    )
    yield _gauge("sends", about, ("gateway", "outcome")).of(dict(outcomes))


def _queue(now: datetime) -> Iterator[Metric]:
    now_open = waiting(now)
    about = "Texts that have a next step, by state"
    yield _gauge("texts_open", about, ("state",)).of(
        {(state,): total for state, (total, _due) in now_open.items()}
    )
    about = "Texts whose next step is due, by state"
    yield _gauge("texts_due", about, ("state",)).of(
        {(state,): due for state, (_total, due) in now_open.items()}
    )
    about = "How long the oldest due text has waited for the sender"
    yield _gauge("oldest_due_text_seconds", about).of({(): oldest_due(now).total_seconds()})


def _clock(now: datetime) -> Iterator[Metric]:
    beat = last_beat()
    if beat is not None:
        about = "How long ago the last tick of the clock ended"
        yield _gauge("last_tick_age_seconds", about).of({(): (now - beat.at).total_seconds()})
        about = "Parts of the last tick that failed"
        yield _gauge("last_tick_failed_stages", about).of({(): beat.failed})
        about = "What the auditor found last: promises that do not hold"
        yield _gauge("audit_findings", about).of({(): beat.findings})
    about = "Ticks of the clock that have ended"
    yield CounterMetricFamily("rinki_ticks", about, value=beat.ticks if beat else 0)
    failures = CounterMetricFamily(
        "rinki_stage_failures", "Failures of parts of the tick", labels=("stage",)
    )
    for row in StageFailure.objects.all():
        failures.add_metric((row.stage,), row.failures)
    yield failures


def _breakers() -> Metric:
    standing = {row.gateway: row.state for row in GatewayState.objects.all()}
    closed = GatewayState.State.CLOSED
    values: dict[tuple[str, ...], float] = {
        (gateway.name, str(state)): float(standing.get(gateway.name, closed) == state)
        for gateway in gateways()
        for state in GatewayState.State.values
    }
    about = "1 for the state of each gateway: closed works, open is left alone, half_open is tried"
    return _gauge("gateway_state", about, ("gateway", "state")).of(values)
