"""Edge cases of rides and of counts, as far as calls, visits and requests meet them already."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from directory.localtime import instant
from directory.models import StaffRole, User
from people.models import Person, Resident
from rings.models import Occurrence, ScheduleRule
from rings.services.hours.log import log_of
from rings.services.planning.generate import replan
from tests.conversations.gigs import request
from tests.conversations.village import MONDAY, Clock, Village, duty

NEW_YEARS_EVE = date(2026, 12, 31)


def test_a_turn_without_an_hour_keeps_its_holder_and_its_next_step_to_the_end_of_the_week(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    """edge 17: a leg at an unknown time is open-ended, with the limit shown.

    Today: "any time this week" has a holder, says until when, and is asked after at its end. The leg back of
    a ride ("call when ready") comes with rides.
    """
    ring = village.ring(helpers=[sari], residents=[aino], at="9:00", weekdays=[0])
    ring.rules.update(span=ScheduleRule.Span.WEEK)
    Occurrence.objects.all().delete()
    replan(ring, by=village.by, now=clock.now)
    turn = Occurrence.objects.get(nominal_date=MONDAY)
    assert turn.ends_at == instant(MONDAY + timedelta(days=6), time(18))

    clock.goes_to("9:00")
    village.phone_of(sari).gets("Tällä viikolla", "Aino")
    clock.goes_to("12:00", day=MONDAY + timedelta(days=5))
    turn.refresh_from_db()
    assert duty(turn).person == sari
    assert turn.due_at is not None
    assert turn.due_at > clock.now
    clock.goes_to("20:00", day=MONDAY + timedelta(days=6))
    turn.refresh_from_db()
    assert (turn.state, turn.office_owner) == ("escalated", village.coordinator)
    assert village.nobody_is_forgotten()


@pytest.mark.parametrize(
    ("aid", "word"),
    [(Resident.Aid.WHEELCHAIR, "pyörätuoli"), (Resident.Aid.ROLLATOR, "rollaattori")],
)
def test_how_somebody_moves_about_is_told_before_the_yes_and_who_it_is_only_after_it(
    village: Village, clock: Clock, kari: Person, aino: Person, aid: str, word: str
) -> None:
    """edge 18: a companion, a wheelchair that folds or not, oxygen, a dog.

    Today: the offer tells of the aid, so that nobody says yes to what they cannot do. What fits into which
    car comes with rides.
    """
    clock.goes_to("9:00")
    request(village, aino, aid=aid)
    clock.goes_to("9:01")
    phone = village.phone_of(kari)
    phone.gets(word, "Voitko auttaa?")
    before_the_yes = " ".join(kari.messages.values_list("body", flat=True))
    assert "Aino" not in before_the_yes
    assert "040 1230101" not in before_the_yes
    phone.answers("kyllä")
    phone.gets("Aino", "040 1230101")


def test_a_call_just_before_midnight_of_new_year_counts_in_the_old_year(
    village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    """edge 19: a cap of the year is crossed in the middle of a run; rates change at New Year during a trip.

    Today: what is counted belongs to the local date it was planned for, also when it is told the next year.
    Kilometres, their cap and their rates come with rides.
    """
    clock.goes_to("7:00", day=NEW_YEARS_EVE)
    village.ring(helpers=[sari], residents=[aino], at="23:50")
    clock.goes_to("23:50")
    clock.goes_to("0:10", day=NEW_YEARS_EVE + timedelta(days=1))
    village.phone_of(sari).answers("OK")
    call = Occurrence.objects.get(nominal_date=NEW_YEARS_EVE)
    assert (call.state, call.closed_at) == ("done", clock.now)
    assert log_of(sari, date(2026, 12, 1)).times == 1
    assert log_of(sari, date(2027, 1, 1)).times == 0


def test_no_page_that_a_reader_of_a_municipality_can_open_depends_on_how_many_are_served(
    village: Village, sari: Person, aino: Person, veikko: Person
) -> None:
    """edge 20: a municipality with three residents served, the total published elsewhere.

    Today: whatever a municipality's reader opens is the same, letter for letter, with two residents and with
    three, so no count can be taken from it. Protected tables come with reports.
    """
    reader = User.objects.create_user("lukija@example.org", language="en")
    StaffRole.objects.create(
        user=reader,
        role=StaffRole.Role.READER,
        municipality=village.place,
        valid_from=date(2026, 1, 1),
    )
    ring = village.ring(helpers=[sari], residents=[aino, veikko], at="9:00")
    client = Client()
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    ids = (ring.pk, aino.pk)
    before = seen_by(client, ids)
    assert len(before) > 100
    village.ring(helpers=[sari], residents=[village.resident("Helmi", "+358401230107")], at="9:00")
    assert seen_by(client, ids) == before
    assert not [address for address, page in before.items() if "Aino" in page]


# A reader's own account, and how the service is: that depends on the real hour.
NOT_ABOUT_PEOPLE = ("/accounts/", "/healthz", "/readyz", "/health/", "/metrics")


def seen_by(client: Client, ids: tuple[int, ...]) -> dict[str, str]:
    """Return what each address of the service answers to `client`, without what changes at every look."""
    found = {}
    for address in sorted(addresses(get_resolver().url_patterns, "/", ids)):
        if address.startswith(NOT_ABOUT_PEOPLE):
            continue
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        changing = r'(csrfmiddlewaretoken" value|nonce|hx-headers)=["\'][^"\']*'
        found[address] = (
            f"{answer.status_code} {re.sub(changing, '', body.decode(errors='replace'))}"
        )
    return found


def addresses(patterns: Sequence[object], start: str, ids: tuple[int, ...]) -> Iterator[str]:
    """Return an address of every pattern, one for each of `ids` where it wants a number."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, start + str(pattern.pattern), ids)
        elif isinstance(pattern, URLPattern):
            route = start + str(pattern.pattern)
            if "<" not in route or "<int:" in route:
                for pk in ids:
                    yield re.sub("<[^>]*>", str(pk), route)
