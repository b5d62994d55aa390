"""A new installation: one command, one technical owner, and the pages alone lead to a ring that runs."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_q.models import Schedule

from backend.auditor import findings
from backend.clock import tick
from backend.schedule import start_clock
from directory.localtime import local_date
from directory.models import Association, Municipality, User
from notifications.models import Message
from people.models import Person
from rings.models import Ladder, Occurrence, Ring


def set_up() -> str:
    told = StringIO()
    call_command("set_up", stdout=told)
    return told.getvalue()


@pytest.mark.django_db
def test_set_up_makes_all_that_an_office_needs_and_a_second_time_nothing() -> None:
    set_up()
    assert Municipality.objects.count() == 13
    assert Ladder.objects.filter(is_default=True).count() == 2
    assert Schedule.objects.filter(name="clock").count() == 1
    Municipality.objects.filter(name_fi="Joutsa").update(population=1)

    assert "0 ladders made\nthe clock was set already" in set_up()
    assert Municipality.objects.get(name_fi="Joutsa").population == 1


@pytest.mark.django_db
def test_something_is_rung_every_half_minute() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    start_clock(now)
    start_clock(now + timedelta(seconds=45))
    rung = {s.next_run: s.func for s in Schedule.objects.filter(minutes=1, repeats=-1)}
    assert rung == {
        now: "backend.schedule.ring_bell",
        now + timedelta(seconds=30): "backend.schedule.read_at_once",
    }


class Newcomer:
    """The technical owner of a new installation, signed in."""

    def __init__(self) -> None:
        self.user = User.objects.create_superuser("owner@example.org", first_name="Oona")
        User.objects.filter(pk=self.user.pk).update(language="en")
        self.client = Client()
        self.client.force_login(self.user, backend="django.contrib.auth.backends.ModelBackend")
        self.place = Municipality.objects.get(name_fi="Joutsa")

    def sends(self, url: str, **values: Any) -> None:
        """Fill in a form; it must be taken."""
        response = self.client.post(url, values)
        assert response.status_code == 302, (url, response.content.decode()[-3000:])

    def adds(self, first: str, number: str, side: str) -> Person:
        """Add a person with a number through the page of new people."""
        facts = {"first_name": first, "last_name": "Esimerkki", "language": "fi"}
        self.sends("/people/new/", **facts, municipality=self.place.pk, number=number, side=side)
        return Person.objects.get(first_name=first)


@pytest.mark.django_db
def test_after_set_up_the_first_user_gets_a_ring_running_by_pages_alone() -> None:
    set_up()
    newcomer = Newcomer()
    office = {"name": "Vapari ry", "short_name": "Vapari", "phone": "014 555 0100"}
    newcomer.sends("/settings/associations/new/", **office, municipalities=[newcomer.place.pk])
    aino = newcomer.adds("Aino", "040 1230101", "resident")
    consent = {
        "kind": "service",
        "answer": "given",
        "channel": "oral",
        "given_on": timezone.localdate().isoformat(),
    }
    newcomer.sends(f"/people/{aino.pk}/consents/", **consent)
    sari = newcomer.adds("Sari", "040 1230001", "volunteer")
    for event in ("interview", "train", "activate"):
        newcomer.sends(f"/people/{sari.pk}/volunteer/step/", event=event)

    today = local_date(timezone.now())
    facts = {"name": "Aamu", "kind": "call", "topology": "pair", "coordinator": newcomer.user.pk}
    served = {"municipality": newcomer.place.pk, "association": Association.objects.get().pk}
    newcomer.sends("/rings/new/", **facts, **served)
    ring = Ring.objects.get()
    page = f"/rings/{ring.pk}"
    newcomer.sends(f"{page}/members/add/resident/", person=aino.pk)
    newcomer.sends(f"{page}/members/add/helper/", person=sari.pk)
    when = {"weekdays": list(range(7)), "wall_time": "9.30", "interval_weeks": 1, "turn_weeks": 1}
    when |= {
        "holidays": "run",
        "valid_from": today.isoformat(),
        "remind_minutes_before": 0,
        "slot_minutes": 0,
    }
    newcomer.sends(f"{page}/when/", **when)
    newcomer.sends(f"{page}/publish/")

    tomorrow = Occurrence.objects.get(nominal_date=today + timedelta(days=1))
    tick(tomorrow.starts_at)
    to_sari = Message.objects.get(person=sari, about__startswith="duty:", state="delivered")
    assert "Aino 040 1230101" in to_sari.body
    assert findings(tomorrow.starts_at) == []
