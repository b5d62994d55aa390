"""The edge cases of privacy that comparable systems teach: 7, 15 and 16 of the list of 24."""

from datetime import date

import pytest

from directory.models import Association, StaffRole, User
from notifications.models import Message
from people.models import Consent, Person, Resident
from people.services.residents import add_resident
from rings.models import Concern
from rings.services.planning.publish import end_ring
from tests.conversations.village import Clock, Village, duty
from tests.rings.desk import Desk
from volunteers.models import Volunteer

HOME = "+358145550188"


@pytest.fixture(autouse=True)
def _pages_live_by_the_clock_of_the_village(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: village.clock.now)


@pytest.fixture
def neighbour(village: Village) -> Desk:
    """Another association of the same municipality, whose coordinator knows the same volunteers."""
    other = Association.objects.create(
        name="Naapuriapu ry", short_name="Naapuri", phone="014 555 0200"
    )
    other.municipalities.add(village.place)
    niina = User.objects.create_user("niina@example.org", first_name="Niina", phone="+358401239997")
    StaffRole.objects.create(
        user=niina,
        role=StaffRole.Role.COORDINATOR,
        association=other,
        valid_from=date(2026, 1, 1),
    )
    return Desk(village, niina)


@pytest.fixture
def couple(village: Village) -> tuple[Person, Person]:
    """Two residents at one address with one telephone."""
    found = []
    for first in ("Aino", "Eino"):
        person = village.resident(first, "+358401230188")
        found.append(person)
    return found[0], found[1]


def test_a_volunteer_of_two_organisations_is_busy_there_and_no_detail_leaks(
    village: Village,
    clock: Clock,
    neighbour: Desk,
    sari: Person,
    kari: Person,
    aino: Person,
    veikko: Person,
) -> None:
    """edge 7: the other office sees "busy then" where it chooses somebody, and nothing of whom or what."""
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    theirs = village.ring(helpers=[kari], residents=[veikko], at="9:05")
    office = Association.objects.get(short_name="Naapuri")
    theirs.association, theirs.coordinator = office, neighbour.user
    theirs.save()
    veikko.occurrences.update(association=office)
    call = village.occurrence(veikko)

    page = neighbour.opens(f"/occurrences/{call.pk}/choose/")
    assert "Sari" in page
    assert "busy then" in page
    assert "Aino" not in page
    # Nor on the volunteer's own page, which both offices may open.
    clock.goes_to("9:00")
    text = village.phone_of(sari).gets("Aino 040 1230101").answers("mitähän tästä tulee")
    assert text.state == "queued"
    page = neighbour.opens(f"/people/{sari.pk}/")
    assert "Aino" not in page
    assert "Soittorinki" not in page
    assert "not for you to read" in page
    assert "mitähän tästä" not in neighbour.opens("/replies/")
    neighbour.sends(f"/replies/{text.pk}/close/", 404, intent="done")
    assert "Aino 040 1230101" in Desk(village, village.coordinator).opens(f"/people/{sari.pk}/")
    assert "Aino" not in neighbour.opens(f"/people/{sari.pk}/work/")


def test_a_household_with_one_telephone_is_asked_by_one_text_that_names_both(
    village: Village, clock: Clock, couple: tuple[Person, Person]
) -> None:
    """edge 15: two residents, one number: one text in the morning, and one word is for both."""
    village.ring(topology="call_in", residents=couple, at="10:00", remind_before=60)
    clock.goes_to("9:00")
    phone = village.phone_of(couple[0])
    phone.gets("Huomenta Aino ja Eino!", "klo 10.00")
    phone.gets_nothing()
    text = phone.answers("OK")

    assert text.state == "handled"
    assert [village.occurrence(one).state for one in couple] == ["done", "done"]
    clock.goes_to("11:00")
    phone.gets_nothing()
    assert village.nobody_is_forgotten()


def test_of_a_household_one_may_be_well_and_the_other_not(
    village: Village, clock: Clock, couple: tuple[Person, Person]
) -> None:
    """edge 15: what is said by name counts for that one only, and the other's worry has its own page."""
    aino, eino = couple
    village.ring(topology="call_in", residents=couple, at="10:00", remind_before=60)
    clock.goes_to("9:00")
    village.phone_of(aino).answers("Aino ok, Eino kaatui yöllä")

    assert village.occurrence(eino).because == "concern"
    assert Concern.objects.get().person == eino
    desk = Desk(village, village.coordinator)
    assert "Worries 23.11.2026" in desk.opens(f"/people/{eino.pk}/")
    assert "Worries 23.11.2026" not in desk.opens(f"/people/{aino.pk}/")


