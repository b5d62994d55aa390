"""What a member of staff may see and set up follows from their roles of the day."""

from datetime import date

import pytest

from directory.models import Municipality, StaffRole, User
from directory.scope import Area, Scope, scope_of
from tests.directory.makers import TODAY, member, office, place

pytestmark = pytest.mark.django_db
Role = StaffRole.Role


def places_of(scope: Scope) -> set[str]:
    """Return the municipalities whose people are open to `scope`."""
    open_places = [p for p in Municipality.objects.all() if _opens(scope, p)]
    return {p.name_fi for p in open_places}


def _opens(scope: Scope, municipality: Municipality) -> bool:
    # `people` is a condition on a column "municipality": a role has one as well.
    probe = StaffRole.objects.create(
        user=User.objects.create_user(f"probe{municipality.pk}@example.org"),
        role=Role.READER,
        municipality=municipality,
        valid_from=TODAY,
    )
    seen = StaffRole.objects.filter(scope.people(), pk=probe.pk).exists()
    probe.user.delete()
    return seen


def test_a_coordinator_of_a_municipality_sees_its_people_and_no_others() -> None:
    karstula, _kinnula = place("Karstula", "226"), place("Kinnula", "256")
    scope = scope_of(member(Role.COORDINATOR, municipality=karstula), TODAY)
    assert places_of(scope) == {"Karstula"}
    assert scope.works
    assert not scope.administers


def test_a_coordinator_of_an_association_sees_the_people_of_the_places_it_works_in() -> None:
    karstula, kinnula, _joutsa = (
        place("Karstula", "226"),
        place("Kinnula", "256"),
        place("Joutsa", "172"),
    )
    scope = scope_of(member(Role.COORDINATOR, association=office("Apu", karstula, kinnula)), TODAY)
    assert places_of(scope) == {"Karstula", "Kinnula"}


def test_a_reader_sees_no_person_at_all() -> None:
    karstula = place("Karstula", "226")
    scope = scope_of(member(Role.READER, municipality=karstula), TODAY)
    assert places_of(scope) == set()
    assert not scope.works
    assert scope.reads_counts_of == {karstula.pk}


def test_a_role_opens_nothing_before_its_first_day_or_after_its_last() -> None:
    user = member(Role.COORDINATOR)
    user.roles.update(valid_until=date(2026, 11, 30))
    assert scope_of(user, date(2026, 11, 30)).works
    assert not scope_of(user, date(2026, 12, 1)).works
    assert not scope_of(user, date(2025, 12, 31)).works


def test_a_role_in_an_association_and_a_municipality_is_narrowed_by_both() -> None:
    karstula, kinnula = place("Karstula", "226"), place("Kinnula", "256")
    apu, muu = office("Apu", karstula, kinnula), office("Muu", karstula)
    user = member(Role.COORDINATOR, municipality=karstula, association=apu)
    scope = scope_of(user, TODAY)
    assert scope.covers(karstula.pk, apu.pk)
    assert not scope.covers(kinnula.pk, apu.pk)
    assert not scope.covers(karstula.pk, muu.pk)


def test_an_administrator_may_not_set_up_more_than_their_own_area() -> None:
    karstula = place("Karstula", "226")
    scope = scope_of(member(Role.ADMINISTRATOR, municipality=karstula), TODAY)
    assert scope.administered == (Area(karstula.pk, None),)
    assert scope.may_set_up(karstula.pk, None)
    assert not scope.may_set_up(None, None)


def test_a_coordinator_administers_nothing_even_beside_an_administrators_role_elsewhere() -> None:
    karstula, kinnula = place("Karstula", "226"), place("Kinnula", "256")
    user = member(Role.COORDINATOR, municipality=karstula)
    StaffRole.objects.create(
        user=user, role=Role.ADMINISTRATOR, municipality=kinnula, valid_from=TODAY
    )
    scope = scope_of(user, TODAY)
    assert scope.may_set_up(kinnula.pk, None)
    assert not scope.may_set_up(karstula.pk, None)


def test_a_technical_owner_works_everywhere() -> None:
    place("Karstula", "226")
    owner = User.objects.create_superuser("owner@example.org")
    scope = scope_of(owner, TODAY)
    assert places_of(scope) == {"Karstula"}
    assert scope.may_set_up(None, None)
