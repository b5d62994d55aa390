"""The texts that ask a helper how it went, and others whether they can stand in: one a person and hour."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from directory.localtime import local_date
from notifications.services.outbox import Ask, Item, Text, put
from people.models import Person
from rings.models import Assignment, Occurrence, Offer
from rings.rules.plan import CIRCLE
from rings.rules.schedule import WEEK
from rings.rules.times import answers_close_at, is_out_of_hours
from rings.services import wording
from rings.services.gigs.texts import DONE as GIGS
from rings.services.gigs.texts import feedback
from rings.services.substitutes import open_offers

# One open question a person and topic. A reply is read by what its question asked, so calls, visits and
# signs of life do not share one; nor do duties of which the hour is still to come.
# A next try does not either: what else was asked still stands beside it.
CALLS, VISITS, CHECK_INS, AHEAD, OFFERS = "rings", "visits", "checkins", "rings_ahead", "offers"
AGAIN = "rings_again"
CONTEXTS = {
    CALLS: "call_reminder",
    VISITS: "visit_reminder",
    CHECK_INS: "morning_checkin",
    GIGS: "visit_reminder",
}
TEXT_LIVES = timedelta(hours=3)
MOST_TEXTS = 9


def topic_of(occurrence: Occurrence, person: Person) -> str:
    """Return which question asks `person` how `occurrence` went."""
    if occurrence.kind == "call" and wording.signs_in(occurrence, person):
        return CHECK_INS
    if occurrence.ring_id is None:
        return GIGS
    return VISITS if occurrence.kind == "visit" else CALLS


def remind(person: Person, due: list[Occurrence], now: datetime, *, is_first: bool) -> None:
    """Ask `person` about the duties `due` (of one topic) and whatever of theirs still stands open.

    `is_first`: they have not been asked how these went. Raises `NoTextChannelError`.
    """
    topic = topic_of(due[0], person)
    older = _still_open(person, topic, {o.pk for o in due}, now)
    listed = sorted([*due, *older], key=lambda o: (o.starts_at, o.pk))
    latest = max(o.starts_at for o in listed)
    ask = Ask(
        context=CONTEXTS[topic],
        items=_items(listed),
        closes_at=answers_close_at(max(o.ends_at for o in listed)),
        slot_at=None if topic == CHECK_INS else latest,
    )
    asked_before = not is_first or bool(older)
    said = wording.duty(person, listed, asked_before=asked_before) if topic != GIGS else None
    _put(said or feedback(person, listed), person, due, ask, topic, now)


def remind_ahead(person: Person, due: list[Occurrence], now: datetime) -> None:
    """Tell `person` of duties (of one topic) whose hour is still to come: an "ok" says that they know.

    A sign of life is asked for at once. Raises `NoTextChannelError`.
    """
    topic = topic_of(due[0], person)
    # What may be done at any time that week may be reported at any time that week.
    first = min(o.ends_at if o.span == WEEK else o.starts_at for o in due)
    closes_at = answers_close_at(max(o.ends_at for o in due))
    if topic == CHECK_INS:
        ask = Ask(CONTEXTS[topic], _items(due), closes_at)
    else:
        context = "call_reminder_before" if topic == CALLS else CONTEXTS[topic]
        ask = Ask(context, _items(due), closes_at, slot_at=first)
    sent_as = topic if topic == CHECK_INS else AHEAD
    _put(wording.ahead(person, due), person, due, ask, sent_as, now)


def ask_again(occurrences: Collection[Occurrence]) -> Ask:
    """Return the question of the text that names the hour of the next try: only an "ok" after it reports."""
    is_visit = all(o.kind == "visit" for o in occurrences)
    return Ask(
        context=CONTEXTS[VISITS if is_visit else CALLS],
        items=_items(occurrences),
        closes_at=answers_close_at(max(o.ends_at for o in occurrences)),
        slot_at=min(o.due_at for o in occurrences if o.due_at),
    )


def _put(
    text: Text, person: Person, due: Collection[Occurrence], ask: Ask, topic: str, now: datetime
) -> None:
    """The minute and the first duty are the key. Its due time, under lock, keeps a duty from being asked twice."""
    starts = max(o.starts_at for o in due)
    for step in range(1, MOST_TEXTS):
        message = put(
            text,
            to=person,
            topic=topic,
            purpose="duty",
            about=f"duty:{now:%Y-%m-%dT%H:%M}/{min(o.pk for o in due)}",
            now=now,
            expires_at=max(now, starts) + TEXT_LIVES,
            step=step,
            # Whoever agreed to an hour outside 8–20 is reminded at that hour.
            urgent=is_out_of_hours(starts) and now >= starts,
            ask=ask,
        )
        # Another text of the same minute has other duties in it: this one is the next.
        if message.created_at == now and message.topic == topic:
            return


def ask_to_stand_in(person: Person, new: list[Offer], now: datetime) -> None:
    """Ask `person` once about all that they are being asked to take over.

    Raises `NoTextChannelError`.
    """
    offers = open_offers(person, now)
    starts = [o.occurrence.starts_at for o in offers]
    put(
        wording.offer(person, [o.occurrence for o in offers]),
        to=person,
        topic=OFFERS,
        purpose="offer",
        about=max(new, key=lambda o: o.pk).about,
        now=now,
        expires_at=max(o.due_at or now for o in offers),
        urgent=min(starts) - now < TEXT_LIVES,
        ask=Ask(
            context="substitute_offer",
            items=tuple(Item(o.about, o.occurrence.receiver.first_name) for o in offers),
            closes_at=answers_close_at(max(starts)),
        ),
    )


def _items(occurrences: Iterable[Occurrence]) -> tuple[Item, ...]:
    return tuple(Item(o.about, o.receiver.first_name) for o in occurrences)


def _still_open(
    person: Person, topic: str, but: Collection[int], now: datetime
) -> list[Occurrence]:
    """Return today's duties of `person` that were asked about and not answered."""
    asked = (Occurrence.State.REMINDED, Occurrence.State.ACKNOWLEDGED, Occurrence.State.NO_ANSWER)
    held = Assignment.objects.filter(
        person=person,
        state=Assignment.State.HELD,
        occurrence__state__in=asked,
        occurrence__starts_at__lte=now,
        occurrence__nominal_date=local_date(now),
    ).exclude(occurrence__in=but)
    rows = held.select_related(
        "occurrence__ring", "occurrence__association", "occurrence__receiver"
    )
    mine = [a.occurrence for a in rows if topic_of(a.occurrence, person) == topic]
    # In a circle one goes on to the next while the next try at somebody has a question of its own.
    return [o for o in mine if not (o.topology == CIRCLE and o.state == Occurrence.State.NO_ANSWER)]
