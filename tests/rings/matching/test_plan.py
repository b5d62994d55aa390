"""A plan for a municipality: as many as can be, each for reasons that are said, and why nobody where nobody."""

from datetime import time

import pytest
from pytest_django import DjangoAssertNumQueries

from directory.models import Association, Municipality, User
from directory.scope import Area, Scope
from people.models import Absence, Person, Resident
from rings.models import Pair
from rings.services.matching.plan import Matching, plan_municipality
from tests.rings.matching.world import (
    NOW,
    TODAY,
    days_ago,
    free,
    give_number,
    make_place,
    make_resident,
    make_volunteer,
    prefer,
)
from volunteers.models import Credential, MatchPolicy

pytestmark = pytest.mark.django_db


def planned(place: Municipality, kind: str = "visit") -> Matching:
    """Return the plan of now."""
    return plan_municipality(place, kind, NOW)


def who(matching: Matching) -> dict[str, str]:
    """Return the plan by first names."""
    names = dict(Person.objects.values_list("pk", "first_name"))
    return {names[row.resident_id]: names[row.volunteer_id] for row in matching.rows}


def why_not(matching: Matching) -> list[str]:
    """Return why the one resident has nobody."""
    (one,) = matching.unserved
    return [str(words) for words in one.reasons]


def make_pair(resident: Person, volunteer: Person, kind: str = "visit") -> Pair:
    """Write a settled pair."""
    Resident.objects.filter(person=resident).update(state=Resident.State.SERVED)
    owner, _made = User.objects.get_or_create(email="toimisto@esimerkki.example")
    return Pair.objects.create(
        resident=resident,
        volunteer=volunteer,
        kind=kind,
        association=Association.objects.get(),
        owner=owner,
        state=Pair.State.SETTLED,
        due_at=NOW,
        created_at=days_ago(100),
    )


def test_the_nearest_helps_when_nothing_else_is_known(place: Municipality) -> None:
    make_resident(place, "Aino")
    make_volunteer(place, "Kari", km=8)
    make_volunteer(place, "Liisa", km=2)
    plan = planned(place)
    assert who(plan) == {"Aino": "Liisa"}
    (row,) = plan.rows
    assert [str(reason.words) for reason in row.why] == [
        "Lives 2.6 km away.",
        "They have the same mother tongue.",
        "Has room for 2 people.",
        "Has never been asked for anything.",
    ]
    assert row.score == sum(reason.points for reason in row.why) == sum(row.parts.values())
    assert plan.certificate.gap == 0


def test_as_many_as_can_be_are_served_before_anybody_is_served_better(place: Municipality) -> None:
    make_resident(place, "Aino", home=["cat"])
    make_resident(place, "Veikko")
    make_volunteer(place, "Kari", km=1, capacity=1)
    make_volunteer(place, "Liisa", km=15, capacity=1, avoids=["cat"])
    assert who(planned(place)) == {"Aino": "Kari", "Veikko": "Liisa"}


def test_whoever_lives_in_a_village_lives_where_the_village_is(place: Municipality) -> None:
    place.aliases.create(name="Vihtavuori", is_village=True, latitude="62.40", longitude="25.80")
    make_resident(place, "Aino", km=None, facts={"village": "Vihtavuori"})
    make_volunteer(place, "Kari", km=None)
    make_volunteer(place, "Liisa", km=None, facts={"village": "Vihtavuori"})
    plan = planned(place)
    assert who(plan) == {"Aino": "Liisa"}
    km = {v: round(float(k), 1) for v, k in enumerate(plan.judged.facts.pairs.km)}
    assert km == {0: 6.7, 1: 0.0}


def test_a_call_is_made_from_anywhere_and_a_visit_is_not(place: Municipality) -> None:
    make_resident(place, "Aino")
    make_volunteer(place, "Kari", km=90)
    assert who(planned(place, "call")) == {"Aino": "Kari"}
    assert why_not(planned(place)) == ["No volunteer who could take anybody lives within reach."]


def test_everything_that_bars_everybody_is_said_the_commonest_first(place: Municipality) -> None:
    make_resident(place, "Aino", wished_gender="woman", facts={"language": "sv"})
    make_volunteer(place, "Kari", km=1, facts={"gender": "man"})
    make_volunteer(place, "Onni", km=28, facts={"gender": "man", "other_languages": ["sv"]})
    assert why_not(planned(place)) == [
        "2 volunteers: The resident wishes for a woman.",
        "1 volunteer: Lives 36 km away; 30 km is the limit.",
        "1 volunteer: They have no common language.",
    ]


def test_whoever_has_not_agreed_to_the_service_gets_nobody(place: Municipality) -> None:
    make_resident(place, "Aino", agreed=False)
    make_volunteer(place)
    assert why_not(planned(place)) == ["Has not agreed to the service."]


def test_whoever_wishes_for_something_else_is_not_in_the_plan(place: Municipality) -> None:
    make_resident(place, "Aino", wishes=["call"])
    make_resident(place, "Veikko", wishes=["visit", "help"])
    make_resident(place, "Eila", wishes=[])
    make_volunteer(place, capacity=9)
    assert who(planned(place)).keys() == {"Veikko", "Eila"}


