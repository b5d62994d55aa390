"""The back office of rides opens for a superuser, moves no state and shows no account number."""

from datetime import time

import pytest
from django.test import Client

from directory.models import User
from rides.models import Leg
from tests.rides.makers import make_driver, make_ride, make_run, seat_leg

pytestmark = pytest.mark.django_db
READ_ONLY = ("riderequest", "standingride", "run", "expenseclaim", "mileagerate")
OTHERS = ("destination", "driver", "ridepolicy")


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("paa@example.org", "salasana-12345"))
    return client


def test_every_table_opens_and_what_services_write_cannot_be_written_there(root: Client) -> None:
    run = make_run(make_driver())
    seat_leg(make_ride().legs.get(direction="out"), run, time(9), time(10))
    for name in (*READ_ONLY, *OTHERS):
        assert root.get(f"/back-office/rides/{name}/").status_code == 200, name
    added = {name: root.get(f"/back-office/rides/{name}/add/").status_code for name in READ_ONLY}
    assert set(added.values()) == {403}
    page = root.get(f"/back-office/rides/run/{run.pk}/change/").content.decode()
    assert 'name="state"' not in page
    ride = Leg.objects.get(direction="out").request_id
    assert (
        'name="legs-0-state"'
        not in root.get(f"/back-office/rides/riderequest/{ride}/change/").content.decode()
    )


def test_an_account_number_stays_out_of_the_back_office(root: Client) -> None:
    driver = make_driver(account="FI2112345600000785")
    page = root.get(f"/back-office/rides/driver/{driver.pk}/change/").content.decode()
    assert 'name="seats"' in page
    assert "FI2112345600000785" not in page
