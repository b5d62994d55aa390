"""A plan is divided among processes along the lines where nobody is on both sides."""

import pytest

from backend.rehearsal.report import Report
from backend.rehearsal.shares import Share, divide, groups_of, keep
from backend.rehearsal.together import add_up
from people.models import Person, PersonNumber
from rings.models import Ring, RingMember
from tests.conversations.village import Village

pytestmark = pytest.mark.django_db


def report(**figures: object) -> Report:
    zeros = dict.fromkeys(Report.__dataclass_fields__, 0)
    return Report(**zeros | {"auditor": (), "processes": 1, "rings": 1} | figures)  # type: ignore[arg-type]  # a report of noughts


def test_what_is_tied_by_one_link_is_one_group() -> None:
    assert sorted(
        sorted(g, key=str) for g in groups_of([(1, 2), (3, 3), (4, 2), (5, 6), (6, 4)])
    ) == [
        [1, 2, 4, 5, 6],
        [3],
    ]


def test_rings_that_share_a_helper_or_a_telephone_stay_together(
    village: Village, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    first = village.ring(helpers=[sari], residents=[aino], at="9:00")
    second = village.ring(helpers=[kari], residents=[veikko], at="10:00")
    assert sorted(map(sorted, divide(2))) == [[first.pk], [second.pk]]

    shared = PersonNumber.objects.get(person=aino).number
    PersonNumber.objects.create(person=veikko, number=shared, position=2)
    assert sorted(map(sorted, divide(2))) == [[], [first.pk, second.pk]]
    PersonNumber.objects.filter(person=veikko, number=shared).delete()

    RingMember.objects.filter(ring=second, person=kari).update(person=sari)
    assert sorted(map(sorted, divide(2))) == [[], [first.pk, second.pk]]


def test_the_shares_together_are_the_whole_plan_and_a_process_keeps_its_own_only(
    village: Village, sari: Person, kari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(helpers=[kari], residents=[veikko], at="10:00")
    all_rings = set(Ring.objects.values_list("pk", flat=True))
    parts = divide(2)
    assert parts[0] | parts[1] == all_rings
    assert not parts[0] & parts[1]
    for ring in Ring.objects.all():
        ring.occurrences.all().delete()
    keep(Share(2, 2))
    assert set(Ring.objects.values_list("pk", flat=True)) == parts[1]


def test_counts_and_faults_are_added_up_and_the_time_is_the_slowest_ones() -> None:
    both = add_up(
        [
            report(planned=3, open=1, seconds=2.5, auditor=("a",), seed=7, days=30, step_minutes=5),
            report(planned=4, missing=2, seconds=4.0, seed=7, days=30, step_minutes=5),
        ]
    )
    assert (both.planned, both.open, both.missing, both.auditor) == (7, 1, 2, ("a",))
    assert (both.seconds, both.seed, both.days, both.step_minutes) == (4.0, 7, 30, 5)
    assert (both.processes, both.faultless) == (2, False)
    alone = add_up([report(), report(rings=0)])
    assert alone.processes == 1, "a process without rings has done nothing"
