"""Addresses and forms with numbers and dates that nobody could mean: answered kindly, never with an error."""

import pytest

from people.models import Person
from rings.models import Gig, Occurrence, Ring
from tests.conversations.gigs import request
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk

FIRST, LAST, HUGE = "0001-01-01", "9999-12-31", "9" * 30
DATES = ("/week/?week={day}", "/rings/{ring}/sheet/?week={day}", "/rings/{ring}/cards/?week={day}")
MONTHS = (
    "/hours/?month={month}",
    "/hours/table/?month={month}",
    "/people/{sari}/work/?month={month}",
)
CHANGES = (
    ("/occurrences/{turn}/move/", {"day": "{day}", "hour": "23:59"}),
    ("/occurrences/{turn}/assign/", {"person": HUGE}),
    ("/rings/{ring}/members/add/helper/", {"person": "x"}),
    ("/requests/{gig}/answer/", {"person": "x", "answer": "yes"}),
    ("/requests/{gig}/change/", {"day": "{day}", "hour": "23:59", "minutes": "60"}),
    ("/requests/new/", {"find": "1", "person": HUGE}),
    ("/unfilled/ask/", {"one": HUGE}),
    ("/week/call-off/", {"first": "{day}", "last": "{day}"}),
    ("/people/{sari}/work/add/", {"day": "{day}", "kind": "call", "minutes": HUGE}),
    ("/rings/{ring}/exceptions/new/", {"nominal_date": "{day}", "what": "off"}),
    (
        "/rings/{ring}/more-often/",
        {"valid_from": "{day}", "valid_until": "{day}", "wall_time": "9"},
    ),
)


@pytest.fixture
def numbers(
    village: Village, clock: Clock, desk: Desk, sari: Person, aino: Person
) -> dict[str, str]:
    """A ring, one of its turns, a request and a helper, by the words of the addresses above."""
    clock.goes_to("7:00")
    ring: Ring = village.ring(helpers=[sari], residents=[aino], at="9:00")
    turn = Occurrence.objects.filter(ring=ring).earliest("starts_at")
    gig: Gig = request(village, aino)
    return {
        key: str(row.pk) for key, row in locals().items() if key in ("ring", "turn", "gig", "sari")
    }


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_a_date_out_of_reach_shows_the_page_of_today(
    desk: Desk, numbers: dict[str, str], day: str
) -> None:
    for address in (*DATES, *MONTHS):
        page = address.format(day=day, month=day[:7], **numbers)
        assert desk.opens(page) == desk.opens(page.partition("?")[0]), page


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_what_nobody_could_mean_changes_nothing(
    desk: Desk, numbers: dict[str, str], day: str
) -> None:
    def stand() -> tuple[object, ...]:
        return (
            list(Occurrence.objects.order_by("pk").values_list("pk", "state", "starts_at")),
            Person.objects.count(),
        )

    before = stand()
    for address, fields in CHANGES:
        values = {name: value.format(day=day) for name, value in fields.items()}
        answer = desk.client.post(address.format(**numbers), values)
        assert answer.status_code in {200, 302, 404, 422}, (address, answer.status_code)
    assert stand() == before
