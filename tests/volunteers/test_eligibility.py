"""Who may have a duty: the one gate."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from people.models import Consent, Resident
from people.services.consents import withdraw_consent
from tests.people.makers import NOW, TODAY, make_person, make_resident, make_volunteer, office
from volunteers.fitness import CREDENTIAL_LAPSED, ERASED, NO_CONSENT, NOT_A_VOLUNTEER
from volunteers.models import Credential, Volunteer
from volunteers.services.eligibility import blockers, blockers_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [s for s in Volunteer.State if s != Volunteer.State.ACTIVE])
def test_only_an_active_volunteer_may_have_a_duty(state: str) -> None:
    volunteer = make_volunteer(state=state)
    assert len(blockers(volunteer.person, TODAY)) == 1
    assert not Volunteer.objects.fit_for_duty(TODAY).exists()


def test_an_active_volunteer_has_no_blockers() -> None:
    volunteer = make_volunteer()
    assert blockers(volunteer.person, TODAY) == []
    assert Volunteer.objects.fit_for_duty(TODAY).get() == volunteer


def test_a_required_credential_bars_from_the_day_after_its_last_one() -> None:
    volunteer = make_volunteer()
    Credential.objects.create(
        volunteer=volunteer, kind="agreement", seen_on=TODAY, valid_until=TODAY, required=True
    )
    assert blockers(volunteer.person, TODAY) == []
    assert blockers(volunteer.person, TODAY + timedelta(days=1)) == [CREDENTIAL_LAPSED]
    assert not Volunteer.objects.fit_for_duty(TODAY + timedelta(days=1)).exists()


def test_a_credential_shown_anew_lifts_the_bar() -> None:
    volunteer = make_volunteer()
    for valid_until in (TODAY - timedelta(days=1), TODAY + timedelta(days=300)):
        Credential.objects.create(
            volunteer=volunteer,
            kind="agreement",
            seen_on=TODAY,
            valid_until=valid_until,
            required=True,
        )
    assert blockers(volunteer.person, TODAY) == []


def test_a_lapsed_paper_that_is_not_required_bars_nobody() -> None:
    volunteer = make_volunteer()
    Credential.objects.create(
        volunteer=volunteer, kind="training", seen_on=TODAY, valid_until=TODAY - timedelta(days=9)
    )
    assert blockers(volunteer.person, TODAY) == []


def test_somebody_who_is_no_volunteer_gets_no_volunteers_duty() -> None:
    assert blockers(make_person(), TODAY) == [NOT_A_VOLUNTEER]


def test_a_resident_of_a_circle_is_judged_by_their_consent_and_state() -> None:
    resident = make_resident()
    assert blockers(resident.person, TODAY, as_resident=True) == []
    withdraw_consent(
        resident.person, Consent.Kind.SERVICE, by=office(), now=NOW, channel=Consent.Channel.ORAL
    )
    assert blockers(resident.person, TODAY, as_resident=True) == [NO_CONSENT]


@pytest.mark.parametrize("state", [Resident.State.ON_HOLD, Resident.State.ENDED])
def test_a_resident_on_hold_or_gone_has_no_duty(state: str) -> None:
    resident = make_resident()
    Resident.objects.filter(pk=resident.pk).update(state=state)
    assert len(blockers(resident.person, TODAY, as_resident=True)) == 1


def test_an_erased_person_gets_nothing() -> None:
    volunteer = make_volunteer()
    volunteer.person.erased_at = NOW
    volunteer.person.save()
    assert blockers(volunteer.person, TODAY) == [ERASED]


def test_many_people_cost_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    people = [make_volunteer(f"Nimi{n}").person.pk for n in range(20)]
    with django_assert_num_queries(2):
        assert blockers_of(people, TODAY) == dict.fromkeys(people, ())
