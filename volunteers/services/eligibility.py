"""Who may have a duty on a day: the one gate that every path to a duty passes."""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils.functional import Promise

from people.models import Consent, Person, Resident
from people.services.consents import newest_answers
from volunteers.fitness import ERASED, resident_blockers, volunteer_blockers
from volunteers.models import Credential, Volunteer

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
    """Return the blockers of many people at once, in three queries whatever their number."""
    ids = set(person_ids)
    found = _as_residents(ids) if as_resident else _as_volunteers(ids, day)
    erased = Person.objects.filter(pk__in=ids, erased_at__isnull=False)
    for person_id in erased.values_list("pk", flat=True):
        found[person_id] = (ERASED,)
    return found


def _as_volunteers(ids: Collection[int], day: date) -> dict[int, Blockers]:
    states = dict(Volunteer.objects.filter(person__in=ids).values_list("person_id", "state"))
    lapsed = set(
        Credential.objects.lapsed_on(day)
        .filter(volunteer__person__in=ids)
        .values_list("volunteer__person_id", flat=True)
    )
    return {pk: volunteer_blockers(states.get(pk), has_lapsed=pk in lapsed) for pk in ids}


def _as_residents(ids: Collection[int]) -> dict[int, Blockers]:
    states = dict(Resident.objects.filter(person__in=ids).values_list("person_id", "state"))
    answers = newest_answers(ids, Consent.Kind.SERVICE)
    return {pk: resident_blockers(states.get(pk), answers.get(pk)) for pk in ids}
