"""The pages of the service itself: the way in, the language, the statements, the watchers' addresses."""

import pytest
from django.test import Client, override_settings

from backend.checks import whom_to_ask
from directory.models import StaffRole, User
from tests.directory.makers import member, signed_in

pytestmark = pytest.mark.django_db


def test_a_stranger_is_led_to_sign_in_from_any_page() -> None:
    answer = Client().get("/account/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/account/"


def test_a_member_of_staff_signs_in_by_email_and_password() -> None:
    User.objects.create_user("aino@example.org", "a long enough password")
    client = Client()
    client.post(
        "/accounts/login/", {"login": "aino@example.org", "password": "a long enough password"}
    )
    assert "aino@example.org" in client.get("/account/").content.decode()


def test_a_wrong_password_is_said_above_the_form_and_signs_nobody_in() -> None:
    User.objects.create_user("aino@example.org", "a long enough password")
    client = Client()
    answer = client.post("/accounts/login/", {"login": "aino@example.org", "password": "wrong"})
    assert 'role="alert"' in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_nobody_can_make_an_account_for_themselves() -> None:
    form = {"email": "thief@example.org", "password1": "a long enough password"}
    Client().post("/accounts/signup/", form)
    assert not User.objects.exists()


def test_ten_wrong_passwords_close_the_door_for_a_while_in_plain_words() -> None:
    User.objects.create_user("aino@example.org", "a long enough password")
    client = Client(headers={"accept-language": "en"})
    for _try in range(10):
        answer = client.post("/accounts/login/", {"login": "aino@example.org", "password": "no"})
    assert "Signing in is closed for a while" in answer.content.decode()


def test_a_chosen_language_stays_with_the_user_on_every_browser() -> None:
    user = member(StaffRole.Role.COORDINATOR)
    signed_in(user).post("/language/", {"language": "sv", "next": "/account/"})
    assert '<html lang="sv">' in signed_in(user).get("/account/").content.decode()


def test_a_language_that_is_not_there_changes_nothing() -> None:
    user = member(StaffRole.Role.COORDINATOR)
    signed_in(user).post("/language/", {"language": "xx", "next": "/account/"})
    user.refresh_from_db()
    assert user.language == "fi"


def test_the_statements_are_open_to_all_and_say_whom_to_ask() -> None:
    with override_settings(HELP_PHONE="014 000 0000", HELP_EMAIL="apu@example.org"):
        for address in ("/accessibility/", "/privacy/"):
            page = Client().get(address).content.decode()
            assert 'href="tel:0140000000"' in page
            assert 'href="mailto:apu@example.org"' in page


def test_every_page_forbids_foreign_and_inline_code() -> None:
    policy = Client().get("/accounts/login/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_deploy_check_asks_for_a_help_phone_and_an_address() -> None:
    with override_settings(HELP_PHONE="", HELP_EMAIL=""):
        assert [warning.id for warning in whom_to_ask()] == ["backend.W001"]
    with override_settings(HELP_PHONE="014 000 0000", HELP_EMAIL="apu@example.org"):
        assert whom_to_ask() == []


def test_staff_keep_their_own_name_and_telephone_but_not_their_email() -> None:
    user = member(StaffRole.Role.COORDINATOR)
    form = {"first_name": "Aino", "last_name": "Esimerkki", "phone": "040 815 2214"}
    signed_in(user).post("/account/", {**form, "email": "other@example.org"})
    changed = User.objects.get(pk=user.pk)
    assert (changed.phone, changed.email) == ("040 815 2214", user.email)


@pytest.mark.parametrize(
    "wrong", ["x", "112", "040", "0600 123 456", "014 333 4444", "soita 040 815 2214"]
)
def test_a_telephone_that_no_alert_reaches_is_refused_in_plain_words(wrong: str) -> None:
    user = member(StaffRole.Role.COORDINATOR)
    user.language = "en"
    user.save()
    form = {"first_name": "Aino", "last_name": "Esimerkki", "phone": wrong}
    answer = signed_in(user).post("/account/", form)
    assert answer.status_code == 422
    assert "Write one mobile number, for example 040 123 4567." in answer.content.decode()
    assert User.objects.get(pk=user.pk).phone == user.phone


def test_a_name_may_not_be_emptied_but_the_telephone_may() -> None:
    user = member(StaffRole.Role.COORDINATOR)
    name = {"first_name": "Aino", "last_name": "Esimerkki"}
    signed_in(user).post("/account/", {**name, "phone": ""})
    answer = signed_in(user).post("/account/", {"first_name": " ", "last_name": "", "phone": ""})
    assert answer.status_code == 422
    assert 'href="#id_first_name"' in answer.content.decode()
    kept = User.objects.get(pk=user.pk)
    assert (kept.first_name, kept.last_name, kept.phone) == ("Aino", "Esimerkki", "")


def test_a_wrong_address_is_answered_in_the_reader_s_language() -> None:
    reader = member(StaffRole.Role.COORDINATOR)
    reader.language = "sv"
    reader.save()
    answer = signed_in(reader).get("/no-such-page/")
    assert answer.status_code == 404
    assert "Sidan finns inte" in answer.content.decode()
