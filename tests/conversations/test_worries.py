"""A worry is opened once, belongs to somebody, has a clock, and ends with a reason."""

from datetime import date, time, timedelta

from directory.localtime import instant
from directory.models import StaffRole, User
from notifications.models import Message
from notifications.services.queue import close as close_reply
from people.models import Person
from rings.models import Concern
from rings.services.concerns.acts import add_note, close, hand_on, report, say_about, take
from rings.services.concerns.hearing import hear_worry, may_be_about
from rings.services.concerns.opening import Worry, open_concern
from tests.conversations.village import Clock, Village


def colleague(village: Village, first: str, role: str, phone: str) -> User:
    """Return another member of staff of the village."""
    user = User.objects.create_user(f"{first.lower()}@example.org", first_name=first, phone=phone)
    StaffRole.objects.create(
        user=user, role=role, municipality=village.place, valid_from=date(2026, 1, 1)
    )
    return user


def test_a_worry_by_text_is_opened_once_with_an_owner_and_half_an_hour(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone_of(sari).gets("klo 9.00")
    phone.answers("Soitin, Aino kuulosti sekavalta")
    phone.gets("112")

    worry = Concern.objects.get()
    assert (worry.person, worry.raised_by, worry.owner) == (aino, sari, village.coordinator)
    assert worry.what == "Soitin, Aino kuulosti sekavalta"
    assert (worry.severity, worry.state) == ("urgent", "new")
    assert worry.due_at == worry.raised_at + timedelta(minutes=30)
    assert worry.occurrence == village.occurrence(aino)
    assert village.nobody_is_forgotten()


def test_a_second_worry_about_the_same_person_becomes_a_note_of_the_first(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(helpers=[kari], residents=[aino], at="9:10")
    clock.goes_to("9:12")
    village.phone_of(sari).answers("Aino oli kaatunut")
    worry = Concern.objects.get()
    Concern.objects.filter(pk=worry.pk).update(severity="soon")
    village.phone_of(kari).answers("Aino itki koko ajan ja oli tosi sekava")

    worry.refresh_from_db()
    assert Concern.objects.count() == 1
    assert [n.text for n in worry.notes.all()] == ["Aino itki koko ajan ja oli tosi sekava"]
    assert worry.severity == "urgent", "how soon only climbs"


def test_the_owner_is_reminded_without_a_name_and_then_a_colleague_may_read_it(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    deputy = colleague(village, "Outi", StaffRole.Role.SUBSTITUTE, "+358401239998")
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    text = village.phone_of(sari).answers("Aino kaatui keittiössä")
    worry = Concern.objects.get()
    # The coordinator has read the reply, and then nothing more happens.
    text.refresh_from_db()
    close_reply(text, by=village.by, now=clock.now)
    office, other = village.phone("+358401239999"), village.phone("+358401239998")
    office.read |= {m.pk for m in office.unread()}

    clock.goes_to("9:36")
    alerts = [m for m in office.unread() if "huoli" in m.body.lower()]
    assert len(alerts) == 1
    assert "Aino" not in alerts[0].body
    assert "kaatui" not in alerts[0].body
    other.gets_nothing()
    clock.goes_to("10:36")
    other.gets_nothing()
    clock.goes_to("11:36")
    other.gets("Yksi huoli odottaa", "112")
    assert list(worry.readers.all()) == [deputy]
    assert village.nobody_is_forgotten()


def test_a_worry_of_somebody_who_left_is_handed_on(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    deputy = colleague(village, "Outi", StaffRole.Role.SUBSTITUTE, "+358401239998")
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    village.phone_of(sari).answers("Aino kaatui keittiössä")
    village.coordinator.is_active = False
    village.coordinator.save()
    clock.goes_to("9:40")

    assert Concern.objects.get().owner == deputy
    village.phone("+358401239998").gets("odottaa sinua")


def test_what_anybody_does_starts_the_clock_anew_and_closing_ends_it(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone_of(sari).gets("klo 9.00")
    phone.answers("Aino kaatui keittiössä")
    phone.gets("112")
    worry = Concern.objects.get()
    take(worry, by=village.by, now=clock.now)
    clock.goes_to("9:20")
    add_note(worry, "Soitin tyttärelle, hän lähti katsomaan.", by=village.by, now=clock.now)
    assert worry.due_at == clock.now + timedelta(minutes=30)
    report(worry, "Soitettu asiakasohjaukseen.", by=village.by, now=clock.now)
    assert (worry.state, worry.due_at) == ("reported", instant(date(2026, 12, 2), time(10)))
    close(worry, "helped", "Tytär vei lääkäriin.", by=village.by, now=clock.now)

    worry.refresh_from_db()
    assert (worry.state, worry.closing) == ("closed", "helped")
    assert worry.due_at is None
    clock.goes_to("12:00")
    assert [m for m in phone.unread() if "huol" in m.body.lower()] == [], (
        "the volunteer hears nothing"
    )
    assert not Message.objects.filter(purpose="concern").exists()


def test_two_texts_with_worries_at_once_and_a_corrected_one_open_one_worry(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    text = village.phone_of(sari).answers("mitähän tästä nyt sitten tulee")
    assert not Concern.objects.exists()
    close_reply(text, by=village.by, now=clock.now, intent="concern")

    worry = Concern.objects.get()
    assert (worry.person, worry.inbound) == (aino, text)
    hear_worry(text, clock.now)
    assert Concern.objects.count() == 1


def test_a_text_that_may_be_about_two_people_stands_under_its_writer_until_somebody_says(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    clock.goes_to("9:05")
    village.phone_of(sari).answers("Olen huolissani, oli ihan sekava")

    worry = Concern.objects.get()
    assert worry.person == sari
    assert may_be_about(worry) == [aino, veikko]
    say_about(worry, veikko, by=village.by, now=clock.now)
    worry.refresh_from_db()
    assert worry.person == veikko


def test_a_stranger_opens_no_worry_but_the_queue_has_it(village: Village, clock: Clock) -> None:
    clock.goes_to("9:00")
    text = village.phone("+358409999999").answers("Naapuri on kaatunut")

    assert (text.state, text.intent) == ("queued", "concern")
    assert not Concern.objects.exists()


def test_an_office_that_hands_on_tells_the_colleague_at_once(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    deputy = colleague(village, "Outi", StaffRole.Role.COORDINATOR, "+358401239998")
    clock.goes_to("9:00")
    worry = open_concern(
        Worry(aino, "Ovi oli auki ja valot päällä.", "today"),
        by=village.by,
        now=clock.now,
        mine=True,
    )
    assert (worry.owner, worry.state) == (village.coordinator, "in_hand")
    hand_on(worry, deputy, by=village.by, now=clock.now)
    clock.goes_to("9:01")

    village.phone("+358401239998").gets("Yksi huoli odottaa sinua")
    assert (worry.owner, worry.state) == (deputy, "new")