@pytest.mark.parametrize("barred", ["paused", "away", "lapsed", "not such", "apart", "same home"])
def test_whoever_may_not_help_does_not(place: Municipality, barred: str) -> None:
    aino = make_resident(place, "Aino")
    kari = make_volunteer(place, "Kari", state="paused" if barred == "paused" else "active")
    if barred == "away":
        Absence.objects.create(person=kari, starts_on=TODAY, recorded_at=NOW)
    if barred == "lapsed":
        Credential.objects.create(
            volunteer=kari.volunteer,
            kind="training",
            seen_on=TODAY,
            valid_until=days_ago(2).date(),
            required=True,
        )
    if barred == "not such":
        kari.volunteer.tasks = ["digi"]
        kari.volunteer.save()
    if barred == "apart":
        prefer(aino, kari, "apart")
    if barred == "same home":
        give_number("+358145550199", aino, kari)
    plan = planned(place)
    assert plan.rows == []
    make_volunteer(place, "Liisa")
    assert who(planned(place)) == {"Aino": "Liisa"}


def test_hours_that_do_not_meet_bar_a_call(place: Municipality) -> None:
    make_resident(place, "Aino", call_time=time(9))
    free(make_volunteer(place, "Kari", km=1), weekday=2, starts=16, ends=20)
    free(make_volunteer(place, "Liisa", km=20), weekday=2, starts=8, ends=12)
    assert who(planned(place, "call")) == {"Aino": "Liisa"}


def test_two_who_wish_for_each_other_come_before_the_nearest(place: Municipality) -> None:
    aino = make_resident(place, "Aino")
    make_volunteer(place, "Kari", km=0)
    prefer(aino, make_volunteer(place, "Liisa", km=15), "together")
    (row,) = planned(place).rows
    assert str(row.why[0].words) == "They wish for each other's company."


def test_the_weights_of_the_association_decide(place: Municipality) -> None:
    make_resident(place, "Aino", facts={"interests": ["music", "fishing", "reading"]})
    make_volunteer(place, "Kari", km=0)
    make_volunteer(place, "Liisa", km=10, facts={"interests": ["music", "fishing", "reading"]})
    assert who(planned(place)) == {"Aino": "Liisa"}
    MatchPolicy.objects.create(association=Association.objects.get(), interests=0)
    assert who(planned(place)) == {"Aino": "Kari"}


def test_a_pair_is_kept_though_somebody_nearer_is_free(place: Municipality) -> None:
    aino = make_resident(place, "Aino")
    make_pair(aino, make_volunteer(place, "Kari", km=15))
    make_volunteer(place, "Liisa", km=0)
    (row,) = planned(place).rows
    assert row.is_kept
    assert who(planned(place)) == {"Aino": "Kari"}


def test_planning_again_after_one_absence_changes_that_pair_only(place: Municipality) -> None:
    helpers = [make_volunteer(place, f"Kari {n}", km=n, capacity=2) for n in range(6)]
    for n, helper in enumerate(helpers):
        make_pair(make_resident(place, f"Aino {n}", km=6 - n), helper)
    before = who(planned(place))
    Absence.objects.create(person=helpers[2], starts_on=TODAY, recorded_at=NOW)
    after = who(planned(place))
    assert after.keys() == before.keys()
    assert {name for name in before if before[name] != after[name]} == {"Aino 2"}


def test_people_whom_a_volunteer_has_already_take_their_room(place: Municipality) -> None:
    other = make_place("Konnevesi", "275")
    kari = make_volunteer(place, "Kari", capacity=1)
    make_pair(make_resident(other, "Veikko"), kari)
    make_resident(place, "Aino")
    assert why_not(planned(place)) == ["1 volunteer: Has 1 person already; 1 is the limit."]


def test_when_there_is_not_enough_room_the_rest_are_told_so(place: Municipality) -> None:
    make_resident(place, "Aino", km=0)
    make_resident(place, "Veikko", km=9)
    make_volunteer(place, "Kari", km=0, capacity=1)
    plan = planned(place)
    assert who(plan) == {"Aino": "Kari"}
    assert why_not(plan) == ["Whoever could help has as many people as they can have."]


def test_a_coordinator_sees_only_their_own_in_the_plan(place: Municipality) -> None:
    other = make_place("Konnevesi", "275")
    make_resident(place, "Aino")
    make_volunteer(other, "Kari", km=0)
    make_volunteer(place, "Liisa", km=9)
    own = Scope((Area(place.pk, None),), (), frozenset())
    assert who(planned(place)) == {"Aino": "Kari"}
    assert who(plan_municipality(place, "visit", NOW, scope=own)) == {"Aino": "Liisa"}


def test_the_number_of_queries_does_not_grow_with_the_people(
    place: Municipality, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(12):
        make_resident(place, f"Aino {n}", km=n)
        make_volunteer(place, f"Kari {n}", km=n)
    with django_assert_max_num_queries(24):
        assert len(planned(place).rows) == 12
