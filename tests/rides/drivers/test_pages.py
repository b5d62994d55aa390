"""The pages about drivers, destinations, riders kept apart, and the settings of rides."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import StaffRole
from directory.seen import SEEN
from people.models import AccessLog
from rides.models import (
    Apart,
    ClaimLine,
    Destination,
    DriveDay,
    Driver,
    ExpenseClaim,
    MileageRate,
    RidePolicy,
)
from tests.people.makers import NOW, make_coordinator, make_municipality, make_volunteer
from tests.rides.makers import make_destination, make_driver, make_office, make_rider, make_run
from volunteers.models import Credential

pytestmark = pytest.mark.django_db
CAR = {
    "seats": "3",
    "boot": "1",
    "wheelchair_places": "0",
    "takes": ["rollator"],
    "in_winter": "on",
}


@pytest.fixture
def desk(client: Client) -> Client:
    """A browser of a coordinator of Karstula who reads English."""
    user = make_coordinator(municipality=make_municipality())
    user.language = "en"
    user.save()
    client.force_login(user)
    return client


@pytest.fixture
def admin(client: Client) -> Client:
    """A browser of an administrator of everywhere."""
    user = make_coordinator()
    user.roles.update(role=StaffRole.Role.ADMINISTRATOR)
    user.language = "en"
    user.save()
    client.force_login(user)
    return client


def test_the_car_of_a_volunteer_is_written_down_and_shown_on_the_list(desk: Client) -> None:
    volunteer = make_volunteer()
    volunteer.has_car, volunteer.tasks = True, ["ride"]
    volunteer.save()
    person = volunteer.person_id
    assert "Write down the car" in desk.get(f"/people/{person}/").content.decode()
    assert "Would drive" in desk.get(reverse("drivers")).content.decode()
    answer = desk.post(reverse("driver_car", args=[person]), CAR)
    assert answer["Location"] == reverse("person", args=[person])
    driver = Driver.objects.get()
    assert (driver.in_winter, driver.in_the_dark, driver.takes) == (True, False, ["rollator"])
    text = desk.get(reverse("drivers")).content.decode()
    assert str(driver) in text
    assert "Would drive" not in text
    assert text.count("not seen") == 2


def test_a_car_without_a_boot_comes_back_with_words_and_nothing_is_saved(desk: Client) -> None:
    volunteer = make_volunteer()
    answer = desk.post(reverse("driver_car", args=[volunteer.person_id]), CAR | {"boot": "0"})
    assert answer.status_code == 422
    assert "how many fit in the boot" in answer.content.decode()
    assert not Driver.objects.exists()


def test_two_who_change_one_car_see_what_the_other_changed(desk: Client) -> None:
    driver = make_driver()
    address = reverse("driver_car", args=[driver.person.pk])
    shown = desk.get(address).content.decode()
    mark = shown.split(f'name="{SEEN}" value="')[1].split('"')[0]
    Driver.objects.update(seats=1)
    answer = desk.post(address, CAR | {"seats": "4", SEEN: mark})
    assert answer.status_code == 409
    assert Driver.objects.get().seats == 1
    assert "is now: 1" in answer.content.decode()


def test_papers_that_are_shown_let_a_driver_drive(desk: Client) -> None:
    driver = make_driver()
    driver.volunteer.credentials.all().delete()
    page = reverse("driver", args=[driver.person.pk])
    assert "May not drive" in desk.get(page).content.decode()
    today = timezone.localdate()
    for kind in ("licence", "insurance"):
        sent = {"kind": kind, "seen_on": today, "valid_until": today + timedelta(days=10)}
        assert desk.post(reverse("driver_paper", args=[driver.person.pk]), sent).status_code == 302
    text = desk.get(page).content.decode()
    assert "May not drive" not in text
    assert "valid only until" in text
    assert set(Credential.objects.values_list("required", flat=True)) == {False}


@pytest.mark.parametrize(("shown", "until"), [(1, 10), (-5, -6)])
def test_a_paper_of_the_future_and_one_that_was_out_of_date_are_refused(
    desk: Client, shown: int, until: int
) -> None:
    driver, today = make_driver(), timezone.localdate()
    sent = {
        "kind": "licence",
        "seen_on": today + timedelta(days=shown),
        "valid_until": today + timedelta(days=until),
    }
    assert desk.post(reverse("driver_paper", args=[driver.person.pk]), sent).status_code == 422
    assert Credential.objects.count() == 2


def test_what_a_driver_says_of_one_day_stands_on_the_page_and_can_be_taken_back(
    desk: Client,
) -> None:
    driver = make_driver()
    address, day = reverse("driver_day", args=[driver.person.pk]), timezone.localdate()
    desk.post(address, {"day": day, "says": "drives", "starts": "9", "ends": "11.30"})
    text = desk.get(reverse("driver", args=[driver.person.pk])).content.decode()
    assert "9.00–11.30" in text or "9:00–11:30" in text
    assert "said for this day" in text
    desk.post(address, {"day": day, "says": "off"})
    assert DriveDay.objects.get().starts is None
    desk.post(address, {"day": day, "says": "usual"})
    assert not DriveDay.objects.exists()


def test_half_an_answer_about_a_day_comes_back(desk: Client) -> None:
    driver = make_driver()
    sent = {"day": timezone.localdate(), "says": "drives", "starts": "9"}
    answer = desk.post(reverse("driver_day", args=[driver.person.pk]), sent)
    assert answer.status_code == 422
    assert "Give both hours." in answer.content.decode()


def test_a_driver_with_a_run_ahead_is_not_stopped_by_a_button(desk: Client) -> None:
    driver = make_driver()
    make_run(driver, day=timezone.localdate() + timedelta(days=1))
    address = reverse("driver_drives", args=[driver.person.pk])
    answer = desk.post(address, {"drives": "0"}, follow=True)
    assert "has runs ahead" in answer.content.decode()
    assert Driver.objects.get().drives


def test_the_list_tells_who_drives_on_the_day_that_is_asked_about(desk: Client) -> None:
    driver = make_driver()
    DriveDay.objects.create(driver=driver, day=date(2026, 12, 3))
    off = desk.get(reverse("drivers") + "?day=2026-12-03").content.decode()
    assert "Has said not to drive on this day." in off
    on = desk.get(reverse("drivers") + "?day=2026-12-10").content.decode()
    assert "Has said not to drive" not in on


def test_the_list_of_many_drivers_asks_as_often_as_the_list_of_one(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        make_driver(f"Kuski{number}")
    with django_assert_max_num_queries(25):
        assert desk.get(reverse("drivers")).content.decode().count("Kuski") >= 12


def test_nobody_sees_the_drivers_of_another_municipality(desk: Client) -> None:
    driver = make_driver("Kaukainen")
    driver.person.municipality = make_municipality("Joutsa", "172")
    driver.person.save()
    assert "Kaukainen" not in desk.get(reverse("drivers")).content.decode()
    pages = ("driver", "driver_car", "driver_paper")
    answers = [desk.get(reverse(page, args=[driver.person.pk])) for page in pages]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert desk.post(reverse("driver_day", args=[driver.person.pk])).status_code == 404


def test_a_place_is_added_found_and_offered_no_longer(desk: Client) -> None:
    place = make_municipality()
    fields = {"name": "Terveysasema", "municipality": place.pk, "words": "Lääkäri, TK"}
    sent = fields | {"address": "Keskustie 1", "latitude": "62,9", "longitude": "24,8"}
    assert desk.post(reverse("destination_new"), sent | {"is_offered": "on"}).status_code == 302
    row = Destination.objects.get()
    assert (row.words, float(row.latitude)) == (["lääkäri", "tk"], 62.9)
    assert "Terveysasema" in desk.get(reverse("destinations") + "?words=terveys").content.decode()
    desk.post(reverse("destination", args=[row.pk]), sent)
    assert not Destination.objects.get().is_offered
    assert "Keskustie 1" not in desk.get(reverse("destinations")).content.decode()
    assert "Keskustie 1" in desk.get(reverse("destinations") + "?withdrawn=on").content.decode()


def test_a_second_place_of_one_name_and_half_a_point_come_back(desk: Client) -> None:
    make_destination("Apteekki")
    fields = {"name": "Apteekki", "municipality": make_municipality().pk, "is_offered": "on"}
    again = desk.post(reverse("destination_new"), fields)
    assert again.status_code == 422
    half = desk.post(reverse("destination_new"), fields | {"name": "Kirkko", "latitude": "62.9"})
    assert half.status_code == 422
    assert Destination.objects.count() == 1


def test_a_place_that_nobody_else_touched_is_saved_without_a_conflict(desk: Client) -> None:
    row = make_destination("Apteekki", words=["apteekki", "lääkkeet"])
    address = reverse("destination", args=[row.pk])
    shown = desk.get(address).content.decode()
    mark = shown.split(f'name="{SEEN}" value="')[1].split('"')[0]
    assert 'value="apteekki, lääkkeet"' in shown
    sent = {"name": "Apteekki", "municipality": row.municipality_id, "words": "apteekki"}
    assert desk.post(address, sent | {SEEN: mark}).status_code == 302
    assert desk.post(address, sent | {SEEN: mark, "name": "Muu"}).status_code == 409


def test_two_riders_are_kept_apart_from_the_page_of_one_and_shown_on_both(desk: Client) -> None:
    aino, kerttu = make_rider("Aino"), make_rider("Kerttu")
    address = reverse("apart_add", args=[aino.pk])
    assert "Kerttu" in desk.post(address, {"words": "kert"}).content.decode()
    sent = {"words": "kert", "other": kerttu.pk, "save": "1"}
    assert desk.post(address, sent).status_code == 302
    again = desk.post(address, sent)
    assert (again.status_code, Apart.objects.count()) == (422, 1)
    assert "Aino" in desk.get(f"/people/{kerttu.pk}/").content.decode()
    assert AccessLog.objects.filter(person=kerttu, what="riders").exists()
    desk.post(reverse("apart_end", args=[kerttu.pk, Apart.objects.get().pk]))
    assert not Apart.objects.exists()


def test_an_association_runs_its_rides_in_its_own_way(admin: Client) -> None:
    office = make_office()
    fields: dict[str, object] = {
        "association": office.pk,
        "notice_hours": 72,
        "tell_hours": 24,
        "confirm_by": "17.30",
        "extra_minutes": 20,
        "boarding_minutes": 3,
        "helped_minutes": 8,
    }
    new = "/settings/ways-of-running-rides/new/"
    assert admin.post(new, fields).status_code == 302
    policy = RidePolicy.objects.get(association=office)
    assert (policy.notice_hours, f"{policy.confirm_by:%H.%M}") == (72, "17.30")
    assert admin.post(new, fields | {"association": ""}).status_code == 422, "there is one for all"
    assert admin.post(new, fields | {"tell_hours": 0}).status_code == 422


def test_a_new_rate_gets_its_own_first_day_and_an_approved_claim_keeps_the_old(
    admin: Client,
) -> None:
    sent = {
        "valid_from": "1.1.2027",
        "per_km": "0.57",
        "per_passenger_km": "0.04",
        "most_euros": "3000",
        "most_days": "20",
        "source": "Verohallinto 2027",
    }
    assert admin.post("/settings/mileage-rates/new/", sent).status_code == 302
    old = MileageRate.objects.get(valid_from=date(2026, 1, 1))
    _approve_by(old)
    changed = sent | {"valid_from": "1.1.2026"}
    refused = admin.post(f"/settings/mileage-rates/{old.pk}/", changed)
    assert refused.status_code == 422
    assert "approved by this rate" in refused.content.decode()
    new = MileageRate.objects.get(valid_from=date(2027, 1, 1))
    assert admin.post(f"/settings/mileage-rates/{new.pk}/", sent | {"most_days": "25"})
    new.refresh_from_db()
    assert new.most_days == 25


def _approve_by(rate: MileageRate) -> None:
    run = make_run(state="closed")
    claim = ExpenseClaim.objects.create(
        run=run, driver=run.driver, association=run.association, state="approved", created_at=NOW
    )
    ClaimLine.objects.create(
        claim=claim, day=run.day, km="10", passenger_km="0", rate=rate, cents=550
    )
