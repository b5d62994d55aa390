"""The JSON API: the same use cases, the same scope, the same reasons as the pages."""

from typing import Any

from people.models import Person
from rings.models import Assignment, Occurrence, Outcome, Ring
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk
from volunteers.models import Volunteer


def get(desk: Desk, url: str, status: int = 200) -> Any:
    """Return the JSON at `url`."""
    response = desk.client.get(url)
    assert response.status_code == status, response.content
    return response.json()


def post(desk: Desk, url: str, status: int, **body: Any) -> Any:
    """Send `body` as JSON and return the answer."""
    response = desk.client.post(url, body, content_type="application/json")
    assert response.status_code == status, response.content
    return response.json()


def test_today_says_what_the_page_says(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("10:05")
    today = get(desk, "/api/today/")
    assert today["counts"] == {"red": 1, "amber": 0, "green": 0, "later": 0}
    row = today["needs_person"][0]
    assert (row["receiver_name"], row["wall_time"]) == ("Aino Esimerkki", "09:00")
    assert (row["action"], row["phone"][0]["phone"]) == ("call_helper", "+358401230001")


def test_rings_and_the_calls_of_a_date_are_listed_in_scope(
    desk: Desk, elsewhere: Desk, village: Village, sari: Person, aino: Person
) -> None:
    ring = village.ring(helpers=[sari], residents=[aino])
    assert [r["id"] for r in get(desk, "/api/rings/")["results"]] == [ring.pk]
    calls = get(desk, "/api/occurrences/?date=2026-11-24")["results"]
    assert [(c["receiver_id"], c["helper_id"]) for c in calls] == [(aino.pk, sari.pk)]
    assert get(elsewhere, "/api/rings/")["results"] == []
    assert get(elsewhere, "/api/occurrences/?date=2026-11-24")["results"] == []
    assert get(desk, "/api/occurrences/?date=huomenna", 400) == {"date": ["YYYY-MM-DD"]}


def test_an_outcome_is_recorded_on_behalf_of_the_volunteer(
    desk: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:10")
    call = village.occurrence(aino)
    url = f"/api/occurrences/{call.pk}/outcome/"
    after = post(desk, url, 201, result="reached", reported_by=sari.pk, minutes=12)
    assert (after["state"], after["reason"]) == ("done", "reached")
    report = Outcome.objects.get()
    assert (report.channel, report.reported_by, report.minutes) == ("api", sari, 12)
    assert "result" in post(desk, url, 400, result="hyvin")


def test_a_paused_volunteer_gets_no_turn_by_the_api_either(
    desk: Desk, village: Village, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino])
    call = village.occurrence(aino)
    url = f"/api/occurrences/{call.pk}/assign/"
    Volunteer.objects.filter(person=kari).update(state=Volunteer.State.PAUSED)
    assert post(desk, url, 422, person=kari.pk) == {"reasons": ["Is having a break."]}
    Volunteer.objects.filter(person=kari).update(state=Volunteer.State.ACTIVE)
    assert post(desk, url, 200, person=kari.pk)["helper_id"] == kari.pk
    live = Assignment.objects.get(occurrence=call, state__in=Assignment.LIVE)
    assert (live.person, live.origin) == (kari, "manual")


def test_a_closed_call_is_not_given_to_anybody(
    desk: Desk, village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari, kari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    village.phone_of(sari).gets("vuorosi").answers("ok")
    url = f"/api/occurrences/{village.occurrence(aino).pk}/assign/"
    assert "no plan_again from done" in post(desk, url, 409, person=kari.pk)["detail"]


def test_what_is_elsewhere_answers_404_and_a_reader_403(
    desk: Desk, elsewhere: Desk, reader: Desk, village: Village, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino])
    call = village.occurrence(aino)
    url = f"/api/occurrences/{call.pk}/outcome/"
    post(elsewhere, url, 404, result="reached")
    post(reader, url, 403, result="reached")
    get(reader, "/api/today/", 403)
    desk.client.logout()
    get(desk, "/api/today/", 403)
    assert not Outcome.objects.exists()


def test_somebody_busy_then_gets_a_turn_only_with_a_reason(
    village: Village, desk: Desk, aino: Person, veikko: Person, sari: Person, kari: Person
) -> None:
    village.ring(residents=[aino], helpers=[sari], at="10:00", topology=Ring.Topology.PAIR)
    visits = village.ring(
        residents=[veikko], helpers=[kari], at="10:00", topology=Ring.Topology.PAIR, kind="visit"
    )
    visit = Occurrence.objects.get(ring=visits, nominal_date=village.clock.day)
    url = f"/api/occurrences/{visit.pk}/assign/"
    refused = desk.client.post(url, {"person": sari.pk}, content_type="application/json")
    assert refused.status_code == 409
    assert refused.json() == {"busy": ["busy 10.00–10.15: Aino"]}
    given = desk.client.post(
        url, {"person": sari.pk, "despite": "sovittu"}, content_type="application/json"
    )
    assert given.status_code == 200
    holder = Occurrence.objects.get(pk=visit.pk).holder()
    assert holder is not None
    assert holder.person == sari
