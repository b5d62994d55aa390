"""Administrators change places, lines and staff; each within their own areas, and nobody else."""

import pytest
from pytest_django import DjangoAssertNumQueries

from directory.models import AuditEntry, Municipality, ServiceLine, StaffRole, User
from tests.directory.makers import member, office, place, signed_in

pytestmark = pytest.mark.django_db
Role = StaffRole.Role
NEW_ROLE = {
    "email": "Liisa.Esimerkki@example.org",
    "first_name": "Liisa",
    "last_name": "Esimerkki",
    "role": "coordinator",
    "valid_from": "1.12.2026",
}


def test_a_coordinator_is_turned_away_and_has_no_settings_in_the_menu() -> None:
    client = signed_in(member(Role.COORDINATOR))
    assert client.get("/settings/").status_code == 403
    assert client.post("/settings/staff/new/", NEW_ROLE).status_code == 403
    assert "/settings/" not in client.get("/account/").content.decode()
    assert not User.objects.filter(first_name="Liisa").exists()


def test_an_administrator_of_everywhere_lists_every_section() -> None:
    place("Karstula", "226")
    client = signed_in(member(Role.ADMINISTRATOR))
    page = client.get("/settings/").content.decode()
    for key in ("municipalities", "associations", "service-lines", "staff", "barriers"):
        assert f'href="/settings/{key}/"' in page
    assert "Karstula" in client.get("/settings/municipalities/").content.decode()


def test_a_changed_population_is_kept_and_noted_in_the_audit_trail() -> None:
    karstula = place("Karstula", "226")
    admin = member(Role.ADMINISTRATOR)
    answer = signed_in(admin).post(
        f"/settings/municipalities/{karstula.pk}/",
        {
            "name_fi": "Karstula",
            "code": "226",
            "population": "3900",
            "population_year": "2026",
            "latitude": "62,5",
            "longitude": "25,5",
        },
    )
    assert answer.status_code == 302
    assert Municipality.objects.get().population == 3900
    entry = AuditEntry.objects.get(subject="municipality")
    assert (entry.event, entry.user) == ("changed", admin)
    assert entry.reason == "population, population_year"


def test_an_administrator_of_one_municipality_sees_and_changes_only_that_one() -> None:
    karstula, kinnula = place("Karstula", "226"), place("Kinnula", "256")
    client = signed_in(member(Role.ADMINISTRATOR, municipality=karstula))
    page = client.get("/settings/municipalities/").content.decode()
    assert "Karstula" in page
    assert "Kinnula" not in page
    assert client.get(f"/settings/municipalities/{kinnula.pk}/").status_code == 404
    assert client.get("/settings/municipalities/new/").status_code == 403


def test_an_invited_coordinator_gets_an_account_without_a_password() -> None:
    karstula = place("Karstula", "226")
    client = signed_in(member(Role.ADMINISTRATOR))
    client.post("/settings/staff/new/", {**NEW_ROLE, "municipality": karstula.pk})
    liisa = User.objects.get(email="liisa.esimerkki@example.org")
    assert not liisa.has_usable_password()
    assert [role.municipality for role in liisa.roles.all()] == [karstula]


def test_inviting_a_known_person_leaves_their_name_and_account_alone() -> None:
    known = User.objects.create_user("liisa.esimerkki@example.org", first_name="Elisabet")
    client = signed_in(member(Role.ADMINISTRATOR))
    client.post("/settings/staff/new/", NEW_ROLE)
    known.refresh_from_db()
    assert known.first_name == "Elisabet"
    assert known.roles.count() == 1


def test_nobody_gives_a_role_that_reaches_further_than_their_own() -> None:
    karstula, kinnula = place("Karstula", "226"), place("Kinnula", "256")
    client = signed_in(member(Role.ADMINISTRATOR, municipality=karstula))
    for area in ({}, {"municipality": kinnula.pk}):
        answer = client.post("/settings/staff/new/", {**NEW_ROLE, **area})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
    assert not User.objects.filter(first_name="Liisa").exists()


def test_the_email_of_an_account_cannot_be_changed_through_its_role() -> None:
    role = member(Role.COORDINATOR).roles.get()
    client = signed_in(member(Role.ADMINISTRATOR))
    form = {"role": "reader", "valid_from": "1.1.2026", "email": "thief@example.org"}
    client.post(f"/settings/staff/{role.pk}/", form)
    role.refresh_from_db()
    assert role.role == "reader"
    assert role.user.email != "thief@example.org"


def test_a_role_whose_last_day_is_before_its_first_is_refused() -> None:
    client = signed_in(member(Role.ADMINISTRATOR))
    answer = client.post("/settings/staff/new/", {**NEW_ROLE, "valid_until": "1.11.2026"})
    assert answer.status_code == 422
    assert 'href="#id_valid_until"' in answer.content.decode()


def test_a_service_line_of_all_associations_is_for_those_of_everywhere() -> None:
    line = {
        "name_fi": "Soittorinki",
        "name_sv": "Telefonring",
        "name_en": "Call ring",
        "code": "soittorinki",
        "kind": "call",
        "usual_minutes": "60",
        "notice_hours": "24",
        "valid_from": "1.1.2026",
    }
    apu = office("Apu", place("Karstula", "226"))
    client = signed_in(member(Role.ADMINISTRATOR, association=apu))
    assert client.post("/settings/service-lines/new/", line).status_code == 422
    client.post("/settings/service-lines/new/", {**line, "association": apu.pk})
    assert ServiceLine.objects.get().association == apu


def test_a_list_asks_the_database_the_same_number_of_times_however_long_it_is(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    admin = member(Role.ADMINISTRATOR)
    for _number in range(20):
        member(Role.COORDINATOR)
    client = signed_in(admin)
    with django_assert_max_num_queries(8):
        client.get("/settings/staff/")


def test_nobody_is_invited_with_a_telephone_that_no_alert_reaches() -> None:
    client = signed_in(member(Role.ADMINISTRATOR))
    answer = client.post("/settings/staff/new/", {**NEW_ROLE, "phone": "x"})
    assert answer.status_code == 422
    assert 'href="#id_phone"' in answer.content.decode()
    assert not User.objects.filter(first_name="Liisa").exists()
    client.post("/settings/staff/new/", {**NEW_ROLE, "phone": "040 815 2214"})
    assert User.objects.get(first_name="Liisa").phone == "040 815 2214"
