"""Office prose about days and times."""

from datetime import time

import pytest

from people.register.availability import read_availability

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKDAYS = WEEK[:5]


def every(days: tuple[str, ...], window: str) -> dict[str, str]:
    return dict.fromkeys(days, window)


READ: list[tuple[str, dict[str, str]]] = [
    ("ma-ke ap", every(WEEK[:3], "am")),
    ("ma–pe 9–12", every(WORKDAYS, "09:00-12:00")),
    ("ma - pe klo 9 - 12", every(WORKDAYS, "09:00-12:00")),
    ("arkisin klo 9-12", every(WORKDAYS, "09:00-12:00")),
    ("klo 9-12 arkisin", every(WORKDAYS, "09:00-12:00")),
    ("iltaisin paitsi ti", every(("mon", "wed", "thu", "fri", "sat", "sun"), "evening")),
    ("ti ja to iltap.", every(("tue", "thu"), "pm")),
    ("ti+to", every(("tue", "thu"), "any")),
    ("ti/to", every(("tue", "thu"), "any")),
    ("maanantaisin", {"mon": "any"}),
    ("maanantaisin ja torstaisin aamupäivällä", every(("mon", "thu"), "am")),
    ("ma, ke, pe 17 jälkeen", every(("mon", "wed", "fri"), "17:00-")),
    ("klo 8 jälkeen", every(WEEK, "08:00-")),
    ("arkisin ennen klo 15", every(WORKDAYS, "-15:00")),
    ("arkisin klo 15 asti", every(WORKDAYS, "-15:00")),
    ("ke klo 17-", {"wed": "17:00-"}),
    ("to 10–14", {"thu": "10:00-14:00"}),
    ("to klo 10.30-14.15", {"thu": "10:30-14:15"}),
    ("viikonloput", every(("sat", "sun"), "any")),
    ("viikonloppuisin", every(("sat", "sun"), "any")),
    ("vkl", every(("sat", "sun"), "any")),
    ("ei viikonloppuisin", every(WORKDAYS, "any")),
    ("joka päivä paitsi su", every(WEEK[:6], "any")),
    ("joka päivä", every(WEEK, "any")),
    ("kaikki käy", every(WEEK, "any")),
    ("milloin vain", every(WEEK, "any")),
    ("arki-illat", every(WORKDAYS, "evening")),
    ("arki-iltaisin", every(WORKDAYS, "evening")),
    ("arkiaamuisin", every(WORKDAYS, "am")),
    ("arkipäivisin", every(WORKDAYS, "any")),
    ("arkipäivät", every(WORKDAYS, "any")),
    ("aamuisin", every(WEEK, "am")),
    ("aamupäivisin", every(WEEK, "am")),
    ("iltapäivisin ma-to", every(WEEK[:4], "pm")),
    ("iltaisin ma, ke", every(("mon", "wed"), "evening")),
    ("ma ap, ke ip", {"mon": "am", "wed": "pm"}),
    ("ma ap ja ke ip", {"mon": "am", "wed": "pm"}),
    ("ma ja ti ap, to 17-20", {"mon": "am", "tue": "am", "thu": "17:00-20:00"}),
    ("ma-ke ap, la", {"mon": "am", "tue": "am", "wed": "am", "sat": "any"}),
    ("ti 9-12 ja 17-20", {"tue": "09:00-12:00,17:00-20:00"}),
    ("viikonloput, arki-illat", {**every(WORKDAYS, "evening"), **every(("sat", "sun"), "any")}),
    (
        "viikonloppuisin, arkisin klo 17 jälkeen",
        {**every(WORKDAYS, "17:00-"), **every(("sat", "sun"), "any")},
    ),
    ("ti-iltaisin", {"tue": "evening"}),
    ("ti iltaisin", {"tue": "evening"}),
    ("tiistai-iltaisin", {"tue": "evening"}),
    ("tiistaiaamut", {"tue": "am"}),
    ("keskiviikkoiltaisin", {"wed": "evening"}),
    ("perjantaisin klo 12-16", {"fri": "12:00-16:00"}),
    ("vardagar", every(WORKDAYS, "any")),
    ("vardagar kl 9-12", every(WORKDAYS, "09:00-12:00")),
    ("mån och ons förmiddag", every(("mon", "wed"), "am")),
    ("kvällar utom fredag", every(("mon", "tue", "wed", "thu", "sat", "sun"), "evening")),
    ("helger", every(("sat", "sun"), "any")),
    ("efter kl 17", every(WEEK, "17:00-")),
    ("weekdays 9-12", every(WORKDAYS, "09:00-12:00")),
    ("Mon and Wed after 17", every(("mon", "wed"), "17:00-")),
    ("evenings", every(WEEK, "evening")),
    ("Mon to Fri mornings", every(WORKDAYS, "am")),
    ("ma-pe 9-16, la 10-14", {**every(WORKDAYS, "09:00-16:00"), "sat": "10:00-14:00"}),
    ("maanantaista perjantaihin 9-12", every(WORKDAYS, "09:00-12:00")),
    ("MA, TI, KE", every(WEEK[:3], "any")),
    ("la-su", every(("sat", "sun"), "any")),
    ("arkisin paitsi ke klo 9-12", every(("mon", "tue", "thu", "fri"), "09:00-12:00")),
    ("ma, ke ja pe aamupäivät", every(("mon", "wed", "fri"), "am")),
    ("iltaisin ja viikonloppuisin", {**every(WORKDAYS, "evening"), **every(("sat", "sun"), "any")}),
    ("su ei käy, muuten ok", every(WEEK[:6], "any")),
    ("ei ma eikä ti", every(WEEK[2:], "any")),
    ("joka arkipäivä", every(WORKDAYS, "any")),
    ("virka-aikana", every(WORKDAYS, "08:00-16:00")),
    ("mån till fre", every(WORKDAYS, "any")),
    ("", {}),
]


@pytest.mark.parametrize(("prose", "week"), READ)
def test_the_prose_is_read_without_a_doubt(prose: str, week: dict[str, str]) -> None:
    read = read_availability(prose)
    assert read.value is not None
    assert (read.value.as_json(), read.flags) == (week, ())


@pytest.mark.parametrize(
    "prose",
    [
        "sovitaan erikseen",
        "sop. mukaan",
        "vaihtelee",
        "sopimuksen mukaan",
        "enligt överenskommelse",
    ],
)
def test_by_arrangement_is_not_the_same_as_never(prose: str) -> None:
    read = read_availability(prose)
    assert read.value is not None
    assert (read.value.by_arrangement, read.value.as_json(), read.flags) == (True, None, ())


@pytest.mark.parametrize(
    "prose",
    ["parittomat viikot", "ma parillisina viikkoina", "joka toinen ti", "kesäisin", "lasten mukaan", "ti 25-30",
     "ei aamuisin", "=1+1"],
)  # fmt: skip
def test_what_cannot_be_read_is_flagged(prose: str) -> None:
    assert read_availability(prose).flags


def test_a_week_gives_wall_times_to_plan_by() -> None:
    read = read_availability("ma ap, ke 17 jälkeen, la 10-14")
    assert read.value is not None
    assert read.value.hours() == {
        "mon": [(time(8), time(12))],
        "wed": [(time(17), time(20))],
        "sat": [(time(10), time(14))],
    }
