"""Who did a thing, and how: every use case takes an `Actor` as `by`."""

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["staff", "person", "system"]
Channel = Literal["web", "sms", "phone", "keypad", "paper", "clock", "import", "command", "api"]


@dataclass(frozen=True)
class Actor:
    """One who acts: a member of staff (`user_id`), a person (`person_id`) or the system itself.

    `on_behalf_of` is the person for whom staff recorded something they said by phone or on paper.
    `answering` is the open question (its number) that a person answers: whoever hears the answer settles it.
    """

    kind: ActorKind
    channel: Channel
    user_id: int | None = None
    person_id: int | None = None
    on_behalf_of: int | None = None
    answering: int | None = None


CLOCK = Actor(kind="system", channel="clock")
COMMAND = Actor(kind="system", channel="command")


def staff(user_id: int, *, channel: Channel = "web", on_behalf_of: int | None = None) -> Actor:
    """Return staff member `user_id` as the actor, if need be for the person `on_behalf_of`."""
    return Actor(kind="staff", channel=channel, user_id=user_id, on_behalf_of=on_behalf_of)


def person(person_id: int, *, channel: Channel = "sms", answering: int | None = None) -> Actor:
    """Return the volunteer or resident `person_id` as the actor, if need be `answering` a question."""
    return Actor(kind="person", channel=channel, person_id=person_id, answering=answering)
