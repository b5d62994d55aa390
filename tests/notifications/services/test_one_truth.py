"""What a gateway says comes twice, late and in any order, our own note maybe last: one truth all the same."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, permutations, product

from notifications.gateways.base import Fault, Found, LookUp, SendResult, Status, StatusReport
from notifications.models import Message
from notifications.services.claims import Lease
from notifications.services.sending.recording import record_taken
from notifications.services.sending.results import adopt
from notifications.services.settling import act_on_found
from notifications.services.status import apply_report
from people.models import Person, PhoneNumber
from tests.notifications.makers import AINO, NINE, Listening, ask_to_call, minutes

OWNER, ID = "this worker", "SM1"
HEIGHT = {"sending": 0, "accepted": 1, "failed": 2, "delivered": 3}
Event = Callable[[Message], object]


def says(status: Status, word: str, fault: Fault = Fault.NONE) -> Event:
    """A report from the gateway."""
    report = StatusReport(ID, status, word, fault, "30006" if fault else "")
    return lambda message: apply_report(message, report, minutes(1))


def acknowledged(message: Message) -> None:
    """Our own note of what the call brought, as the sender writes it."""
    for overtaken, result in record_taken([(message, SendResult(ID))], OWNER, NINE):
        adopt(overtaken, result, NINE)


def looked_up(message: Message) -> None:
    """Another worker takes this one for dead, and the gateway tells that it has the text."""
    report = StatusReport(ID, Status.SENT, "sent")
    act_on_found(Found(LookUp.FOUND, report), message, Lease(OWNER), minutes(3))


EVENTS: dict[str, Event] = {
    "queued": says(Status.ACCEPTED, "queued"),
    "sent": says(Status.SENT, "sent"),
    "delivered": says(Status.DELIVERED, "delivered"),
    "failed": says(Status.FAILED, "undelivered", Fault.NUMBER),
    "acknowledged": acknowledged,
    "looked_up": looked_up,
}


def stories() -> Iterator[Sequence[str]]:
    """Every order of up to three events, each as often as one likes, and every ninth order of all of them."""
    every_ninth = islice(permutations(EVENTS), 0, None, 9)
    return chain(*(product(EVENTS, repeat=n) for n in (1, 2, 3)), every_ninth)


def on_its_way(pk: int) -> None:
    """Put the text back to where its call is just being made."""
    Message.objects.filter(pk=pk).update(
        state="sending", gateway="scripted", provider_id="", error="", error_code="",
        lease_owner=OWNER, lease_until=minutes(2), due_at=minutes(2), accepted_at=None,
        delivered_at=None,
    )  # fmt: skip
    PhoneNumber.objects.update(takes_sms="unknown")


def truth(message: Message) -> tuple[object, ...]:
    """What is known in the end."""
    was_taken = message.accepted_at is not None
    known = message.number.takes_sms
    return message.state, message.provider_id, message.error, was_taken, known


def test_what_is_known_in_the_end_depends_only_on_what_was_said(
    maija: Person, topic: Listening
) -> None:
    del topic
    pk = ask_to_call(maija, AINO).pk
    truths: dict[frozenset[str], tuple[object, ...]] = {}
    for story in stories():
        on_its_way(pk)
        height = 0
        for event in story:
            EVENTS[event](Message.objects.select_related("number").get(pk=pk))
            now_at = HEIGHT[Message.objects.values_list("state", flat=True).get(pk=pk)]
            assert now_at >= height, story
            height = now_at
        found = truth(Message.objects.select_related("number").get(pk=pk))
        assert truths.setdefault(frozenset(story), found) == found, story
    assert len(truths) == len(EVENTS) + 15 + 20 + 1
    everything = truths[frozenset(EVENTS)]
    assert everything == ("delivered", ID, "", True, "yes")
    assert truths[frozenset({"failed", "acknowledged"})] == ("failed", ID, "number", True, "no")
