"""What rides hold of a person: given to them when they ask for it, and forgotten with them."""

from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from people.errors import RefusedError
from people.models import Person
from people.services.erasure import erase_person
from people.services.export import export_person, print_person
from rides.models import (
    Apart,
    ClaimLine,
    DriveDay,
    Driver,
    ExpenseClaim,
    Leg,
    MileageRate,
    PaymentFile,
    RideRequest,
    Run,
    StandingRide,
)
from rides.services.drivers.apart import keep_apart
from tests.people.makers import NOW, TODAY, make_coordinator, office
from tests.rides.makers import (
    THURSDAY,
    make_driver,
    make_office,
    make_ride,
    make_rider,
    make_run,
    seat_leg,
)

pytestmark = pytest.mark.django_db
SAID: dict[str, Any] = {
    "landmark": "Viimeinen talo",
    "note": "Kulkee hitaasti",
    "needs": ["rollator"],
}


def make_standing(rider: Person) -> StandingRide:
    """Return the Thursday shop of `rider`."""
    ride = make_ride(rider)
    return StandingRide.objects.create(
        rider=rider,
        association=make_office(),
        destination=ride.destination,
        wall_time=time(10),
        back="none",
        weekdays=[3],
        anchor=THURSDAY,
        valid_from=TODAY,
        created_at=NOW,
        **SAID,
    )


def make_claim(run: Run, **fields: Any) -> ExpenseClaim:
    """Return a claim of ten kilometres for `run`."""
    values = {"association": run.association, "created_at": NOW, "note": "Kiertotie"} | fields
    claim = ExpenseClaim.objects.create(run=run, driver=run.driver, **values)
    rate = MileageRate.objects.get()
    line = {"day": run.day, "km": Decimal(10), "passenger_km": Decimal(0)}
    ClaimLine.objects.create(claim=claim, rate=rate, cents=550, **line)
    return claim


def paid(run: Run) -> ExpenseClaim:
    """Return a claim of `run` that has been paid."""
    file = PaymentFile.objects.create(association=run.association, made_at=NOW)
    return make_claim(run, state="paid", payment=file)


def test_a_rider_is_given_every_ride_with_its_ways_and_those_that_come_again() -> None:
    rider, user = make_rider(), make_coordinator()
    make_standing(rider)
    data = export_person(rider, user=user, by=office(), now=NOW)["rides"]
    assert [row["destination"] for row in data] == ["S-market", "S-market"]
    assert [leg["direction"] for leg in data[0]["legs"]] == ["out", "back"]
    assert (data[1]["weekdays"], data[1]["note"]) == ([3], "Kulkee hitaasti")


def test_on_paper_a_ride_is_told_in_words() -> None:
    rider, user = make_rider(), make_coordinator()
    make_standing(rider)
    with translation.override("en"):
        parts = dict(print_person(rider, user=user, by=office(), now=NOW))
        cards = parts["Rides"]
    assert cards[0]["Where to"] == "S-market"
    assert cards[1]["Which way"] == "there"
    again = cards[-1]
    assert (again["Weekdays"], again["Comes along or is needed"]) == ("Thursday", "rollator")


def test_nobody_learns_from_their_data_who_shares_no_car_with_them() -> None:
    aino, kerttu = make_rider("Aino"), make_rider("Kerttu")
    keep_apart(aino, kerttu, by=office(), now=NOW)
    data = export_person(aino, user=make_coordinator(), by=office(), now=NOW)
    assert len(data["apart"]) == 1
    assert "Kerttu" not in str(data)


def test_a_driver_is_given_the_car_the_days_and_the_runs_without_their_riders() -> None:
    driver = make_driver(account="FI2112345600000785")
    DriveDay.objects.create(driver=driver, day=THURSDAY)
    run = make_run(driver)
    way = make_ride(make_rider("Kerttu")).legs.get(direction="out")
    seat_leg(way, run, time(9), time(10))
    make_claim(run)
    data = export_person(driver.person, user=make_coordinator(), by=office(), now=NOW)
    assert data["driver"]["account"] == "FI2112345600000785"
    assert [day["day"] for day in data["driver"]["days"]] == [THURSDAY]
    assert [line["cents"] for line in data["runs"][0]["claim"][1:]] == [550]
    assert "Kerttu" not in str(data)


def test_of_an_erased_rider_counts_stay_and_words_go() -> None:
    rider = make_rider()
    standing = make_standing(rider)
    ride = make_ride(rider, **SAID, may_share_address=True, from_place="Navetta")
    other = make_rider("Kerttu")
    keep_apart(rider, other, by=office(), now=NOW)
    erase_person(rider, by=office(), now=NOW)
    ride.refresh_from_db()
    assert (ride.landmark, ride.note, ride.needs, ride.from_place) == ("", None, [], "")
    assert not ride.may_share_address
    assert set(Leg.objects.values_list("state", flat=True)) == {"cancelled"}
    standing.refresh_from_db()
    assert (standing.state, standing.note, standing.landmark) == ("ended", None, "")
    assert RideRequest.objects.filter(rider=rider).count() == 2
    assert not Apart.objects.exists()


def test_of_an_erased_driver_runs_and_paid_sums_stay_without_the_car() -> None:
    driver = make_driver(note="Punainen auto", account="FI2112345600000785")
    DriveDay.objects.create(driver=driver, day=THURSDAY)
    claim = paid(make_run(driver, state="closed"))
    erase_person(driver.person, by=office(), now=NOW)
    driver = Driver.objects.get()
    assert (driver.note, driver.account, driver.takes, driver.drives) == ("", None, [], False)
    assert not DriveDay.objects.exists()
    claim.refresh_from_db()
    assert (claim.note, claim.lines.get().cents) == ("", 550)


def test_the_riders_of_an_erased_driver_wait_for_another_car() -> None:
    driver = make_driver()
    run = make_run(driver, state="confirmed")
    leg = seat_leg(make_ride().legs.get(direction="out"), run, time(9, 20), time(9, 50), "told")
    erase_person(driver.person, by=office(), now=NOW)
    leg.refresh_from_db()
    run.refresh_from_db()
    assert (leg.state, leg.run, run.state) == ("requested", None, "declined")


def test_no_driver_is_erased_while_money_is_owed_to_them() -> None:
    driver = make_driver()
    make_claim(make_run(driver, state="closed"), state="approved")
    with pytest.raises(RefusedError):
        erase_person(driver.person, by=office(), now=NOW)
    driver.person.refresh_from_db()
    assert driver.person.erased_at is None
    assert driver.person.first_name == "Pekka"


def test_the_page_that_erases_says_why_it_does_not(client: Client) -> None:
    driver = make_driver()
    make_claim(make_run(driver, state="closed"), state="submitted")
    user = make_coordinator()
    user.language = "en"
    user.save()
    client.force_login(user)
    answer = client.post(f"/people/{driver.person.pk}/erase/", {"sure": "on"})
    assert answer.status_code == 422
    assert "Expense claims of this driver are still open" in answer.content.decode()
