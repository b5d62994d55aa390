"""Many texts put into the outbox together: the rules of `outbox.put`, in a few statements for all of them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import QuerySet

from directory.kept import kept
from notifications.models import Message
from notifications.services.numbers import number_for, with_numbers
from notifications.services.outbox import Key, Letter, NoTextChannelError, draft, put_letter
from notifications.services.prompts import Opening, open_all

Same = tuple[str, str, int | None, int]


def put_all(letters: Sequence[Letter], now: datetime) -> list[Message | None]:
    """Put each of `letters` into the outbox once; return their messages, None for whom nothing can be sent to.

    A message that already has the same key stands, as in `put`. Runs in the caller's transaction: when another
    worker writes the same at the same moment, an `IntegrityError` undoes it all.
    """
    if not letters:
        return []
    with_numbers({letter.to for letter in letters})
    found = _found(letters)
    asked: set[tuple[int, str]] = set()
    fresh: dict[int, Message] = {}
    later: list[int] = []
    for place, letter in enumerate(letters):
        number = number_for(letter.to)
        topic = (letter.to.pk, letter.topic)
        if _key(letter) in found or number is None:
            continue
        # A person has one open question of a topic: a second one comes after the first.
        if topic in asked:
            later.append(place)
            continue
        asked.add(topic)
        fresh[place] = draft(letter, number, now)
    Message.objects.bulk_create(fresh.values())
    open_all(
        [Opening(m, letters[p].to, ask) for p, m in fresh.items() if (ask := letters[p].ask)], now
    )
    fresh |= {place: message for place in later if (message := _put(letters[place], now))}
    return [fresh.get(place) or found.get(_key(one)) for place, one in enumerate(letters)]


def _put(letter: Letter, now: datetime) -> Message | None:
    try:
        return put_letter(letter, now)
    except NoTextChannelError:
        return None


def _found(letters: Sequence[Letter]) -> dict[Same, Message]:
    keys = {letter.key for letter in letters}
    people = {letter.to.pk for letter in letters}
    rows = _written({key.purpose for key in keys}, {key.about for key in keys}, people)
    return {(m.purpose, m.about, m.person_id, m.step): m for m in rows}


@kept
def _written(
    purposes: Collection[str], abouts: Collection[str], people: Collection[int]
) -> QuerySet[Message]:
    rows = Message.objects.filter(purpose__in=purposes, about__in=abouts, person__in=people)
    return rows.order_by()


def _key(letter: Letter) -> Same:
    key: Key = letter.key
    return key.purpose, key.about, letter.to.pk, key.step
