"""The line of a rehearsal: takes every text at once, as the demo phones do, but for the troubles it is given."""

from collections import Counter
from dataclasses import dataclass

from backend.rehearsal.dice import dice
from notifications.gateways.base import Fault, Found, LookUp, SendResult, Sms, Status, StatusReport
from notifications.gateways.demo import DemoGateway
from notifications.gateways.registry import gateways


@dataclass(frozen=True)
class Trouble:
    """Which shares of the calls fail, so that the text is not taken, and which are taken but never answered."""

    fails: float = 0.0
    answers_lost: float = 0.0


NO_TROUBLE = Trouble()


class Line(DemoGateway):
    """Keeps a book of what it took, once it has troubles: so it can be asked, and be held to account."""

    def __init__(self) -> None:
        self.begin(NO_TROUBLE, 0)

    def begin(self, trouble: Trouble, seed: int) -> None:
        """Have these troubles from now on; `seed` decides which calls they befall."""
        self.failed = self.lost = 0
        self._taken: Counter[str] = Counter()
        self._trouble, self._seed = trouble, seed

    @property
    def doubled(self) -> int:
        """Return how many texts were handed over more than once."""
        return sum(times > 1 for times in self._taken.values())

    def send(self, sms: Sms) -> SendResult:
        if self._trouble == NO_TROUBLE:
            return super().send(sms)
        # Neither a row's number nor what is signed: so it comes out the same in one process as in several.
        moment = f"{sms.handed_over_at:%Y-%m-%dT%H:%M}"
        throw = dice(self._seed, "line", sms.to, sms.body, moment).random()
        if throw < self._trouble.fails:
            self.failed += 1
            return SendResult(fault=Fault.TEMPORARY)
        self._taken[sms.reference] += 1
        if throw < self._trouble.fails + self._trouble.answers_lost:
            self.lost += 1
            return SendResult(fault=Fault.AMBIGUOUS)
        return super().send(sms)

    def look_up(self, sms: Sms) -> Found:
        if not self._taken[sms.reference]:
            return Found(LookUp.ABSENT)
        arrived = StatusReport(f"demo-{sms.reference}", Status.DELIVERED, "delivered")
        return Found(LookUp.FOUND, arrived)


def lines() -> list[Line]:
    """Return the lines of a rehearsal that are in use: on its stage one, elsewhere none."""
    return [gateway for gateway in gateways() if isinstance(gateway, Line)]
