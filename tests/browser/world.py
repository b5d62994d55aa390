"""The world that the browser sees: the demo at a fixed hour, and beside it what a day of work leaves behind."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db.models import F
from openpyxl import Workbook

from backend.demo.seed import seed
from backend.demo.staff import COORDINATOR, LOGINS, PASSWORD, SINCE
from directory.actors import Actor, staff
from directory.localtime import local_date
from directory.machine import move
from directory.models import Association, Municipality, ServiceLine, StaffRole, User
from directory.scope import Area, Scope, scope_of
from notifications.models import Message, Prompt
from people.models import Absence, Contact, Person
from people.services.absences import record_absence
from people.services.registers import commit, preview
from people.services.undo import undo
from rings.machines import ASSIGNMENT
from rings.models import Concern, DateException, Occurrence, Ring, RingMember, ScheduleRule
from rings.services.attending.assign import assign
from rings.services.attending.outcomes import record_outcome
from rings.services.bulk.call_off import call_off
from rings.services.bulk.reach import Reach
from rings.services.climbing.office import hand_to_office
from rings.services.concerns.acts import close as close_concern
from rings.services.concerns.opening import Worry, open_concern
from rings.services.planning.build import add_member, create_ring
from rings.services.series.exceptions import set_exception
from tests.browser.counts_world import counts
from tests.browser.gigs import requests
from tests.browser.lost_texts import lost_texts
from tests.browser.pairs import pairs
from tests.browser.rides_dispatch import dispatch
from tests.browser.rides_world import rides
from tests.browser.suggested import suggested
from tests.browser.texts import texts

NOW = datetime(2026, 11, 24, 8, 15, tzinfo=UTC)  # a Tuesday, a quarter past ten in Helsinki
ADMINISTRATOR, READER = LOGINS[3].email, LOGINS[4].email
IDLE, CAREFUL, INVITED = "uusi@rinki.example", "varova@rinki.example", "kutsuttu@rinki.example"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"
REGISTERS = Path(__file__).parents[1] / "data" / "registers"
RING, PAIR = "Aamusoitot, Jyväskylä", "Soittopari, Jyväskylä"


@dataclass(frozen=True)
class World:
    """What there is to open: numbers and tokens for addresses, by the word that the table of pages uses."""

    ids: dict[str, int | str]
    reset: tuple[str, str]

    def __getitem__(self, word: str) -> int | str:
        return self.ids[word]


def build() -> World:
    """Fill the empty database; return what the addresses need."""
    seed(NOW, lambda _line: None)
    user = User.objects.get(email=COORDINATOR)
    by = staff(user.pk)
    _hire()
    parts: list[dict[str, int] | dict[str, int | str]] = [
        _rings(user, by),
        _people(by),
        _batches(user, by),
        _settings(),
        _worries(by),
        requests(Ring.objects.get(name=RING), by, NOW),
        _called_off(by),
        pairs(by, NOW),
        suggested(Ring.objects.get(name=RING).municipality, NOW),
        rides("Jyväskylä", by, NOW),
        dispatch(by, NOW),
        texts("Jyväskylä", NOW),
    ]
    _different(by)
    lost_texts("Jyväskylä", by, NOW)
    counts(NOW)
    _worker_has_gone_on()
    phone = Prompt.objects.filter(state=Prompt.State.OPEN).order_by("pk").values_list("number_id")
    ids = _joined([*parts, {"phone": _first(phone)}])
    return World(ids, (user_pk_to_url_str(user), default_token_generator.make_token(user)))


def _worker_has_gone_on() -> None:
    """Have what was due before `NOW` arrive: what the office did in those weeks, a worker sent."""
    late = Message.objects.filter(state=Message.State.PENDING, due_at__lt=NOW)
    late.update(state="delivered", accepted_at=F("due_at"), delivered_at=F("due_at"), due_at=None)


def _joined(parts: "list[dict[str, int] | dict[str, int | str]]") -> dict[str, int | str]:
    """Return all words of `parts` in one; one word never means two things."""
    ids: dict[str, int | str] = {}
    for part in parts:
        assert not ids.keys() & part.keys(), f"meant twice: {ids.keys() & part.keys()}"
        ids |= part
    return ids


def _first(rows: object) -> int:
    """Return the first number of a `values_list` of one column."""
    found: int = next(iter(rows))[0]  # type: ignore[call-overload]
    return found


def _hire() -> None:
    """Add who has nothing to do yet, who signs in with two steps, and who has no password yet."""
    office = Association.objects.create(
        name="Esimerkkikylän apu ry", short_name="Kyläapu", phone="014 000 0003"
    )
    for email, password in ((IDLE, PASSWORD), (CAREFUL, PASSWORD), (INVITED, None)):
        user = User.objects.create_user(email, password, first_name="Uuno", last_name="Uusi")
        StaffRole.objects.create(
            user=user, role=StaffRole.Role.COORDINATOR, association=office, valid_from=SINCE
        )
    careful = User.objects.get(email=CAREFUL)
    Authenticator.objects.create(user=careful, type="totp", data={"secret": TOTP_SECRET})
    Authenticator.objects.create(
        user=careful, type="recovery_codes", data={"seed": "of the picture", "used_mask": 0}
    )


def _rings(user: User, by: Actor) -> dict[str, int]:
    ring, pair = Ring.objects.get(name=RING), Ring.objects.get(name=PAIR)
    calls = Occurrence.objects.order_by("starts_at", "pk")
    return {
        "ring": ring.pk,
        "rule": ring.rules.get().pk,
        "member": _first(ring.members.filter(role="resident").values_list("pk")),
        "draft": _draft("Uusi rinki, Laukaa", user, by, ready=True).pk,
        "empty": _draft("Tyhjä rinki, Laukaa", user, by, ready=False).pk,
        "worry": calls.get(ring=pair, state="escalated").pk,
        "late": _first(calls.filter(ring=ring, state="escalated").values_list("pk")),
        "made": _first(calls.filter(ring=ring, state="done").values_list("pk")),
        "planned": _first(calls.filter(ring=ring, state="planned").values_list("pk")),
    }


def _draft(name: str, user: User, by: Actor, *, ready: bool) -> Ring:
    """Make a ring that is not published: with members and an hour when `ready`."""
    like = Ring.objects.get(name="Soittorinki, Laukaa")
    ring = Ring(name=name, kind="call", topology="hub", municipality=like.municipality)
    ring.association, ring.coordinator, ring.created_at = like.association, user, NOW
    create_ring(ring, by=by, now=NOW)
    if ready:
        day = local_date(NOW)
        for member in like.members.all():
            add_member(ring, member.person, member.role, by=by, now=NOW)
        ScheduleRule.objects.create(
            ring=ring, weekdays=[0, 2, 4], anchor=day, wall_time=time(9, 30), valid_from=day
        )
    return ring


def _different(by: Actor) -> None:
    """Leave a day out of a ring on which somebody was chosen by hand: that one waits for a decision."""
    ring, day = Ring.objects.get(name=RING), local_date(NOW) + timedelta(days=6)
    chosen = Occurrence.objects.filter(ring=ring, nominal_date=day).order_by("pk")[0]
    helper = ring.members.filter(role="helper").order_by("-position")[0].person
    assign(chosen, helper, origin="manual", by=by, now=NOW)
    left_out = DateException(nominal_date=day, kind="skip", note="Kylän yhteinen retki")
    set_exception(ring, left_out, by=by, now=NOW)


def _called_off(by: Actor) -> dict[str, int]:
    """Call off a day of a ring just now, and leave a ring whose hours collide with another's."""
    ring = Ring.objects.get(name=RING)
    day = local_date(NOW) + timedelta(days=2)
    everything = Scope((Area(None, None),), (), frozenset())
    bulk = call_off(
        Reach(day, day, ring=ring), scope=everything, by=by, now=NOW, note="Myrskyvaroitus"
    )
    clash = _draft("Uusi rinki, Jyväskylä", ring.coordinator, by, ready=False)
    clash.municipality = ring.municipality
    clash.save()
    resident = ring.members.filter(role="resident").order_by("position")[0].person
    add_member(clash, resident, "resident", by=by, now=NOW)
    hour = ring.rules.order_by("pk")[0].wall_time
    ScheduleRule.objects.create(
        ring=clash, weekdays=[0, 2, 4], anchor=day, wall_time=hour, valid_from=local_date(NOW)
    )
    _miss_helpers(by)
    return {"called_off": bulk.pk, "clash": clash.pk}


