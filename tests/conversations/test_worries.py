"""A worry is opened once, belongs to somebody, has a clock, and ends with a reason."""

from datetime import date

from directory.actors import staff as by_staff
from directory.models import StaffRole, User
from people.models import Person
from rings.models import Concern
from rings.services.concerns.acts import add_note, close, hand_on, report, take
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
    assert (worry.due_at - worry.raised_at).total_seconds() == 30 * 60
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
