"""What the browser sees of texts that did not arrive, and of the clock that sends them."""

from datetime import datetime, timedelta

from directory.actors import Actor
from notifications import texts
from notifications.models import Heartbeat, Message, PhoneInstead, StageFailure
from notifications.services.undelivered import phone_instead, phoned
from people.models import Person

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def lost_texts(place: str, by: Actor, now: datetime) -> None:
    """Leave texts to volunteers of `place` that failed, came too late or may have gone, in every stage of care."""
    Heartbeat.objects.create(
        name="clock", at=now - timedelta(seconds=20), ticks=812, audited_at=now, findings=0
    )
    StageFailure.objects.create(stage="poll", failures=2, last_at=now - 5 * HOUR)
    rows = Person.objects.filter(municipality__name_fi=place, volunteer__isnull=False)
    first, second, third, fourth, fifth = rows.order_by("pk")[:5]
    for person in (first, fifth):  # of today, and may go again together
        _lost(person, "failed", now - 2 * HOUR, "temporary")
    _lost(second, "unknown", now - 3 * HOUR)
    _lost(fourth, "failed", now - 2 * DAY, "number")
    waiting, done = _lost(third, "expired", now - HOUR), _lost(second, "failed", now - DAY, "cap")
    phone_instead(waiting, by=by, now=now)
    phone_instead(done, by=by, now=now - DAY)
    phoned(done, by=by, now=now - DAY + HOUR)
    assert PhoneInstead.objects.filter(done_at=None).count() == 1


def _lost(person: Person, state: str, at: datetime, fault: str = "") -> Message:
    words = {
        "first_name": person.first_name,
        "office": "Vapari",
        "when": "Ma 30.11.",
        "what": "vuorosi on peruttu",
        "listed": "",
        "help_phone": "014 000 0001",
    }
    body = texts.render("called_off", "fi", words)
    return Message.objects.create(
        purpose="called_off",
        about=f"lost:{person.pk}:{state}",
        person=person,
        number=person.numbers.order_by("pk")[0].number,
        template="called_off",
        language="fi",
        body=body,
        parts=texts.count(body).parts,
        state=state,
        gateway="demo",
        error=fault,
        created_at=at,
        expires_at=at + DAY,
    )
