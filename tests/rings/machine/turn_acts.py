"""What an office does with one turn, and what is written from telephones."""

from datetime import timedelta
from itertools import chain
from random import Random

from notifications.gateways.base import InboundSms
from notifications.models import Prompt
from notifications.services.inbound import process_safely, receive
from rings.models import Assignment, Occurrence, Outcome
from rings.services.attending.assign import assign
from rings.services.attending.hand import (
    leave_unreported,
    move_occurrence,
    resolve,
    seek_stand_in,
    take_in_hand,
)
from rings.services.attending.outcomes import record_outcome
from tests.conversations.village import hour
from tests.rings.machine.ring_acts import HOURS
from tests.rings.machine.world import World, one_of

REPLIES = tuple(
    chain(
        ["OK", "ok", "joo", "1", "soitettu, kaikki hyvin", "EI", "2", "ei vastannut", "en pääse"],
        [
            "kyllä voin ottaa",
            "ei käy",
            "en ehdi tänään",
            "olen sairaana",
            "Aino ok",
            "ok mutta ei Veikko",
        ],
        [
            "kuulosti sekavalta",
            "kaatui",
            "soittakaa minulle",
            "STOP",
            "START",
            "",
            "kiitti moi",
            "A",
            "B",
        ],
    )
)


def somebody_writes(world: World, dice: Random) -> None:
    """Somebody writes: mostly who has been asked, now and then anybody at all."""
    asked = Prompt.objects.filter(state=Prompt.State.OPEN).order_by("pk")
    numbers = list(asked.values_list("number__e164", flat=True))
    if not numbers or dice.random() < 0.2:
        numbers = [*world.numbers(), "+358405550000"]
    world.texts += 1
    sms = InboundSms(f"machine-{world.texts}", dice.choice(numbers), "", dice.choice(REPLIES))
    inbound = receive("demo", sms, world.now)
    if dice.random() < 0.8:  # else the next tick reads it
        process_safely(inbound.pk, world.now)


def choose_helper(world: World, dice: Random) -> None:
    """The office gives a turn to somebody by hand."""
    occurrence, person = one_of(dice, world.near()), one_of(dice, world.people())
    if occurrence and person and person.pk != occurrence.receiver_id:
        origin = Assignment.Origin.MANUAL
        assign(occurrence, person, origin=origin, by=world.staff(dice), now=world.now)


def move_turn(world: World, dice: Random) -> None:
    """The office moves a turn to another day and hour."""
    occurrence = one_of(dice, world.near().open())
    if occurrence:
        day = world.today + timedelta(days=dice.randint(0, 4))
        move_occurrence(
            occurrence, day, hour(dice.choice(HOURS)), by=world.staff(dice), now=world.now
        )


def settle(world: World, dice: Random) -> None:
    """The office settles a turn, for one reason or another."""
    occurrence = one_of(dice, world.near())
    if occurrence:
        reason = dice.choice(["reached", "by_other", "contact_told", "away", "not_needed", "other"])
        resolve(occurrence, reason, by=world.staff(dice), now=world.now)


def clear_the_desk(world: World, dice: Random) -> None:
    """The office settles all that has come to it."""
    for occurrence in Occurrence.objects.filter(state=Occurrence.State.ESCALATED).order_by("pk"):
        resolve(occurrence, "contact_told", by=world.staff(dice), now=world.now)


def give_up_asking(world: World, dice: Random) -> None:
    """The office stops asking how it went."""
    occurrence = one_of(dice, world.near(0).filter(starts_at__lt=world.now))
    if occurrence:
        leave_unreported(occurrence, by=world.staff(dice), now=world.now)


def look_for_stand_in(world: World, dice: Random) -> None:
    """The office has a stand-in looked for."""
    occurrence = one_of(dice, world.near().open())
    if occurrence:
        seek_stand_in(occurrence, by=world.staff(dice), now=world.now)


def take_over(world: World, dice: Random) -> None:
    """A coordinator takes a turn in hand."""
    occurrence = one_of(dice, world.near())
    if occurrence:
        take_in_hand(occurrence, by=world.staff(dice), now=world.now)


def report(world: World, dice: Random) -> None:
    """The office writes down what somebody said by telephone of how it went."""
    occurrence = one_of(dice, world.near(1))
    if occurrence:
        holder = occurrence.holder()
        record_outcome(
            occurrence,
            dice.choice(list(Outcome.Result.values)),
            by=world.staff(dice),
            now=world.now,
            reported_by=dice.choice([holder.person if holder else None, None]),
        )


ACTS = (
    somebody_writes,
    choose_helper,
    move_turn,
    settle,
    clear_the_desk,
    give_up_asking,
    look_for_stand_in,
    take_over,
    report,
)