def test_when_one_of_a_household_has_answered_by_name_only_the_other_is_asked_again(
    village: Village, clock: Clock, couple: tuple[Person, Person]
) -> None:
    """edge 15: the second text names only who is missing, and then a bare "ok" is theirs."""
    aino, eino = couple
    village.ring(topology="call_in", residents=couple, at="10:00", remind_before=60)
    clock.goes_to("9:00")
    phone = village.phone_of(aino).gets("Aino ja Eino")
    phone.answers("Aino ok")
    assert village.occurrence(aino).state == "done"
    assert village.occurrence(eino).is_open

    clock.goes_to("10:00")
    phone.gets("Huomenta Eino!")
    text = phone.answers("ok")
    assert text.state == "handled"
    assert village.occurrence(eino).state == "done"


def test_the_helper_of_a_household_is_reminded_once_and_each_call_has_its_own_story(
    village: Village, clock: Clock, sari: Person, couple: tuple[Person, Person]
) -> None:
    """edge 15: one reminder lists both, each call ends by itself, and neither's page tells of the other."""
    aino, eino = couple
    village.ring(helpers=[sari], residents=couple, at="9:00")
    clock.goes_to("9:00")
    phone = village.phone_of(sari).gets("Aino 040 1230188", "Eino 040 1230188")
    phone.gets_nothing()
    phone.answers("Aino ok, Eino ei vastannut")

    assert village.occurrence(aino).state == "done"
    assert village.occurrence(eino).state == "no_answer"
    desk = Desk(village, village.coordinator)
    assert "Eino" not in desk.opens(f"/people/{aino.pk}/")
    assert not Message.objects.filter(person__in=couple).exists()


def test_a_volunteer_becomes_a_resident_and_is_one_person_with_two_sides(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    """edge 16: she is rung as a resident, her turns as a helper stay hers until she gives them up."""
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    add_resident(sari, {"call_time": None}, by=village.by, now=clock.now)
    _agrees(village, sari)
    Resident.objects.filter(person=sari).update(state=Resident.State.SERVED)
    village.ring(helpers=[kari], residents=[sari], at="9:30")
    clock.goes_to("9:31")

    assert duty(village.occurrence(aino)).person == sari
    assert duty(village.occurrence(sari)).person == kari
    village.phone_of(sari).gets("Aino").answers("ok")
    village.phone_of(kari).gets("Sari").answers("Sari kuulosti tosi sekavalta")

    # What is told of her as a resident never reaches her as a helper.
    worry = Concern.objects.get()
    assert worry.person == sari
    clock.goes_to("12:00")
    assert not [m for m in village.phone_of(sari).unread() if "huol" in m.body.lower()]
    desk = Desk(village, village.coordinator)
    page = desk.opens(f"/people/{sari.pk}/")
    assert "As a volunteer" in page
    assert "As a resident" in page or "Resident" in page


def test_a_resident_who_helps_reads_nothing_of_a_worry_and_it_is_read_by_its_readers_only(
    village: Village, clock: Clock, neighbour: Desk, sari: Person, kari: Person
) -> None:
    """edge 16: who may open the volunteer may not read the worry about the resident."""
    add_resident(sari, {"call_time": None}, by=village.by, now=clock.now)
    _agrees(village, sari)
    Resident.objects.filter(person=sari).update(state=Resident.State.SERVED)
    village.ring(helpers=[kari], residents=[sari], at="9:30")
    clock.goes_to("9:31")
    village.phone_of(kari).answers("Sari kuulosti tosi sekavalta")

    worry = Concern.objects.get()
    neighbour.opens(f"/people/{sari.pk}/")
    neighbour.opens(f"/worries/{worry.pk}/", 404)
    assert f"/worries/{worry.pk}/" not in neighbour.html(f"/people/{sari.pk}/")


def test_a_resident_becomes_a_volunteer_and_back_with_everything_kept(
    village: Village, clock: Clock, kari: Person, aino: Person
) -> None:
    """edge 16, the reverse: her calls end with her ring, her turns begin, and both histories stay."""
    ring = village.ring(helpers=[kari], residents=[aino], at="9:00")
    clock.goes_to("9:00")
    village.phone_of(kari).answers("ok")
    end_ring(ring, by=village.by, now=clock.now)
    Volunteer.objects.create(person=aino, state=Volunteer.State.ACTIVE)
    elma = village.resident("Elma", "+358401230103")
    helping = village.ring(helpers=[aino], residents=[elma], at="10:00")
    clock.goes_to("10:00")
    village.phone_of(aino).gets("Elma").answers("ok")
    assert village.occurrence(elma).state == "done"

    end_ring(helping, by=village.by, now=clock.now)
    village.ring(helpers=[kari], residents=[aino], at="11:00")
    clock.goes_to("11:00")
    village.phone_of(kari).gets("klo 9.00").gets("klo 11.00", "Aino").answers("ok")
    calls = aino.occurrences.filter(nominal_date=clock.day, state="done")
    assert calls.count() == 2
    assert village.nobody_is_forgotten()


def _agrees(village: Village, person: Person) -> None:
    Consent.objects.create(
        person=person,
        kind=Consent.Kind.SERVICE,
        answer=Consent.Answer.GIVEN,
        channel=Consent.Channel.ORAL,
        wording="v1",
        recorded_at=village.clock.now,
    )
