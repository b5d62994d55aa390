"""Texts that did not arrive, as a coordinator sees them: of their own people, with what can be done."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from directory.models import AuditEntry, User
from notifications import confidential
from notifications.models import Message, PhoneInstead
from people.models import AccessLog, Person, Resident
from tests.notifications.makers import (
    AINO,
    NINE,
    Listening,
    ask_to_call,
    make_person,
    state_of,
)
from tests.notifications.views.undelivered.helpers import PAGE, lose
from tests.rings.desk import words_of

TODAY = "/today/"


def press(client: Client, message: Message, button: str, **values: str) -> str:
    """Press a button of `message`; return what the next page says."""
    return words_of(client.post(f"{PAGE}{message.pk}/{button}/", values, follow=True))


def test_each_says_whose_it_was_what_it_said_and_why_it_did_not_go(
    desk: Client, lost: Message
) -> None:
    says = words_of(desk.get(PAGE))
    assert "Maija Esimerkki" in says
    assert "The gateway did not work, and the time ran out." in says
    assert lost.body.split(".")[0] in says
    assert "Phone 040 123 0002" in says


def test_when_all_has_gone_the_page_says_so(desk: Client) -> None:
    assert "All texts of the last 14 days have gone." in words_of(desk.get(PAGE))


@pytest.mark.parametrize(
    ("state", "hours", "may"), [("failed", 0, True), ("failed", 20, False), ("unknown", 0, False)]
)
def test_again_is_offered_only_where_it_surely_did_not_go_and_today(
    desk: Client, lost: Message, state: str, hours: int, *, may: bool
) -> None:
    lose(lost, state)
    Message.objects.update(created_at=NINE - timedelta(hours=hours))
    assert ("Send it again" in words_of(desk.get(PAGE))) is may


def test_pressing_again_sends_a_new_text_and_the_old_one_rests(desk: Client, lost: Message) -> None:
    assert "The text goes again within a minute." in press(desk, lost, "again")
    assert state_of(lost) == "failed"
    fresh = Message.objects.exclude(pk=lost.pk).get()
    assert (fresh.state, fresh.body) == ("pending", lost.body)
    says = words_of(desk.get(PAGE))
    assert "A newer text has taken its place" in says
    assert "Send it again" not in says
    assert "A newer text has gone already." in press(desk, lost, "again")
    assert Message.objects.count() == 2


def test_what_may_have_gone_does_not_go_again_whoever_presses(desk: Client, lost: Message) -> None:
    lose(lost, "unknown", "")
    assert "This text may have gone" in press(desk, lost, "again")
    assert Message.objects.count() == 1


def test_a_call_stands_on_today_until_it_has_been_made(
    desk: Client, lost: Message, coordinator: User
) -> None:
    assert "Phone instead of a text" not in words_of(desk.get(TODAY))
    assert "The call is on the Today page." in press(desk, lost, "phone")
    assert "Somebody has done this already." in press(desk, lost, "phone")
    today = words_of(desk.get(TODAY))
    assert "Phone instead of a text" in today
    assert "Phone 040 123 0002" in today
    assert lost.body.split(".")[0] in today
    answer = desk.post(f"{PAGE}{lost.pk}/phoned/", {"from": "today"})
    assert answer.headers["Location"] == TODAY
    assert "Phone instead of a text" not in words_of(desk.get(TODAY))
    assert "Phoned 23.11.2026 9.05" in words_of(desk.get(PAGE))
    assert "Somebody has done this already." in press(desk, lost, "phoned")
    assert PhoneInstead.objects.get().done_by == coordinator
    entries = AuditEntry.objects.filter(subject="message", user=coordinator)
    assert list(entries.order_by("pk").values_list("event", flat=True)) == ["phone", "phoned"]


def test_today_says_how_many_texts_of_today_are_lost_until_each_is_looked_after(
    desk: Client, lost: Message, topic: Listening
) -> None:
    del topic
    second = lose(ask_to_call(make_person("Pekka", "+358401230004"), AINO))
    yesterday = lose(ask_to_call(make_person("Sirkka", "+358401230005"), AINO))
    Message.objects.filter(pk=yesterday.pk).update(created_at=NINE - timedelta(hours=10))
    assert "2 texts of today did not arrive" in words_of(desk.get(TODAY))
    press(desk, lost, "phoned")
    assert "1 text of today did not arrive" in words_of(desk.get(TODAY))
    press(desk, second, "again")
    assert "of today did not arrive" not in words_of(desk.get(TODAY))


def test_after_a_call_was_asked_for_the_text_does_not_go_again(desk: Client, lost: Message) -> None:
    press(desk, lost, "phone")
    assert "Send it again" not in words_of(desk.get(PAGE))


def test_a_coordinator_of_another_municipality_sees_and_does_nothing(
    elsewhere: Client, desk: Client, lost: Message
) -> None:
    press(desk, lost, "phone")
    assert "Maija" not in words_of(elsewhere.get(PAGE))
    assert "Maija" not in words_of(elsewhere.get(TODAY))
    PhoneInstead.objects.all().delete()
    assert "of today did not arrive" in words_of(desk.get(TODAY))
    assert "of today did not arrive" not in words_of(elsewhere.get(TODAY))
    press(desk, lost, "phone")
    for button in ("again", "phone", "phoned"):
        assert elsewhere.post(f"{PAGE}{lost.pk}/{button}/").status_code == 404
    assert PhoneInstead.objects.get().done_at is None
    assert Message.objects.count() == 1


def test_who_only_reads_counts_is_refused(desk: Client, lost: Message, coordinator: User) -> None:
    coordinator.roles.update(role="reader")
    assert desk.get(PAGE).status_code == 403
    assert desk.post(f"{PAGE}{lost.pk}/phone/").status_code == 403


def test_texts_to_colleagues_are_for_who_administers_everything(
    desk: Client, lost: Message, coordinator: User
) -> None:
    Message.objects.filter(pk=lost.pk).update(person=None)
    assert "Phone 040 123 0002" not in words_of(desk.get(PAGE))
    coordinator.roles.update(role="administrator", municipality=None)
    says = words_of(desk.get(PAGE))
    assert "Phone 040 123 0002" in says
    assert "Send it again" not in says


def test_words_that_are_kept_from_somebody_are_not_shown_here_either(
    desk: Client, lost: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    hider: confidential.Hider = lambda _request, kind, ids: set(ids) if kind == "sent" else set()  # noqa: E731
    monkeypatch.setattr(confidential, "_hiders", [hider])
    assert "Maija" not in words_of(desk.get(PAGE))
    assert desk.post(f"{PAGE}{lost.pk}/phone/").status_code == 404


def test_that_a_resident_was_seen_here_is_written_down(
    desk: Client, lost: Message, maija: Person, coordinator: User
) -> None:
    Resident.objects.create(person=maija)
    desk.get(PAGE)
    seen = AccessLog.objects.get()
    assert (seen.person, seen.user) == (maija, coordinator)


def test_buttons_are_pressed_not_followed(desk: Client, lost: Message) -> None:
    for button in ("again", "phone", "phoned"):
        assert desk.get(f"{PAGE}{lost.pk}/{button}/").status_code == 405
    assert desk.post(PAGE).status_code == 405


def test_a_long_list_has_pages_and_asks_the_database_no_more(
    desk: Client, topic: Listening, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    del topic
    for place in range(30):
        lose(ask_to_call(make_person("Maija", f"+3584012302{place:02}"), AINO))
    with django_assert_max_num_queries(15):
        says = words_of(desk.get(PAGE))
    assert says.count("Maija Esimerkki") >= 25
    assert "Page 1 of 2" in says
    assert "Page 2 of 2" in words_of(desk.get(f"{PAGE}?page=2"))
