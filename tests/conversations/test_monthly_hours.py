"""Once a month a volunteer is asked whether the hours are right: one word or one number, and silence is fine."""

from datetime import date, time

import pytest

from directory.localtime import instant
from directory.models import Association
from people.models import Person
from rings.models import Concern, ExtraWork, MonthReport, Ring
from rings.rules.hours import ask_at
from rings.services.hours.log import log_of
from rings.services.hours.record import Told, add_work
from rings.services.planning.publish import end_ring
from tests.conversations.village import Clock, Phone, Village

NOVEMBER = date(2026, 11, 1)
FIRST = date(2026, 12, 1)  # a Tuesday


@pytest.fixture
def asked(village: Village, clock: Clock, sari: Person, aino: Person) -> Phone:
    """Sari has called twice and helped three hours in November, and it is ten o'clock of the first of December."""
    Association.objects.update(asks_hours=True)
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    phone = village.phone_of(sari)
    for day in (23, 24):
        clock.goes_to("9:00", day=date(2026, 11, day))
        phone.gets("klo 9.00").answers("ok")
    add_work(
        sari, Told(date(2026, 11, 24), "other", 150), village.office, by=village.by, now=clock.now
    )
    end_ring(Ring.objects.get(), by=village.by, now=clock.now)
    clock.goes_to("9:59", day=FIRST)
    phone.read |= {m.pk for m in phone.unread()}
    clock.goes_to("10:00")
    return phone


def report(person: Person) -> MonthReport:
    """Return what `person` was asked about November."""
    return MonthReport.objects.get(person=person, month=NOVEMBER)


def test_the_text_says_the_sum_and_ok_confirms_it(
    village: Village, clock: Clock, asked: Phone, sari: Person
) -> None:
    asked.gets("Hei Sari", "Vapari", "Marraskuussa", "3 kertaa", "yhteensä 3 h", "esim. 7")
    text = asked.answers("OK kiitos")

    assert text.state == "handled"
    assert (report(sari).state, report(sari).said_minutes) == ("confirmed", 180)
    clock.goes_to("11:00")
    asked.gets_nothing()
    assert village.nobody_is_forgotten()


@pytest.mark.parametrize(
    ("answer", "minutes"), [("7", 420), ("2", 120), ("ok 4,5", 270), ("Oli 7 tuntia", 420)]
)
def test_a_number_corrects_the_sum(asked: Phone, sari: Person, answer: str, minutes: int) -> None:
    asked.gets("yhteensä 3 h").answers(answer)

    assert (report(sari).state, report(sari).said_minutes) == ("corrected", minutes)
    assert log_of(sari, NOVEMBER).minutes == minutes
    fixed = ExtraWork.objects.get(is_correction=True)
    assert (fixed.minutes, fixed.day) == (minutes - 180, date(2026, 11, 30))
    asked.gets(
        "Kirjasimme", f"marraskuussa {str(minutes / 60).replace('.0', '').replace('.', ',')} h"
    )


def test_a_second_number_puts_the_first_right(asked: Phone, sari: Person) -> None:
    asked.answers("7")
    asked.answers("6")
    assert log_of(sari, NOVEMBER).minutes == 360
    assert log_of(sari, NOVEMBER).times == 3


def test_silence_changes_nothing_and_is_not_asked_again(
    village: Village, clock: Clock, asked: Phone, sari: Person
) -> None:
    asked.gets("yhteensä 3 h")
    clock.goes_to("10:01", day=date(2026, 12, 8))

    assert report(sari).state == "silent"
    assert log_of(sari, NOVEMBER).minutes == 180
    asked.gets_nothing()
    assert village.nobody_is_forgotten()


@pytest.mark.parametrize("answer", ["en muista yhtään", "ei", "6 kertaa varmaan"])
def test_free_words_are_for_a_person(
    village: Village, asked: Phone, sari: Person, answer: str
) -> None:
    text = asked.answers(answer)
    assert text.state == "queued"
    assert report(sari).state == "asked"
    assert village.nobody_is_forgotten()


def test_a_worry_in_the_answer_beats_the_number(asked: Phone, sari: Person, aino: Person) -> None:
    text = asked.answers("5 h. Aino oli viimeksi tosi sekava")
    assert (text.state, text.intent) == ("queued", "concern")
    assert report(sari).state == "asked"
    assert Concern.objects.get().raised_by == sari


def test_a_reminder_that_came_later_takes_the_ok_and_a_number_still_finds_the_month(
    village: Village, clock: Clock, asked: Phone, sari: Person, veikko: Person
) -> None:
    village.ring(helpers=[sari], residents=[veikko], at="11:00")
    clock.goes_to("11:00")
    asked.answers("ok")
    assert village.occurrence(veikko).state == "done"
    assert report(sari).state == "asked"
    asked.answers("7")
    assert report(sari).said_minutes == 420


def test_who_takes_no_texts_is_not_asked_and_the_counts_stay(
    village: Village, clock: Clock, aino: Person
) -> None:
    Association.objects.update(asks_hours=True)
    kerttu = village.volunteer("Kerttu", "+358145550199", kind="landline")
    add_work(kerttu, Told(NOVEMBER, "help", 60), village.office, by=village.by, now=clock.now)
    clock.goes_to("10:00", day=FIRST)
    assert report(kerttu).state == "silent"


def test_an_association_that_does_not_ask_asks_nobody(
    village: Village, clock: Clock, sari: Person
) -> None:
    add_work(sari, Told(NOVEMBER, "help", 60), village.office, by=village.by, now=clock.now)
    clock.goes_to("12:00", day=FIRST)
    assert not MonthReport.objects.exists()
    village.phone_of(sari).gets_nothing()


def test_a_month_is_asked_about_on_the_first_weekday_at_ten() -> None:
    assert ask_at(NOVEMBER, ()) == instant(FIRST, time(10))
    # The first of August 2026 is a Saturday, and New Year's Day is a holiday.
    assert ask_at(date(2026, 7, 1), ()) == instant(date(2026, 8, 3), time(10))
    assert ask_at(date(2026, 12, 1), {date(2027, 1, 1)}) == instant(date(2027, 1, 4), time(10))
