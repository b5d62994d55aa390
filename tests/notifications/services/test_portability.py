"""A person's messages when they ask for their data, and when they ask to be forgotten."""

from directory.actors import staff
from directory.models import User
from notifications.models import Inbound, Message, Prompt
from notifications.services.audit import findings
from notifications.services.portability import export_messages
from notifications.services.sender import send_due
from people.models import Person, PhoneNumber
from people.portability import plain_row
from people.services.erasure import erase_person
from tests.notifications.makers import AINO, Listening, ask_to_call, minutes
from tests.notifications.services.test_inbound import MAIJAS, writes


def test_a_person_gets_every_text_word_for_word(maija: Person, topic: Listening) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    writes("Soitettu, kaikki hyvin")
    texts = export_messages(maija, plain_row)
    assert [text["body"] for text in texts] == [message.body, "Soitettu, kaikki hyvin"]
    assert texts[1]["intent"] == "done"


def test_of_a_forgotten_person_no_word_and_no_number_stays_but_the_counts_do(
    maija: Person, topic: Listening, coordinator: User
) -> None:
    del topic
    ask_to_call(maija, AINO)
    send_due(minutes(0))
    writes("höm")
    ask_to_call(maija, AINO, now=minutes(30), step=2)
    before = Message.objects.count()
    erase_person(maija, by=staff(coordinator.pk), now=minutes(40))
    assert Message.objects.count() == before
    assert set(Message.objects.filter(person=maija).values_list("body", flat=True)) == {""}
    assert set(Inbound.objects.values_list("body", "sender", "state")) == {("", "", "closed")}
    assert not PhoneNumber.objects.filter(e164=MAIJAS).exists()
    assert not Prompt.objects.filter(state="open").exists()
    assert send_due(minutes(41)) == {}
    assert findings(minutes(60)) == []