def _miss_helpers(by: Actor) -> None:
    """Leave three coming turns without anybody for certain: two look for a stand-in, one is with the office."""
    coming = Occurrence.objects.filter(ring__name="Vierailurinki, Laukaa", state="planned")
    first, second, third = coming.filter(starts_at__gt=NOW).order_by("starts_at", "pk")[4:7]
    for visit in (first, third):
        record_outcome(visit, "cannot", by=by, now=NOW)
    hand_to_office(second, Occurrence.Because.NOBODY, by=by, now=NOW)
    duty = second.holder()
    if duty:
        move(duty, ASSIGNMENT, "release", by=by, now=NOW, ended_at=NOW)


def _people(by: Actor) -> dict[str, int]:
    """Choose a resident with everything on their page, and a volunteer with turns."""
    members = RingMember.objects.filter(ring__name=RING)
    contact = Contact.objects.filter(resident__person__memberships__ring__name=RING).order_by("pk")[
        0
    ]
    resident = contact.resident.person
    helper = members.filter(role="helper").order_by("position")[0].person
    later = local_date(NOW) + timedelta(days=20)
    for person in (resident, helper):
        record_absence(person, later, later + timedelta(days=7), by=by, now=NOW, note="lomalla")
    return {
        "Resident": resident.pk,
        "Volunteer": helper.pk,
        "contact": contact.pk,
        "number": _first(resident.numbers.values_list("pk")),
        "absence": _first(Absence.objects.filter(person=resident).values_list("pk")),
    }


