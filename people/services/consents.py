"""What a person agreed to, said no to, or took back."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from directory.actors import Actor
from directory.kept import kept
from people.changes import announce
from people.models import Consent, Person

CURRENT_WORDING = "2026-11"  # the questions as the office asks them now


@transaction.atomic
def record_consent(
    person: Person,
    kind: str,
    answer: str,
    *,
    by: Actor,
    now: datetime,
    channel: str,
    wording: str,
    given_on: date | None = None,
) -> Consent:
    """Record `answer` (given or refused) to the question `kind`, asked in the words of `wording`.

    Older answers stay as evidence. A refusal of the service frees the person from every plan.
    """
    consent = Consent.objects.create(
        person=person,
        kind=kind,
        answer=answer,
        channel=channel,
        wording=wording,
        given_on=given_on,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    if kind == Consent.Kind.SERVICE:
        is_given = answer == Consent.Answer.GIVEN
        announce(person, "fit" if is_given else "unfit", by=by, now=now)
    return consent


def withdraw_consent(
    person: Person, kind: str, *, by: Actor, now: datetime, channel: str, wording: str = ""
) -> Consent:
    """Record that `person` took their consent back: as easy to do as giving it."""
    return record_consent(
        person,
        kind,
        Consent.Answer.WITHDRAWN,
        by=by,
        now=now,
        channel=channel,
        wording=wording,
        given_on=None,
    )


def newest_answers(person_ids: Collection[int], kind: str) -> dict[int, str]:
    """Return the answer that holds of each person who was ever asked, in one query."""
    return dict(_answers(person_ids, kind))


@kept
def _answers(person_ids: Collection[int], kind: str) -> "QuerySet[Consent, tuple[int, str]]":
    rows = Consent.objects.filter(person__in=person_ids, kind=kind).order_by("recorded_at", "pk")
    return rows.values_list("person_id", "answer")
