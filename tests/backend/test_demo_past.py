"""The past of the demo: done and published, nothing left to do, and nothing that the auditor minds."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from backend.auditor import findings
from backend.demo.past import closed_quarters, tell_past
from backend.demo.staff import LOGINS, hire, open_offices
from directory.localtime import local_date
from directory.models import Municipality, StaffRole, User
from directory.scope import scope_of
from people.models import Person, Resident
from reports.services.reading import reader_of, tables_for
from reports.services.targets import targets_of
from rings.models import Occurrence, Ring
from volunteers.models import Volunteer

NOON = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "names"),
    [
        (date(2026, 11, 24), "2025Q1 2025Q2 2025Q3 2025Q4 2026Q1 2026Q2 2026Q3"),
        (date(2026, 3, 31), "2025Q1 2025Q2 2025Q3 2025Q4"),
        (date(2026, 4, 1), "2025Q1 2025Q2 2025Q3 2025Q4 2026Q1"),
        (date(2027, 1, 1), "2026Q1 2026Q2 2026Q3 2026Q4"),
    ],
)
def test_the_past_goes_to_the_last_quarter_that_has_ended(today: date, names: str) -> None:
    assert " ".join(map(str, closed_quarters(today))) == names


@pytest.mark.django_db
def test_two_offices_have_a_past_that_their_reader_can_read_and_that_asks_for_nothing() -> None:
    call_command("load_directory", stdout=StringIO())
    hire(open_offices())
    for number, place in enumerate(Municipality.objects.filter(associations__isnull=False)):
        for side in (Resident, Volunteer):
            person = Person.objects.create(
                first_name=f"Henkilö {number}",
                last_name="Esimerkki",
                municipality=place,
                created_at=NOON,
            )
            state = {"state": "active"} if side is Volunteer else {"state": "served"}
            side.objects.create(person=person, **state)
    told = tell_past(NOON)
    assert told == [*(f"2025Q{n}" for n in (1, 2, 3, 4)), "2025", "2026Q1", "2026Q2", "2026Q3"]
    assert targets_of(2025) == targets_of(2026) == {"older": 340, "young": 260, "family": 240}
    readers = [login.email for login in LOGINS if login.role == StaffRole.Role.READER]
    reader = reader_of(scope_of(User.objects.get(email__in=readers), local_date(NOON)))
    assert reader
    assert {table.release for table in tables_for(reader)} == set(told)
    assert Occurrence.objects.filter(state=Occurrence.State.DONE).exists()
    assert not Occurrence.objects.filter(nominal_date__gte=date(2026, 10, 1)).exists()
    assert set(Ring.objects.values_list("state", flat=True)) <= {Ring.State.ENDED.value}
    assert findings(NOON) == []