def _worries(by: Actor) -> dict[str, int]:
    """Find the worry that a text of the morning opened, and leave another one closed."""
    about = RingMember.objects.filter(ring__name=RING, role="resident").order_by("-pk")[0].person
    closed = open_concern(Worry(about, "Postia oli paljon.", "soon"), by=by, now=NOW, mine=True)
    close_concern(closed, "well", "Oli matkoilla.", by=by, now=NOW)
    return {
        "concern": _first(Concern.objects.open().values_list("pk")),
        "closed-concern": closed.pk,
    }


def _batches(user: User, by: Actor) -> dict[str, int]:
    """Leave one register looked at, one taken in and one undone."""
    scope = scope_of(user, local_date(NOW))
    content = (REGISTERS / "vapaaehtoiset.xlsx").read_bytes()
    made = {
        "previewed": preview(
            content, "vapaaehtoiset.xlsx", "volunteers", by=by, now=NOW, allowed=scope
        )
    }
    for word, first in (("taken", "Taimi"), ("undone", "Urho")):
        sheet = small_register(first)
        made[word] = preview(
            sheet, f"{first}.xlsx".lower(), "volunteers", by=by, now=NOW, allowed=scope
        )
        commit(made[word], by=by, now=NOW, allowed=scope)
    undo(made["undone"], by=by, now=NOW)
    return {word: batch.pk for word, batch in made.items()}


def small_register(first: str) -> bytes:
    """Return a workbook that lists three invented volunteers, and one row that needs a human."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nimi", "Puhelin", "Kunta", "Syntymävuosi"])
    for number, last in enumerate(("Esimerkki", "Malli", "Koe")):
        sheet.append(
            [
                f"{first} {last}",
                f"050 55{number}{len(first)}{ord(first[0])}7",
                "Laukaa",
                1960 + number,
            ]
        )
    sheet.append([f"{first} Näyte", "soita toimistolle", "Laukaa", "?"])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _settings() -> dict[str, int]:
    tables = (Municipality, Association, ServiceLine, StaffRole)
    return {
        table.__name__: _first(table.objects.order_by("pk").values_list("pk")) for table in tables
    }


def person_named(first: str) -> Person:
    """Return the one person with that first name."""
    return Person.objects.get(first_name=first)
