"""One gateway as a run of the sender uses it: so many places for texts on their way, and its own pace."""

from collections.abc import Callable, Collection

from notifications.gateways.base import Gateway
from notifications.services.sending.calls import Answers, Call, Callers, make


class Lane:
    """The calls to `gateway`: never more at once than it has use for."""

    def __init__(self, gateway: Gateway, answers: Answers, ticking: Callable[[], float]) -> None:
        self.gateway = gateway
        self._answers = answers
        self._ticking = ticking
        self._rests_until = 0.0
        self._flying: dict[int, Call] = {}
        self._callers = Callers(gateway.concurrent, answers)

    @property
    def is_in_line(self) -> bool:
        """Tell whether its calls are made one after another, in the thread of the run."""
        return self.gateway.concurrent <= 1

    @property
    def places(self) -> int:
        """Return how many more texts may be on their way."""
        return max(self.gateway.concurrent, 1) - len(self._flying) if self.pause <= 0 else 0

    @property
    def pause(self) -> float:
        """Return the seconds until its rate lets one more text through."""
        return self._rests_until - self._ticking()

    def rest(self, seconds: float) -> None:
        """Send nothing for so long."""
        self._rests_until = self._ticking() + seconds

    @property
    def awaited(self) -> int:
        """Return how many answers are still to come: of a call that outlives its lease, none is waited for."""
        return sum(not call.lease.is_over for call in self._flying.values())

    def start(self, calls: Collection[Call]) -> None:
        """Make `calls`; in line, their answers are there on return."""
        for call in calls:
            self._flying[call.message.pk] = call
            if self.is_in_line:
                self._answers.put(make(call))
            else:
                self._callers.make(call)

    def landed(self, call: Call) -> None:
        """Have the place of `call` back."""
        self._flying.pop(call.message.pk, None)

    def leave(self) -> None:
        """Need no threads any more."""
        self._callers.leave()
