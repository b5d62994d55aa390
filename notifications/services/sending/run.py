"""One run of the sender: round after round until nothing is due, or the clock strikes again soon."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, SimpleQueue

from django.db import transaction

from notifications.gateways.base import Gateway
from notifications.models import Message
from notifications.rules.breaker import ITS_OWN
from notifications.services.claims import BATCH, Lease, claim_due
from notifications.services.in_hand import InHand
from notifications.services.owners import new_owner
from notifications.services.routing import Wait, note_result
from notifications.services.sending import pace
from notifications.services.sending.calls import Answer, Answers, Call
from notifications.services.sending.hours import Hours
from notifications.services.sending.lanes import Lane
from notifications.services.sending.marking import mark, put_back
from notifications.services.sending.recording import is_plain, record_taken
from notifications.services.sending.results import act_on, adopt
from notifications.services.settling import wait_for_way
from notifications.services.sms import sms_of
from notifications.services.status import advance

log = logging.getLogger(__name__)

# So many texts wait in hand at most, and so often (seconds) it is asked whether a more urgent one has come.
MOST_IN_HAND = 4 * BATCH
LOOK_AGAIN = 5.0
# The longest that a run sleeps, in seconds, before it looks whether a call has outlived its lease.
NAP = 1.0


@dataclass
class Item:
    """One text in hand; `way` is the gateway it will most likely go through."""

    message: Message
    lease: Lease
    in_hand: InHand
    way: str


class Run:
    """What one worker has in hand and on its way, from `now` on."""

    def __init__(self, now: datetime, ticking: Callable[[], float] = time.monotonic) -> None:
        self.owner = new_owner()
        self.outcomes: Counter[str] = Counter()
        self._ticking = ticking
        self._hours = Hours(now, ticking)
        self._hand: list[Item] = []
        self._lanes: dict[str, Lane] = {}
        self._answers: Answers = SimpleQueue()
        self._looked_at = float("-inf")
        self._has_more = True  # there may be more in the table than is in hand
        self._is_moving = True

    def send(self) -> Counter[str]:
        """Hand over all that is due; return how many texts ended in which state."""
        try:
            while self._goes_on():
                self._round()
        finally:
            self._leave()
        return self.outcomes

    def _goes_on(self) -> bool:
        if self._awaited or self._is_moving:
            return True
        return bool(self._hand or self._has_more) and not self._hours.are_over

    def _round(self) -> None:
        answers = self._hear()
        for answer in answers:
            self._lanes[answer.call.gateway.name].landed(answer.call)
        self._note(answers)  # first, so that a gateway that was left alone gets nothing more
        claimed = self._take_in_hand()
        chosen = self._choose()
        self._write(answers, chosen)
        self._is_moving = bool(answers or claimed or chosen)

    # --- hearing ------------------------------------------------------------------------------------
    def _hear(self) -> list[Answer]:
        """Return the answers that have come; when there is nothing else to do, wait for one."""
        heard = []
        with suppress(Empty):
            if not self._is_moving:
                heard.append(self._answers.get(timeout=self._pause()))
            while True:
                heard.append(self._answers.get_nowait())
        return heard

    def _pause(self) -> float:
        pauses = [lane.pause for lane in self._lanes.values()]  # read once: time goes on
        return min([pause for pause in pauses if pause > 0] + [NAP])

    @property
    def _awaited(self) -> int:
        return sum(lane.awaited for lane in self._lanes.values())

    # --- taking in hand -----------------------------------------------------------------------------
    def _take_in_hand(self) -> bool:
        """Claim what is due, if there is use for it; tell whether anything was."""
        if self._hours.are_over or not self._needs_more():
            return False
        lease = Lease.take(self._ticking, self.owner)
        self._looked_at = lease.taken_at
        claimed = claim_due(lease, self._hours.exact)
        self._has_more = len(claimed) == BATCH
        if claimed:
            in_hand = InHand(claimed, self._hours.now)
            self._hand += [Item(m, lease, in_hand, in_hand.first_way(m)) for m in claimed]
            self._hand.sort(key=lambda item: (not item.message.urgent, item.message.can_wait))
        return bool(claimed)

    def _needs_more(self) -> bool:
        if not self._hand and not self._awaited:
            return True
        if self._ticking() - self._looked_at >= LOOK_AGAIN:
            return len(self._hand) < MOST_IN_HAND
        return self._has_more and len(self._hand) < BATCH // 2

    # --- choosing -----------------------------------------------------------------------------------
    def _choose(self) -> dict[str, list[Item]]:
        """Take out of the hand what goes now, by gateway; what must not go at all is moved where it belongs."""
        chosen: dict[str, list[Item]] = {}
        left: list[Item] = []
        for item in self._hand:
            if not self._has_place(item.way, chosen):
                left.append(item)
                continue
            try:
                self._consider(item, chosen, left)
            except Exception:
                # The others are not to wait for it: it stays in hand until its lease ends.
                log.exception("Could not hand over message %s", item.message.pk)
                self.outcomes[item.message.state] += 1
        self._hand = left
        return chosen

    def _has_place(self, way: str, chosen: dict[str, list[Item]]) -> bool:
        if self._hours.are_over:
            return False
        lane = self._lanes.get(way)
        return lane is None or lane.places > len(chosen.get(way, ()))

    def _consider(self, item: Item, chosen: dict[str, list[Item]], left: list[Item]) -> None:
        message, now = item.message, self._hours.now
        instead = item.in_hand.instead(message)
        if instead is not None:
            event, changes = instead
            advance(message, event, now=now, owner=self.owner, **changes)
            self.outcomes[message.state] += 1
            return
        gateway = item.in_hand.route(message)
        if gateway is None or isinstance(gateway, Wait):
            wait_for_way(message, gateway, item.lease, now)
            self.outcomes[message.state] += 1
            return
        self._lane(gateway)
        item.way = gateway.name
        fits = self._has_place(item.way, chosen)
        (chosen.setdefault(item.way, []) if fits else left).append(item)

    def _lane(self, gateway: Gateway) -> Lane:
        if gateway.name not in self._lanes:
            self._lanes[gateway.name] = Lane(gateway, self._answers, self._ticking)
        return self._lanes[gateway.name]

    # --- writing and calling ------------------------------------------------------------------------
    def _write(self, answers: Sequence[Answer], chosen: dict[str, list[Item]]) -> None:
        """Record what was taken and mark what goes next in one transaction; then make the calls."""
        plain = [(a.call.message, a.result) for a in answers if a.result and is_plain(a.result)]
        starting: dict[str, list[Call]] = {}
        if plain or chosen:
            with transaction.atomic():
                overtaken = record_taken(plain, self.owner, self._hours.now)
                for way, items in chosen.items():
                    starting[way] = self._marked(self._lanes[way], items)
            for message, result in overtaken:
                adopt(message, result, self._hours.now)
            self.outcomes.update(message.state for message, _result in plain)
        # Those in line last: the others' calls are under way meanwhile.
        for way in sorted(starting, key=lambda way: self._lanes[way].is_in_line):
            self._lanes[way].start(starting[way])
        self._act_on(a for a in answers if not (a.result and is_plain(a.result)))

    def _marked(self, lane: Lane, items: list[Item]) -> list[Call]:
        """Mark what the gateway's rate lets through, and return its calls; the rest stays in hand."""
        count, wait = pace.take(lane.gateway, len(items), self._hours.exact)
        if count < len(items):
            lane.rest(wait)
            self._hand = items[count:] + self._hand
        going = items[:count]
        ours = mark([item.message for item in going], lane.gateway.name, self.owner)
        now = self._hours.now
        return [
            Call(item.message, sms_of(item.message, now), lane.gateway, item.lease)
            for item in going
            if item.message.pk in ours
        ]

    def _note(self, answers: Sequence[Answer]) -> None:
        """Let the breakers hear how the calls ended, and what is in hand hear of a gateway in trouble."""
        results = [(a.call.gateway.name, a.result) for a in answers if a.result]
        for name, result in results:
            note_result(name, result.fault, self._hours.now, result.code)
        if self._hand and any(result.fault in ITS_OWN for _name, result in results):
            anew = InHand([item.message for item in self._hand], self._hours.now)
            for item in self._hand:
                item.in_hand = anew

    def _act_on(self, answers: Iterable[Answer]) -> None:
        for answer in answers:
            message = answer.call.message
            try:
                act_on(answer, self._hours.now)
            except Exception:  # one that is broken must not keep the others
                log.exception("Could not record message %s", message.pk)
            self.outcomes[message.state] += 1
            self._has_more = True

    def _leave(self) -> None:
        put_back([item.message for item in self._hand], self.owner, self._hours.now)
        for lane in self._lanes.values():
            lane.leave()
