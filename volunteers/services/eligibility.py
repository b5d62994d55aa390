"""Who may have a duty on a day: the one gate that every path to a duty passes."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.utils.functional import Promise

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
    ids = set(person_ids)
    side = "resident__state" if as_resident else "volunteer__state"
    people = Person.objects.filter(pk__in=ids).order_by().values_list("pk", side, "erased_at")
    states = {pk: state for pk, state, _erased_at in people}
    found = _as_residents(ids, states) if as_resident else _as_volunteers(ids, states, day)
    return found | {pk: (ERASED,) for pk, _state, erased_at in people if erased_at}


def _as_volunteers(
    ids: Collection[int], states: Mapping[int, str | None], day: date
) -> dict[int, Blockers]:
    rows = Credential.objects.lapsed_on(day).filter(volunteer__person__in=ids).order_by()
    lapsed = set(rows.values_list("volunteer__person_id", flat=True))
    return {pk: volunteer_blockers(states.get(pk), has_lapsed=pk in lapsed) for pk in ids}


def _as_residents(ids: Collection[int], states: Mapping[int, str | None]) -> dict[int, Blockers]:
    answers = newest_answers(ids, Consent.Kind.SERVICE)
    return {pk: resident_blockers(states.get(pk), answers.get(pk)) for pk in ids}
