"""Putting the texts about requests into the outbox: questions to volunteers, what the holder must know."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from directory.localtime import local_date
from directory.telephones import mobile
from notifications.models import Inbound, Message
from notifications.services.numbers import bare_number, may_be_written_to
from notifications.services.outbox import Ask, Item, NoTextChannelError, Text, put, put_to_number
from notifications.services.taking_back import forget_words
from notifications.services.wording import render
from people.models import Person
from rings.models import Gig, Occurrence, Offer
from rings.rules.times import answers_close_at
from rings.services.gigs import wording

# One open question a person and topic: OFFERS asks who can, AHEAD is about what somebody has, DONE how it went.
OFFERS, AHEAD, DONE, INFO = "gigs", "gigs_ahead", "gigs_done", "gigs_info"
CODE = "gig_code"
INFO_LIVES = timedelta(hours=24)


def ask_about(person: Person, new: Iterable[Offer], now: datetime) -> None:
    """Ask `person` once about every request that they are being asked about: A and B when there are two.

    Raises `NoTextChannelError`.
    """
    offers = open_offers(person, now)[: len(wording.LETTERS)]
    newest = max(new, key=lambda each: each.pk)
    letters = wording.LETTERS if len(offers) > 1 else [""]
    put(
        wording.offer(person, offers),
        to=person,
        topic=OFFERS,
        purpose="gig_offer",
        about=f"{newest.about}@{now:%Y-%m-%dT%H:%M}",
        now=now,
        expires_at=max(each.due_at or now for each in offers),
        ask=Ask(
            context="gig_offer",
            items=tuple(Item(o.about, mark) for o, mark in zip(offers, letters, strict=False)),
            closes_at=max(answers_close_at(each.occurrence.starts_at) for each in offers),
        ),
    )


def open_offers(person: Person, now: datetime) -> list[Offer]:
    """Return the requests that `person` is being asked about, in order of the hour."""
    rows = Offer.objects.filter(
        person=person,
        state=Offer.State.OPEN,
        occurrence__gig__isnull=False,
        occurrence__nominal_date__gte=local_date(now),
    )
    rows = rows.select_related(
        "occurrence__gig__service_line",
        "occurrence__association",
        "occurrence__receiver__municipality",
    )
    return list(rows.order_by("occurrence__starts_at", "pk"))


def tell_holder(
    template: str,
    person: Person,
    gig: Gig,
    now: datetime,
    *,
    answers: Inbound | None = None,
    urgent: bool = False,
) -> None:
    """Send the holder what they must know, asking to hear if they cannot. Raises `NoTextChannelError`."""
    occurrence = gig.occurrence
    put(
        wording.yours(template, person, gig),
        to=person,
        topic=AHEAD,
        purpose=template,
        about=f"{occurrence.about}@{now:%Y-%m-%dT%H:%M}",
        now=now,
        expires_at=max(now + timedelta(hours=1), occurrence.starts_at),
        urgent=urgent,
        answers=answers,
        ask=Ask(
            context="visit_reminder",
            items=(Item(occurrence.about, occurrence.receiver.first_name),),
            closes_at=answers_close_at(occurrence.starts_at),
            slot_at=occurrence.starts_at,
        ),
    )


def send_code(person: Person, gig: Gig, code: str, now: datetime) -> None:
    """Send the holder the code of the door, each code once. Raises `NoTextChannelError`."""
    told = Message.objects.filter(purpose=CODE, about=gig.occurrence.about, person=person)
    sent = list(told.values_list("body", flat=True))
    text = wording.door_code(person, gig, code)
    if render(text.template, person.language, text.variables) in sent:
        return
    put(
        text,
        to=person,
        topic=INFO,
        purpose=CODE,
        about=gig.occurrence.about,
        now=now,
        expires_at=gig.occurrence.ends_at,
        step=len(sent) + 1,
        urgent=True,
    )


def forget_code(gig: Gig, now: datetime) -> bool:
    """Forget the code of the door, and take it out of the texts that were sent: the visit is over."""
    Gig.objects.filter(pk=gig.pk).update(door_code=None)
    forget_words(CODE, gig.occurrence.about, now=now)
    return True


def tell_volunteer(template: str, person: Person, gig: Gig, now: datetime) -> bool:
    """Send a volunteer a text that asks nothing; return False when it must be told by telephone."""
    try:
        put(
            wording.about_gig(template, person, gig),
            to=person,
            topic="",
            purpose=template,
            about=gig.occurrence.about,
            now=now,
            expires_at=max(now + INFO_LIVES, gig.occurrence.ends_at),
        )
    except NoTextChannelError:
        return False
    return True


def requester_takes_texts(gig: Gig) -> bool:
    """Tell whether whoever ordered can be told by text; otherwise the office rings them."""
    e164 = mobile(gig.ordered_phone)
    return e164 is not None and may_be_written_to(e164)


def tell_requester(template: str, gig: Gig, now: datetime) -> bool:
    """Send a text to whoever ordered; return False when the office must ring them."""
    e164 = mobile(gig.ordered_phone)
    if e164 is None:
        return False
    try:
        put_to_number(
            wording.to_requester(template, gig),
            number=bare_number(e164),
            language="fi",
            purpose=template,
            about=f"{gig.occurrence.about}@{gig.occurrence.starts_at:%Y-%m-%dT%H:%M}",
            now=now,
            expires_at=now + INFO_LIVES,
        )
    except NoTextChannelError:
        return False
    return True


def feedback(person: Person, occurrences: Iterable[Occurrence]) -> Text:
    """Return the text that asks how these requests went, and how long they took."""
    ids = [occurrence.pk for occurrence in occurrences]
    gigs = Gig.objects.filter(pk__in=ids).select_related(
        "service_line", "occurrence__association", "occurrence__receiver"
    )
    return wording.feedback(person, list(gigs.order_by("occurrence__starts_at", "pk")))
