"""One-off requests as JSON: counts by stage, the open ones, and of a resident nothing but the first name."""

from typing import Any

from people.models import Person
from tests.conversations.gigs import request
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk


def get(desk: Desk, query: str = "", status: int = 200) -> Any:
    response = desk.client.get(f"/api/gigs/{query}")
    assert response.status_code == status, response.content
    return response.json()


def test_open_requests_are_listed_with_their_stage_and_counted(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    clock.goes_to("9:00")
    first = request(village, aino)
    clock.goes_to("9:01")
    village.phone_of(sari).gets("Asiointiapu").answers("kyllä")
    second = request(village, veikko, at="15:00")
    answer = get(desk)
    assert {row["id"]: row["stage"] for row in answer["results"]} == {
        first.pk: "filled",
        second.pk: "offering",
    }
    assert (answer["counts"]["filled"], answer["counts"]["offering"]) == (1, 1)
    row = get(desk, "?stage=filled")["results"][0]
    assert (row["first_name"], row["helper_id"], row["asked"]) == ("Aino", sari.pk, 1)
    assert "Esimerkki" not in str(answer)


def test_the_api_is_scoped_and_closed_to_readers(
    desk: Desk, elsewhere: Desk, reader: Desk, village: Village, clock: Clock, aino: Person
) -> None:
    clock.goes_to("9:00")
    request(village, aino)
    answer = get(elsewhere)
    assert answer["results"] == []
    assert sum(answer["counts"].values()) == 0
    get(reader, status=403)


def test_an_unknown_stage_is_told_which_there_are(desk: Desk) -> None:
    assert "offering" in get(desk, "?stage=somewhere", 400)["stage"]
