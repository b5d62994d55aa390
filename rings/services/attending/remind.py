"""The texts that ask a helper how it went, and others whether they can stand in: one a person and hour."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain

from django.db.models import QuerySet

from directory.actors import CLOCK
from directory.kept import kept
from directory.localtime import local_date
from notifications.models import Message, Prompt, PromptItem
from notifications.services.mailing import put_all
from notifications.services.numbers import number_for, with_numbers
from notifications.services.outbox import Ask, Item, Key, Letter, Text, put_letter
from notifications.services.prompts import close_about
from people.models import Person
from rings.models import Assignment, Occurrence, Offer
from rings.rules.plan import CIRCLE
from rings.rules.schedule import WEEK
from rings.rules.times import answers_close_at, is_out_of_hours
from rings.services.attending import wording
from rings.services.gigs.texts import DONE as GIGS
from rings.services.gigs.texts import feedback
from rings.services.standing_in.substitutes import open_offers

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
LIST = "duty_list"


def topic_of(occurrence: Occurrence, person: Person) -> str:
    """Return which question asks `person` how `occurrence` went."""
    if occurrence.kind == "call" and wording.signs_in(occurrence, person):
        return CHECK_INS
    if occurrence.ring_id is None:
        return GIGS
    return VISITS if occurrence.kind == "visit" else CALLS


@dataclass(frozen=True)
class Duties:
    """What helpers are to be written to about: the hour has come (`due`), or comes later (`ahead`).

    `asked_before`: the numbers of those about which their helper has been asked before.
    """

    due: Sequence[Occurrence]
    ahead: Sequence[Occurrence]
    asked_before: Container[int]


@dataclass(frozen=True)
class Turn:
    """The duties of one topic that `person` is asked about in one text."""

    person: Person
    topic: str
    duties: tuple[Occurrence, ...]


def remind(duties: Duties, now: datetime) -> list[Occurrence]:
    """Write one text a helper and topic; return the duties of those who take no texts."""
    due, ahead = _turns(duties.due), _turns(duties.ahead)
    _one_sign_of_life(due, ahead)
    older = _still_open(due, {o.pk for o in duties.due}, now)
    people = {turn.person for turn in (*due, *ahead)}
    receivers = [o.receiver for o in (*duties.due, *duties.ahead, *chain(*older.values()))]
    with_numbers([*people, *receivers])
    due, ahead = _by_household(due), _by_household(ahead)
    turns = [*due, *ahead]
    letters = []
    _take_over(turns, now)
    for turn in due:
        standing = older[turn.person.pk, turn.topic]
        letters.append(_ask(turn, standing, duties.asked_before, now))
        standing += turn.duties  # a second text of this minute takes over what the first asked
    letters += [_tell_ahead(turn, now) for turn in ahead]
    sent = put_all(letters, now)
    for letter, message in zip(letters, sent, strict=True):
        if message and not _is_this(message, letter, now):
            _put_after(letter, now)
    put_all([e for turn, one in zip(turns, letters, strict=True) for e in _lists(turn, one)], now)
    return [
        o for turn, message in zip(turns, sent, strict=True) if not message for o in turn.duties
    ]


def _lists(turn: Turn, letter: Letter) -> list[Letter]:
    """Return the names and numbers for a reminder that only says how many there are. They ask nothing."""
    if letter.text.template != wording.MANY:
        return []
    return [
        replace(
            letter, text=text, topic="", ask=None, key=replace(letter.key, purpose=LIST, step=n)
        )
        for n, text in enumerate(wording.lists(turn.person, turn.duties), 1)
    ]


def _turns(occurrences: Iterable[Occurrence]) -> list[Turn]:
    """Put together what one text asks; a call that comes from a silent member has a text that says so."""
    found: dict[tuple[str, Person, int], list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        holder = occurrence.holder()
        if holder is not None:
            alone = occurrence.pk if holder.reason == Assignment.PASSED_ON else 0
            found[topic_of(occurrence, holder.person), holder.person, alone].append(occurrence)
    return [Turn(person, topic, tuple(some)) for (topic, person, _alone), some in found.items()]


def _one_sign_of_life(due: list[Turn], ahead: list[Turn]) -> None:
    """Ask once whether all is well: who is to report by an hour to come answers with that for one gone by."""
    coming = {turn.person: n for n, turn in enumerate(ahead) if turn.topic == CHECK_INS}
    for late in [t for t in due if t.topic == CHECK_INS and t.person in coming]:
        due.remove(late)
        soon = ahead[coming[late.person]]
        ahead[coming[late.person]] = replace(soon, duties=soon.duties + late.duties)


def _by_household(turns: list[Turn]) -> list[Turn]:
    """Put residents who share a telephone and report by the same hour into one text that names them all.

    It stands under the first of them; of nothing else is one told what the other is asked.
    """
    merged: dict[object, Turn] = {}
    for turn in turns:
        first = turn.duties[0]
        number = number_for(turn.person) if turn.topic == CHECK_INS else None
        shared = (number.pk, first.association_id, first.starts_at) if number else id(turn)
        before = merged.get(shared)
        merged[shared] = replace(before, duties=before.duties + turn.duties) if before else turn
    return list(merged.values())


def _take_over(turns: Iterable[Turn], now: datetime) -> None:
    """A sign of life asked for anew is asked for no longer in a text that a housemate had with it."""
    asked = {
        o.about: turn.person.pk for turn in turns if turn.topic == CHECK_INS for o in turn.duties
    }
    if not asked:
        return
    standing = PromptItem.objects.filter(
        about__in=asked, answered_as="", prompt__state=Prompt.State.OPEN
    )
    for about, person_id in standing.values_list("about", "prompt__person"):
        if person_id != asked[about]:
            close_about([about], by=CLOCK, now=now)


def _ask(
    turn: Turn, older: Sequence[Occurrence], asked_before: Container[int], now: datetime
) -> Letter:
    """Ask how the duties of `turn` went, and whatever of theirs still stands open."""
    due, topic = turn.duties, turn.topic
    listed = sorted([*due, *older], key=lambda o: (o.starts_at, o.pk))
    latest = max(o.starts_at for o in listed)
    ask = Ask(
        context=CONTEXTS[topic],
        items=_items(listed),
        closes_at=answers_close_at(max(o.ends_at for o in listed)),
        slot_at=None if topic == CHECK_INS else latest,
    )
    again = bool(older) or any(o.pk in asked_before for o in due)
    said = wording.duty(turn.person, listed, asked_before=again) if topic != GIGS else None
    return _letter(said or feedback(turn.person, listed), turn, ask, topic, now)


def _tell_ahead(turn: Turn, now: datetime) -> Letter:
    """Tell of duties whose hour is still to come: an "ok" says that they know. A sign of life is asked at once."""
    due, topic = turn.duties, turn.topic
    # What may be done at any time that week may be reported at any time that week.
    first = min(o.ends_at if o.span == WEEK else o.starts_at for o in due)
    closes_at = answers_close_at(max(o.ends_at for o in due))
    if topic == CHECK_INS:
        ask = Ask(CONTEXTS[topic], _items(due), closes_at)
    else:
        context = "call_reminder_before" if topic == CALLS else CONTEXTS[topic]
        ask = Ask(context, _items(due), closes_at, slot_at=first)
    sent_as = topic if topic == CHECK_INS else AHEAD
    return _letter(wording.ahead(turn.person, due), turn, ask, sent_as, now)


def ask_again(occurrences: Collection[Occurrence]) -> Ask:
    """Return the question of the text that names the hour of the next try: only an "ok" after it reports."""
    is_visit = all(o.kind == "visit" for o in occurrences)
    return Ask(
        context=CONTEXTS[VISITS if is_visit else CALLS],
        items=_items(occurrences),
        closes_at=answers_close_at(max(o.ends_at for o in occurrences)),
        slot_at=min(o.due_at for o in occurrences if o.due_at),
    )


def _letter(text: Text, turn: Turn, ask: Ask, topic: str, now: datetime) -> Letter:
    """The minute and the first duty are the key. Its due time, under lock, keeps a duty from being asked twice."""
    starts = max(o.starts_at for o in turn.duties)
    first = min(o.pk for o in turn.duties)
    return Letter(
        text,
        to=turn.person,
        topic=topic,
        key=Key("duty", f"duty:{now:%Y-%m-%dT%H:%M}/{first}", 1),
        expires_at=max(now, starts) + TEXT_LIVES,
        # Whoever agreed to an hour outside 8–20 is reminded at that hour.
        urgent=is_out_of_hours(starts) and now >= starts,
        ask=ask,
    )


def _is_this(message: Message, letter: Letter, now: datetime) -> bool:
    return message.created_at == now and message.topic == letter.topic


def _put_after(letter: Letter, now: datetime) -> None:
    """Another text of the same minute has other duties in it: this one is the next."""
    for step in range(2, MOST_TEXTS):
        following = replace(letter, key=replace(letter.key, step=step))
        if _is_this(put_letter(following, now), letter, now):
            return


def ask_to_stand_in(new: Mapping[Person, Collection[Offer]], now: datetime) -> None:
    """Ask each person once about all that they are being asked to take over: `new` and what stands from before."""
    standing = open_offers(new)
    put_all([_offer(person, standing[person.pk], new[person], now) for person in new], now)


def _offer(
    person: Person, offers: Sequence[Offer], new: Collection[Offer], now: datetime
) -> Letter:
    starts = [o.occurrence.starts_at for o in offers]
    return Letter(
        wording.offer(person, [o.occurrence for o in offers]),
        to=person,
        topic=OFFERS,
        key=Key("offer", max(new, key=lambda o: o.pk).about, 1),
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
    turns: Iterable[Turn], but: Collection[int], now: datetime
) -> dict[tuple[int, str], list[Occurrence]]:
    """Return today's duties of those people that were asked about and not answered, by person and topic."""
    found: dict[tuple[int, str], list[Occurrence]] = defaultdict(list)
    people = {turn.person.pk: turn.person for turn in turns}
    if not people:
        return found
    for duty in _begun(list(people), now, local_date(now)):
        occurrence = duty.occurrence
        if occurrence.pk in but:
            continue
        # In a circle one goes on to the next while the next try at somebody has a question of its own.
        if occurrence.topology != CIRCLE or occurrence.state != Occurrence.State.NO_ANSWER:
            topic = topic_of(occurrence, people[duty.person_id])
            found[duty.person_id, topic].append(occurrence)
    return found


@kept
def _begun(people: list[int], now: datetime, day: date) -> QuerySet[Assignment]:
    asked = (Occurrence.State.REMINDED, Occurrence.State.ACKNOWLEDGED, Occurrence.State.NO_ANSWER)
    held = Assignment.objects.filter(
        person__in=people,
        state=Assignment.State.HELD,
        occurrence__state__in=asked,
        occurrence__starts_at__lte=now,
        occurrence__nominal_date=day,
    )
    return held.select_related(
        "occurrence__ring", "occurrence__association", "occurrence__receiver"
    ).order_by()
