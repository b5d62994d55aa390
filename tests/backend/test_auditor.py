"""The auditor finds every kind of thing that was left: each is planted once, in a village where all was well."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from backend.auditor import findings
from directory.models import StaffRole, User
from notifications.gateways.base import InboundSms
from notifications.models import Inbound, Message, Prompt
from notifications.services.inbound import receive
from rings.models import Assignment, Escalation, Occurrence, Offer, Ring
from tests.conversations.village import MONDAY, Village
from volunteers.models import Credential, Volunteer

LONG_AGO = timedelta(minutes=6)


def today() -> Occurrence:
    return Occurrence.objects.filter(nominal_date=MONDAY).earliest("pk")


def overdue_call(village: Village) -> None:
    Occurrence.objects.filter(pk=today().pk).update(due_at=village.clock.now - LONG_AGO)


def call_without_owner(village: Village) -> None:
    Occurrence.objects.filter(pk=today().pk).update(state="escalated", office_owner=None)


def call_of_a_stranger(village: Village) -> None:
    gone = User.objects.create_user("gone@example.org")
    Occurrence.objects.filter(pk=today().pk).update(state="escalated", office_owner=gone)


def call_nobody_has(village: Village) -> None:
    Assignment.objects.filter(occurrence=today()).delete()


def call_closed_alone(village: Village) -> None:
    Occurrence.objects.filter(pk=today().pk).update(state="done", due_at=None)
    Escalation.objects.filter(occurrence=today()).delete()


def ladder_left(village: Village) -> None:
    Occurrence.objects.filter(pk=today().pk).update(state="done", due_at=None)
    Assignment.objects.filter(occurrence=today()).update(state="done")


def offer_left(village: Village) -> None:
    Offer.objects.create(
        occurrence=today(),
        person=village.volunteer("Kari", "+358401230002"),
        asked_at=village.clock.now,
        due_at=village.clock.now - LONG_AGO,
    )


def message_left(village: Village) -> None:
    Message.objects.update(state="sending", due_at=village.clock.now - LONG_AGO)


def question_left(village: Village) -> None:
    Prompt.objects.update(closes_at=village.clock.now - LONG_AGO)


def reply_unread(village: Village) -> None:
    receive("demo", InboundSms("x", "+358401230001", "", "ok"), village.clock.now - LONG_AGO)


def reply_without_owner(village: Village) -> None:
    reply_unread(village)
    later = village.clock.now + LONG_AGO
    Inbound.objects.update(state="queued", owner=None, due_at=later)


def ring_not_planned(village: Village) -> None:
    Ring.objects.update(generated_until=MONDAY)


def coordinator_gone(village: Village) -> None:
    StaffRole.objects.all().delete()


def paper_lapsed(village: Village) -> None:
    last = MONDAY - timedelta(days=3)
    volunteer = Volunteer.objects.get()
    Credential.objects.create(
        volunteer=volunteer, kind="training", seen_on=last, valid_until=last, required=True
    )


PLANTED: dict[Callable[[Village], None], tuple[str, str]] = {
    overdue_call: ("occurrence", "overdue"),
    call_without_owner: ("occurrence", "no_owner"),
    call_of_a_stranger: ("occurrence", "no_owner"),
    call_nobody_has: ("occurrence", "nobody_responsible"),
    call_closed_alone: ("assignment", "left_open"),
    ladder_left: ("escalation", "left_open"),
    offer_left: ("offer", "left_open"),
    message_left: ("message", "overdue"),
    question_left: ("prompt", "overdue"),
    reply_unread: ("inbound", "overdue"),
    reply_without_owner: ("inbound", "no_owner"),
    ring_not_planned: ("ring", "not_planned"),
    coordinator_gone: ("ring", "no_coordinator"),
    paper_lapsed: ("volunteer", "active_though_lapsed"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_what_was_left_is_found_and_nothing_else(plant: Callable[[Village], None]) -> None:
    village = Village()
    sari = village.volunteer("Sari", "+358401230001")
    village.ring(helpers=[sari], residents=[village.resident("Aino", "+358401230101")], at="9:00")
    village.clock.goes_to("9:05")
    assert findings(village.clock.now) == []

    plant(village)

    assert {(f.subject, f.problem) for f in findings(village.clock.now)} == {PLANTED[plant]}
