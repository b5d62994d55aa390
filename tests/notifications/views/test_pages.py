"""The demo phones and the replies to read, as a coordinator uses them."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from directory.models import Municipality, StaffRole, User
from notifications.models import Inbound, Prompt
from notifications.services.sender import send_due
from people.models import Person
from tests.notifications.makers import AINO, VEIKKO, Listening, ask_to_call, make_person, minutes
from tests.notifications.services.test_inbound import MAIJAS, writes


@pytest.fixture(autouse=True)
def _five_past_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages be opened on the morning of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: minutes(5))


@pytest.fixture
def desk(coordinator: User) -> Client:
    """A coordinator's signed-in browser."""
    coordinator.language = "en"
    coordinator.save()
    client = Client()
    client.force_login(coordinator, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(desk: Client, path: str) -> str:
    """Return the page at `path`."""
    answer = desk.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def phone_of(person: Person) -> str:
    """Return the address of the demo phone of `person`."""
    return f"/phones/{person.numbers.get().number_id}/"


def test_answering_on_a_demo_phone_is_heard_and_shown(
    desk: Client, maija: Person, topic: Listening
) -> None:
    message = ask_to_call(maija, AINO)
    send_due(minutes(0))
    answer = desk.post(phone_of(maija), {"body": "Soittakaa minulle", "from": "one"})
    assert answer.status_code == 302
    assert topic.heard == [("occurrence:1", "help")]
    shown = page(desk, phone_of(maija))
    assert message.body.split(".")[0] in shown
    assert "Soittakaa minulle" in shown
    assert "Yhteyshenkilömme soittaa sinulle" in shown


def test_a_text_longer_than_a_phone_sends_is_refused_with_the_reason(
    desk: Client, maija: Person, topic: Listening
) -> None:
    message = ask_to_call(maija, AINO)
    send_due(minutes(0))
    answer = desk.post(phone_of(maija), {"body": "o" * 1001})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#body-{message.number_id}"' in shown
    assert f'id="body-{message.number_id}"' in shown
    assert message.body.split(".")[0] in shown
    assert topic.heard == []
    assert not Inbound.objects.exists()


def test_the_page_of_a_person_shows_their_messages(
    desk: Client, maija: Person, topic: Listening
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    writes("Soitettu <i>")
    shown = page(desk, f"/people/{maija.pk}/")
    assert message.body.split(".")[0] in shown
    assert "Soitettu &lt;i&gt;" in shown


def test_the_row_shows_the_phones_with_an_open_question_first(
    desk: Client, maija: Person, topic: Listening
) -> None:
    del topic
    pekka = make_person("Pekka", "+358401230004")
    ask_to_call(pekka, AINO)
    ask_to_call(maija, VEIKKO, now=minutes(1))
    send_due(minutes(1))
    writes("ok", sender=MAIJAS)
    shown = page(desk, "/phones/")
    assert shown.index("Pekka Esimerkki") < shown.index("Maija Esimerkki")
    answer = desk.post(phone_of(pekka), {"body": "ok", "from": "row"})
    assert answer.headers["Location"] == "/phones/"


def test_a_text_that_never_arrived_is_not_on_the_phone(
    desk: Client, maija: Person, topic: Listening
) -> None:
    message = ask_to_call(maija, AINO)
    topic.wanted = False
    send_due(minutes(0))
    assert message.body.split(".")[0] not in page(desk, phone_of(maija))


def test_phones_of_other_municipalities_are_not_found(
    desk: Client, maija: Person, topic: Listening
) -> None:
    del topic
    ask_to_call(maija, AINO)
    Person.objects.update(municipality=_elsewhere())
    assert desk.get(phone_of(maija)).status_code == 404
    assert "Maija" not in page(desk, "/phones/")


def test_without_the_demo_gateway_there_are_no_demo_phones(
    desk: Client, maija: Person, topic: Listening, settings: Settings
) -> None:
    del topic
    ask_to_call(maija, AINO)
    settings.RINKI_GATEWAYS = ["tests.notifications.scripted.ScriptedGateway"]
    assert desk.get("/phones/").status_code == 404
    assert desk.post(phone_of(maija), {"body": "ok"}).status_code == 404
    assert not Inbound.objects.exists()


def test_replies_stand_word_for_word_with_the_worries_first(
    desk: Client, maija: Person, topic: Listening
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    writes("Kuka tää on?", at=minutes(2))
    writes("Aino on kaatunut <b>", at=minutes(3))
    shown = page(desk, "/replies/")
    assert shown.index("Aino on kaatunut &lt;b&gt;") < shown.index("Kuka tää on?")
    assert message.body.split(".")[0] in shown
    assert "tel:+358401230002" in shown
    assert "Worry" in shown


def test_one_press_acts_on_what_the_reply_means(
    desk: Client, maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO)
    inbound = writes("höm")
    prompt = Prompt.objects.get()
    data = {"intent": "no_answer", "prompt": prompt.pk}
    answer = desk.post(f"/replies/{inbound.pk}/close/", data, follow=True)
    assert "The reply is closed." in answer.content.decode()
    assert topic.heard == [("occurrence:1", "no_answer")]
    again = desk.post(f"/replies/{inbound.pk}/close/", data, follow=True)
    assert "Somebody else has already closed this reply." in again.content.decode()
    assert len(topic.heard) == 1


def test_a_shared_phone_offers_whose_answer_it_may_have_been(
    desk: Client, maija: Person, topic: Listening
) -> None:
    pentti = make_person("Pentti", MAIJAS)
    ask_to_call(maija, AINO)
    asked = ask_to_call(pentti, VEIKKO)
    inbound = writes("ok")
    shown = page(desk, "/replies/")
    assert "If Pentti wrote it, it means:" in shown
    assert "If Maija wrote it, it means:" in shown
    desk.post(f"/replies/{inbound.pk}/close/", {"intent": "done", "prompt": asked.prompt.pk})
    assert topic.heard == [("occurrence:2", "done")]


@pytest.mark.parametrize("intent", ["nonsense", "done"])
def test_a_reading_that_fits_no_question_is_refused(
    desk: Client, maija: Person, topic: Listening, intent: str
) -> None:
    del maija
    inbound = writes("höm")
    answer = desk.post(f"/replies/{inbound.pk}/close/", {"intent": intent, "prompt": "99"})
    assert answer.status_code == 403
    inbound.refresh_from_db()
    assert inbound.state == "queued"
    assert topic.heard == []


def test_replies_of_other_municipalities_are_not_shown_nor_closed(
    desk: Client, maija: Person, topic: Listening
) -> None:
    del topic
    ask_to_call(maija, AINO)
    inbound = writes("höm")
    Person.objects.update(municipality=_elsewhere())
    assert "höm" not in page(desk, "/replies/")
    assert desk.post(f"/replies/{inbound.pk}/close/").status_code == 404
    inbound.refresh_from_db()
    assert inbound.state == "queued"


def test_a_reader_of_counts_sees_no_reply(desk: Client, maija: Person, topic: Listening) -> None:
    del topic
    ask_to_call(maija, AINO)
    writes("höm")
    StaffRole.objects.update(role="reader")
    assert desk.get("/replies/").status_code == 403
    assert desk.get("/phones/").status_code == 404


def test_the_lists_ask_the_database_the_same_however_long_they_are(
    desk: Client, topic: Listening, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    del topic
    for place in range(30):
        person = make_person("Maija", f"+3584012302{place:02}")
        ask_to_call(person, AINO)
        writes("höm" if place % 2 else "ok", sender=f"+3584012302{place:02}")
    send_due(minutes(6))
    with django_assert_max_num_queries(15):
        page(desk, "/replies/")
    with django_assert_max_num_queries(15):
        page(desk, "/phones/")


def _elsewhere() -> Municipality:
    return Municipality.objects.create(
        code="001",
        name_fi="Muualla",
        population=1,
        population_year=2016,
        latitude=60,
        longitude=20,
    )
