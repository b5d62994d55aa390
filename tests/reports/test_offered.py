"""Where nothing was offered, that is said; and whoever offers little, or has nothing yet, can publish too."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from directory.actors import COMMAND
from directory.models import Association, Municipality, ServiceLine
from reports.counting.periods import Period
from reports.disclosure.cells import at
from reports.services.frame import frame_with
from reports.services.offered import not_offered
from reports.services.publish import publish

pytestmark = pytest.mark.django_db
FIRST = Period(2025, 1)
RIDES = at(period="2025Q1", activity="ride")
AFTER = datetime(2025, 4, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _rides_from_2026_on() -> None:
    """Offer everything long since, and rides from 2026 on."""
    call_command("load_directory", verbosity=0)
    ServiceLine.objects.update(valid_from=date(2020, 1, 1), valid_until=None)
    ServiceLine.objects.filter(kind="ride").update(valid_from=date(2026, 1, 1))


def test_what_no_area_offered_the_whole_project_did_not_offer() -> None:
    assert RIDES in not_offered(FIRST, frame_with([2025]))


def test_what_one_area_offered_the_whole_project_did() -> None:
    office = Association.objects.create(name="Kyytiläiset", short_name="Kyyti", phone="014 1")
    office.municipalities.set(Municipality.objects.filter(name_fi="Kinnula"))
    ServiceLine.objects.filter(kind="ride").update(valid_from=date(2024, 1, 1), association=office)
    found = not_offered(FIRST, frame_with([2025]))
    assert RIDES not in found
    assert RIDES | {("place", "north")} not in found
    assert RIDES | {("place", "south")} in found


def test_a_quarter_without_rides_and_without_anything_can_be_published() -> None:
    made = publish(FIRST, by=COMMAND, now=AFTER)
    shown = {table.id: table for table in made.tables}["contacts-by-area/2025Q1"]
    assert RIDES in shown.not_offered
    assert RIDES not in shown.cells
