"""Several residents in one text: one word for all of them, or a name for each."""

from people.models import Person
from tests.conversations.village import Clock, Village


def test_one_text_lists_all_and_one_ok_closes_all(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    clock.goes_to("9:00")
    phone = village.phone_of(sari).gets("Aino 040 1230101", "Veikko 040 1230102")
    phone.gets_nothing()

    phone.answers("ok")

    assert village.occurrence(aino).state == "done"
    assert village.occurrence(veikko).state == "done"


def test_a_name_with_each_word_says_how_each_went(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    clock.goes_to("9:10")
    phone = village.phone_of(sari).gets("Aino", "Veikko")

    phone.answers("Aino ok, Veikko ei vastannut")

    assert village.occurrence(aino).state == "done"
    assert village.occurrence(veikko).state == "no_answer"
    phone.gets("Yritä uudelleen klo 9.25", "Veikko")


def test_a_bare_ok_after_the_next_try_was_named_is_about_that_try_only(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone_of(sari).gets("Aino", "Veikko")
    phone.answers("Veikko ei vastannut")
    phone.gets("Yritä uudelleen klo 9.20", "Veikko")

    phone.answers("ok")
    assert village.occurrence(veikko).state == "no_answer", "before the hour it says: I will"
    assert village.occurrence(aino).state == "reminded"

    clock.goes_to("9:19")
    phone.gets_nothing().answers("Nyt vastasi, ok")
    assert village.occurrence(veikko).state == "done"
    assert village.occurrence(aino).state == "reminded", "nobody has said anything of her"

    phone.answers("Aino ok")
    assert village.occurrence(aino).state == "done"
    assert village.nobody_is_forgotten()


def test_a_bare_ok_after_the_hour_of_the_next_try_closes_all_that_the_last_text_lists(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    clock.goes_to("9:05")
    phone = village.phone_of(sari).gets("Aino", "Veikko")
    phone.answers("Veikko ei vastannut")
    phone.gets("Yritä uudelleen klo 9.20", "Veikko")

    clock.goes_to("9:20")
    phone.gets("soittamatta", "Aino", "Veikko").answers("ok")

    assert village.occurrence(aino).state == village.occurrence(veikko).state == "done"
    clock.goes_to("12:00")
    phone.gets_nothing()
    assert village.nobody_is_forgotten()


def test_a_bare_no_is_asked_back_with_the_names(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    clock.goes_to("9:10")
    phone = village.phone_of(sari).gets("Aino", "Veikko")

    phone.answers("EI")

    phone.gets("Kuka ei vastannut?", "Aino, Veikko")
    assert village.occurrence(aino).state == village.occurrence(veikko).state == "reminded"
    phone.answers("ei Aino")
    assert village.occurrence(aino).state == "no_answer"
    assert village.occurrence(veikko).state == "reminded"


def test_the_second_reminder_lists_only_what_is_open(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    clock.goes_to("9:10")
    phone = village.phone_of(sari).gets("Aino", "Veikko")
    phone.answers("Aino ok")

    clock.goes_to("9:30")

    again = phone.unread()[0].body
    assert "Veikko" in again
    assert "Aino" not in again
    phone.answers("ok")
    assert village.occurrence(veikko).state == "done"


def test_a_later_call_lists_what_is_still_open_from_before(
    village: Village, clock: Clock, sari: Person, aino: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    village.ring(helpers=[sari], residents=[veikko], at="9:10")
    clock.goes_to("9:10")
    phone = village.phone_of(sari).gets("Aino").gets("Aino", "Veikko")

    phone.answers("ok")

    assert village.occurrence(aino).state == "done"
    assert village.occurrence(veikko).state == "done"
