"""What the two who change turns read."""

from notifications.services.outbox import Text
from people.models import Person
from rings.models import Assignment, Occurrence, Swap
from rings.services.attending.daywords import turn_words


def asked(swap: Swap) -> Text:
    """Return the question to the holder of the wanted turn."""
    given, wanted = swap.given, swap.wanted
    language = wanted.person.language
    return _text(
        "swap_offer",
        wanted.occurrence,
        first_name=wanted.person.first_name,
        other_name=given.person.first_name,
        given=_turn(given.occurrence, language),
        wanted=_turn(wanted.occurrence, language),
    )


def agreed(swap: Swap, person: Person) -> Text:
    """Return the text that tells `person`, one of the two, which turn is theirs now."""
    mine, other = swap.given, swap.wanted
    if person.pk == mine.person_id:
        mine, other = other, mine
    return _text(
        "swap_agreed",
        mine.occurrence,
        first_name=person.first_name,
        other_name=mine.person.first_name,
        turn=_turn(mine.occurrence, person.language),
    )


def called_off(turn: Assignment) -> Text:
    """Return the text that tells the holder of `turn` that it stays theirs."""
    return _text(
        "swap_off",
        turn.occurrence,
        first_name=turn.person.first_name,
        turn=_turn(turn.occurrence, turn.person.language),
    )


def _turn(occurrence: Occurrence, language: str) -> str:
    name = occurrence.receiver.first_name
    return turn_words(occurrence.nominal_date, occurrence.wall_time, name, language)


def _text(template: str, about: Occurrence, **values: object) -> Text:
    office = about.association
    return Text(template, {"office": office.short_name, "help_phone": office.phone, **values})
