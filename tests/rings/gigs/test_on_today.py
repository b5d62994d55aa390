"""Requests stand on Today beside the rings: what is to be rung round needs a person, what is filled waits."""

import pytest
from django.test import Client

from directory.scope import scope_of
from rings.services.showing.today import today_board
from tests.conversations.gigs import request
from tests.conversations.village import MONDAY, Village

pytestmark = pytest.mark.django_db


def test_a_request_to_ring_round_needs_a_person_and_one_with_a_holder_waits(client: Client) -> None:
    village = Village()
    sari = village.volunteer("Sari", "+358401230001")
    aino = village.resident("Aino", "+358401230101")
    veikko = village.resident("Veikko", "+358401230102")
    village.clock.goes_to("9:00")
    hurried = request(village, aino, day=MONDAY, at="10:30")
    calm = request(village, veikko, day=MONDAY, at="14:00")
    village.clock.goes_to("9:01")
    village.phone_of(sari).gets("klo 14.00").answers("ok")

    board = today_board(scope_of(village.coordinator, MONDAY), MONDAY, village.clock.now)
    assert [(row.occurrence_id, row.light) for row in board.needs_person] == [(hurried.pk, "red")]
    assert [(row.occurrence_id, row.helper_name) for row in board.coming_up] == [
        (calm.pk, "Sari Esimerkki")
    ]
    assert board.counts.total == 2
    client.force_login(village.coordinator, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/today/").content.decode()
    assert f"/occurrences/{hurried.pk}/" in page
