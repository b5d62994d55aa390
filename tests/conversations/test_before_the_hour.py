"""A visit is told of the day before: "ok" then means "I know", and how it went is asked afterwards."""

from people.models import Person
from tests.conversations.village import Clock, Village, duty


def test_ok_before_the_hour_acknowledges_and_after_it_reports(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(
        kind="visit",
        topology="pair",
        helpers=[sari],
        residents=[aino],
        at="13:00",
        remind_before=120,
        slot_minutes=60,
    )
    clock.goes_to("11:00")
    phone = village.phone_of(sari).gets("Maanantaina 23.11. klo 13.00", "Aino")
    phone.answers("ok")
    assert village.occurrence(aino).state == "acknowledged"

    clock.goes_to("13:30")
    phone.gets_nothing()
    clock.goes_to("14:00")
    phone.gets("käynnistä", "Aino").answers("Kävin, oli mukavaa")
    assert village.occurrence(aino).state == "done"
    assert village.nobody_is_forgotten()


def test_who_cannot_come_says_so_and_another_is_asked_at_once(
    village: Village, clock: Clock, sari: Person, kari: Person, aino: Person
) -> None:
    village.ring(
        kind="visit",
        topology="pair",
        helpers=[sari, kari],
        residents=[aino],
        at="13:00",
        remind_before=120,
        slot_minutes=60,
    )
    clock.goes_to("11:02")
    village.phone_of(sari).gets("13.00").answers("En pääse, olen kuumeessa")

    village.phone_of(kari).gets("tuurata", "13.00", "Aino").answers("kyllä käy")
    village.phone_of(kari).gets("Vuoro on nyt sinun", "klo 13.00")
    assert duty(village.occurrence(aino)).person == kari
    clock.goes_to("14:00")
    village.phone_of(kari).gets("Aino")
    village.phone_of(kari).gets("käynnistä")
    assert village.nobody_is_forgotten()
