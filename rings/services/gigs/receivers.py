"""Whom a request is for: somebody known, or somebody written down during the same telephone call."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from directory.actors import Actor
from people.models import Consent, Person, Resident
from people.services.consents import CURRENT_WORDING, newest_answers, record_consent
from people.services.numbers import give_number
from people.services.persons import add_person
from people.services.residents import add_resident


@transaction.atomic
def new_receiver(
    fields: Mapping[str, Any],
    number: str,
    *,
    by: Actor,
    now: datetime,
    channel: str = Consent.Channel.ORAL,
) -> Person:
    """Write down somebody who has agreed to be helped: `fields` as of `add_person`, and their number if any."""
    person = add_person(fields, by=by, now=now)
    if number:
        give_number(person, number, by=by, now=now)
    as_receiver(person, agreed=True, by=by, now=now, channel=channel)
    return person


@transaction.atomic
def as_receiver(
    person: Person,
    *,
    agreed: bool,
    by: Actor,
    now: datetime,
    channel: str = Consent.Channel.ORAL,
) -> None:
    """Let `person` be helped: give them a resident's side if they have none, and note that they have agreed now.

    Without `agreed` nothing is noted, and what they said before holds.
    """
    if not Resident.objects.filter(person=person).exists():
        add_resident(person, {}, by=by, now=now)
    service = Consent.Kind.SERVICE
    if agreed and newest_answers([person.pk], service).get(person.pk) != Consent.Answer.GIVEN:
        record_consent(
            person,
            service,
            Consent.Answer.GIVEN,
            by=by,
            now=now,
            channel=channel,
            wording=CURRENT_WORDING,
        )
