"""Whether and when a driver may drive on a day."""

from dataclasses import replace
from datetime import date, time, timedelta

from rides.rules.driving import (
    ALL_DAY,
    AWAY,
    DOES_NOT_DRIVE,
    INSURANCE_LAPSED,
    LICENCE_LAPSED,
    NO_INSURANCE,
    NO_LICENCE,
    NOT_FREE,
    NOT_THAT_DAY,
    Away,
    Habits,
    Hours,
    Paper,
    driving_day,
    lasting_bars,
)
from volunteers.fitness import CREDENTIAL_LAPSED, ERASED, OF_VOLUNTEER
from volunteers.hours import Window

THURSDAY = date(2026, 11, 26)
A_DAY = timedelta(days=1)
LICENCE, INSURANCE = Paper("licence", None, False), Paper("insurance", THURSDAY, False)
MORNING = Window(3, time(8), time(12))
FIT = Habits(state="active", papers=(LICENCE, INSURANCE), windows=(MORNING,))


def test_the_weekly_hours_count_where_nothing_was_said_of_the_day() -> None:
    day = driving_day(FIT, THURSDAY)
    assert (day.bars, day.hours, day.said) == ((), (Hours(time(8), time(12)),), "week")


def test_what_was_said_of_one_day_goes_before_the_weekly_hours() -> None:
    evening = Hours(time(16), time(20))
    said = replace(FIT, days={THURSDAY: evening, THURSDAY - A_DAY: Hours(time(9), time(10))})
    assert driving_day(said, THURSDAY).hours == (evening,)
    assert driving_day(said, THURSDAY - A_DAY).drives, "though Wednesday is no day of the week"
    off = driving_day(replace(FIT, days={THURSDAY: None}), THURSDAY)
    assert (off.bars, off.drives) == ((NOT_THAT_DAY,), False)


def test_a_weekday_without_hours_is_not_driven_but_no_hours_at_all_mean_any_hour() -> None:
    assert driving_day(FIT, THURSDAY - A_DAY).bars == (NOT_FREE,)
    open_handed = driving_day(replace(FIT, windows=()), THURSDAY - A_DAY)
    assert (open_handed.hours, open_handed.said) == ((ALL_DAY,), "any")


def test_hours_that_touch_are_one_and_those_apart_stay_two() -> None:
    windows = (Window(3, time(12), time(14)), MORNING, Window(3, time(16), time(18)))
    found = driving_day(replace(FIT, windows=windows), THURSDAY).hours
    assert found == (Hours(time(8), time(14)), Hours(time(16), time(18)))


def test_an_absence_lasts_from_its_first_day_to_the_one_before_the_return() -> None:
    away = replace(FIT, aways=(Away(THURSDAY, THURSDAY + 7 * A_DAY),))
    assert driving_day(away, THURSDAY).bars == (AWAY,)
    assert driving_day(away, THURSDAY + 7 * A_DAY).bars == (INSURANCE_LAPSED,)
    for_good = replace(away, aways=(Away(THURSDAY, None),), days={THURSDAY: ALL_DAY})
    assert driving_day(for_good, THURSDAY).bars == (AWAY,)


def test_the_insurance_holds_on_its_last_day_and_bars_from_the_next_until_shown_anew() -> None:
    assert lasting_bars(FIT, THURSDAY) == ()
    assert lasting_bars(FIT, THURSDAY + A_DAY) == (INSURANCE_LAPSED,)
    renewed = replace(FIT, papers=(*FIT.papers, Paper("insurance", THURSDAY + 365 * A_DAY, False)))
    assert lasting_bars(renewed, THURSDAY + A_DAY) == ()


def test_nobody_drives_whose_papers_were_never_seen() -> None:
    assert lasting_bars(replace(FIT, papers=()), THURSDAY) == (NO_LICENCE, NO_INSURANCE)
    old = replace(FIT, papers=(Paper("licence", THURSDAY - A_DAY, False), INSURANCE))
    assert lasting_bars(old, THURSDAY) == (LICENCE_LAPSED,)


def test_whoever_may_have_no_duties_may_not_drive_either() -> None:
    assert lasting_bars(replace(FIT, state="paused"), THURSDAY) == (OF_VOLUNTEER["paused"],)
    lapsed = Paper("training", THURSDAY - A_DAY, True)
    barred = lasting_bars(replace(FIT, papers=(*FIT.papers, lapsed)), THURSDAY)
    assert barred == (CREDENTIAL_LAPSED,)
    assert lasting_bars(replace(FIT, is_erased=True), THURSDAY) == (ERASED,)


def test_whoever_drives_no_more_is_asked_on_no_day() -> None:
    stopped = driving_day(replace(FIT, drives=False), THURSDAY)
    assert (stopped.bars, stopped.hours) == ((DOES_NOT_DRIVE,), ())
