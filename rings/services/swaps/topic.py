"""What the answers to "can you swap turns?" mean."""

from datetime import datetime

from directory.actors import CLOCK
from notifications.models import Message
from notifications.topics import Answer, Outcome
from rings.models import Swap
from rings.services.attending.abouts import id_of, ids_about
from rings.services.swaps.answer import agree, decline, locked_swap
from rings.services.swaps.change import TOPIC, can_change
from rings.services.swaps.words import agreed, called_off

SAYS_NO = frozenset({"decline", "cannot"})
SAYS_YES = frozenset({"accept", "done"})


class SwapTopic:
    """One question at a time to one person: whether they change their turn with another."""

    name = TOPIC

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether the swap is still asked for and both turns still stand; how it came out is always told."""
        if message.purpose != "swap":
            return True
        swaps = Swap.objects.filter(pk__in=ids_about(message, "swap"), state=Swap.State.ASKED)
        asked = swaps.select_related("given__occurrence", "wanted__occurrence")
        return any(can_change(s.given, now) and can_change(s.wanted, now) for s in asked)

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Swap, or leave both as they are; a yes is answered with what holds now."""
        answer = answers[0]
        swap_id, by = id_of(answer.about), answer.by
        if answer.intent in SAYS_NO:
            decline(swap_id, by=by, now=now)
            return Outcome()
        if answer.intent not in SAYS_YES:
            return Outcome()
        is_done = agree(swap_id, by=by, now=now)
        swap = locked_swap(swap_id)
        if not is_done and not can_change(swap.wanted, now):
            return Outcome(reply="unclear_received", queue="not_asked")
        text = agreed(swap, answer.person) if is_done else called_off(swap.wanted)
        return Outcome(reply=text.template, variables=text.variables)

    def undeliverable(self, message: Message, now: datetime) -> None:
        """Whoever was not reached has not been asked."""
        for pk in ids_about(message, "swap"):
            decline(pk, by=CLOCK, now=now)
