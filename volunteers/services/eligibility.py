"""Who may have a duty on a day: the one gate that every path to a duty passes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from directory.kept import kept
from people.models import Consent, Person
from people.services.consents import newest_answers
from volunteers.fitness import ERASED, resident_blockers, volunteer_blockers
from volunteers.models import Credential

Blockers = tuple[Promise, ...]


def blockers(person: Person, day: date, *, as_resident: bool = False) -> list[Promise]:
    """Return why `person` may have no duty on the local date `day`; empty means that they may.

    `as_resident`: the person is judged as a resident of a circle or a sign-in ring (state of the
    service and consent) instead of as a volunteer. Absences are not blockers: see `away_on`.
    """
    return list(blockers_of([person.pk], day, as_resident=as_resident)[person.pk])


def blockers_of(
    person_ids: Iterable[int], day: date, *, as_resident: bool = False
) -> dict[int, Blockers]:
    """Return the blockers of many people at once, in two queries whatever their number."""
    people = _people(person_ids)
    return _as_residents(people) if as_resident else _as_volunteers(people, day)


def blockers_of_both(
    person_ids: Iterable[int], day: date
) -> tuple[dict[int, Blockers], dict[int, Blockers]]:
    """Return the blockers of many people as volunteers, and as residents, in three queries at most."""
    people = _people(person_ids)
    return _as_volunteers(people, day), _as_residents(people)


@dataclass(frozen=True)
class _States:
    """How one person stands on either side; None where they are not at all."""

    volunteer: str | None = None
    resident: str | None = None
    is_erased: bool = False


def _people(person_ids: Iterable[int]) -> dict[int, _States]:
    ids = set(person_ids)
    found = {pk: _States(v, r, erased_at is not None) for pk, v, r, erased_at in _columns(ids)}
    return {pk: found.get(pk, _States()) for pk in ids}


@kept
def _columns(ids: Collection[int]) -> "QuerySet[Person, tuple[Any, ...]]":
    rows = Person.objects.filter(pk__in=ids).order_by()
    return rows.values_list("pk", "volunteer__state", "resident__state", "erased_at")


def _as_volunteers(people: Mapping[int, _States], day: date) -> dict[int, Blockers]:
    ids = [pk for pk, states in people.items() if states.volunteer is not None]
    lapsed = _lapsed(ids, day)
    return {
        pk: volunteer_blockers(states.volunteer, has_lapsed=pk in lapsed)
        for pk, states in people.items()
    } | _erased(people)


def _lapsed(person_ids: Collection[int], day: date) -> set[int]:
    """Return who lacks a credential; whether it was shown anew is asked only about those whose date is past."""
    ids = set(_with_past_papers(person_ids, day))
    if not ids:
        return ids
    rows = Credential.objects.lapsed_on(day).filter(volunteer__person__in=ids).order_by()
    return set(rows.values_list("volunteer__person_id", flat=True))


@kept
def _with_past_papers(person_ids: Collection[int], day: date) -> "QuerySet[Credential, int]":
    of = Credential.objects.filter(volunteer__person__in=person_ids).order_by()
    past = of.filter(required=True, valid_until__lt=day)
    return past.values_list("volunteer__person_id", flat=True)


def _as_residents(people: Mapping[int, _States]) -> dict[int, Blockers]:
    ids = [pk for pk, states in people.items() if states.resident is not None]
    answers = newest_answers(ids, Consent.Kind.SERVICE)
    return {
        pk: resident_blockers(states.resident, answers.get(pk)) for pk, states in people.items()
    } | _erased(people)


def _erased(people: Mapping[int, _States]) -> dict[int, Blockers]:
    return {pk: (ERASED,) for pk, states in people.items() if states.is_erased}
