"""Filling the demo's database: through the same import, rings and clock as in service."""

from collections.abc import Callable
from datetime import datetime
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from backend.demo.drivers import give_cars
from backend.demo.morning import Actors, first_minute, found_rings, live_until
from backend.demo.pairs import pairs_now, play_pairs
from backend.demo.places import open_places
from backend.demo.requests import ask_now, play_requests
from backend.demo.rides import play_rides, report_rides, rides_now
from backend.demo.staff import OFFICES, hire, open_offices
from directory.actors import COMMAND
from directory.localtime import local_date
from directory.models import Association, User
from people.models import Person
from people.services import registers
from rides.services.seed import load_rates
from rings.models import Occurrence
from rings.services.climbing.seed import load_ladders, load_offer_policy

REGISTERS = Path(__file__).with_name("registers")
FILES = (("volunteers", "vapaaehtoiset.xlsx"), ("residents", "asukkaat.xlsx"))
Say = Callable[[str], None]


class NotADemoError(Exception):
    """The demo may not be seeded here."""


def seed(now: datetime, say: Say) -> bool:
    """Make the demo of today; return False when it is there already.

    A demo of an earlier day is cleared away first. Raises `NotADemoError` when the database may be anybody's own.
    """
    if not settings.DEMO:
        raise NotADemoError(_("Set RINKI_DEMO=1 to fill in the demo."))
    if _is_filled():
        if not _is_demo():
            raise NotADemoError(_("This database holds people who are not the demo's."))
        if Occurrence.objects.on(local_date(now)).filter(starts_at__lte=now).exists():
            return False
        say(_("Clearing away the demo of an earlier day"))
        call_command("flush", interactive=False, verbosity=0)
    _fill(now, say)
    return True


def _fill(now: datetime, say: Say) -> None:
    say(_("Municipalities and offices"))
    call_command("load_directory", stdout=StringIO())
    load_ladders()
    load_offer_policy()
    load_rates()
    offices = open_offices()
    staff = hire(offices)
    began = first_minute(now)
    for kind, name in FILES:
        say(_("Register: %s") % name)
        content = (REGISTERS / name).read_bytes()
        batch = registers.preview(content, name, kind, by=COMMAND, now=began)
        registers.commit(batch, by=COMMAND, now=began)
    say(_("Rings"))
    actors = Actors()
    rings = found_rings(offices, staff, actors, now)
    say(_("Pairs"))
    pair = play_pairs(staff, began)
    say(_("Rides"))
    open_places(began)
    give_cars(began)
    desk = play_rides(offices, staff, began)
    say(_("Requests"))
    play_requests(offices, staff, began)
    report_rides(desk)
    say(_("A morning passes"))
    live_until(now, rings, actors)
    ask_now(offices, staff, now)
    pairs_now(pair, staff, now)
    rides_now(desk, now)


def _is_filled() -> bool:
    return Person.objects.exists() or User.objects.exists() or Association.objects.exists()


def _is_demo() -> bool:
    return Association.objects.filter(name=OFFICES[0].name).exists()
