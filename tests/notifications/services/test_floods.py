"""Very many texts from one number: nobody is drowned in answers or alerts, and everything is kept."""

from datetime import timedelta

from directory.models import User
from notifications.gateways.base import InboundSms
from notifications.models import Inbound, Message
from notifications.services.inbound import process, receive
from people.models import Person
from tests.notifications.makers import NINE


def write(sender: str, body: str, count: int) -> None:
    """Have `sender` write `count` texts, one a second, all read at once."""
    for n in range(count):
        now = NINE + timedelta(seconds=n)
        stored = receive("demo", InboundSms(f"{sender}-{n}", sender, "", body), now)
        process(stored.pk, now)


def test_five_hundred_texts_of_a_stranger_get_one_line_and_are_all_kept(coordinator: User) -> None:
    write("+358401239191", "Moi", 500)
    assert Message.objects.count() == 1
    waiting = Inbound.objects.filter(state="queued", owner=coordinator)
    assert waiting.count() == 500


def test_many_worries_of_one_stranger_alert_the_coordinator_once_an_hour(
    coordinator: User,
) -> None:
    write("+358401239191", "apua, kaatunut eikä pääse ylös", 60)
    assert Inbound.objects.filter(state="queued", intent="concern").count() == 60
    assert Message.objects.filter(purpose="worry_alert").count() == 1


def test_a_machine_that_answers_every_text_is_not_answered_for_ever(
    coordinator: User, maija: Person
) -> None:
    write("+358401230002", "Olen lomalla. APUA saa numerosta 112", 60)
    assert Message.objects.filter(person=maija).count() == 12


def test_a_text_with_a_character_that_no_table_keeps_is_kept_without_it(coordinator: User) -> None:
    stored = receive("demo", InboundSms("x1", "+358401239191", "", "mo\x00i"), NINE)
    stored.refresh_from_db()
    assert stored.body == "moi"
