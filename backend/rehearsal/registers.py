"""Two workbooks in a folder, taken in by the import itself, and rings made for every resident who has agreed."""

from datetime import date, datetime
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from backend.rehearsal.grouping import Helper, Proposal, Wish, districts, propose, wishes_of
from directory.actors import COMMAND
from directory.localtime import local_date
from directory.models import Association, Municipality, StaffRole, User
from people.models import Resident
from people.register.columns import Kind
from people.register.headings import header_score
from people.register.sheets import read_sheets
from people.services import registers
from rings.models import Ring, RingMember, ScheduleRule
from volunteers.models import Volunteer
from volunteers.services.eligibility import blockers_of

KINDS: tuple[Kind, Kind] = ("volunteers", "residents")
OFFICE = "Harjoitus"
VISIT_NOTICE = 120  # minutes: a visitor hears of the turn two hours before


class NoRegistersError(Exception):
    """The folder does not hold one workbook of volunteers and one of residents."""


def find_workbooks(folder: Path) -> dict[Kind, Path]:
    """Return the workbook of each kind in `folder`, told apart by their headings."""
    found: dict[Kind, Path] = {}
    for path in sorted(folder.glob("*.xlsx")):
        found.setdefault(kind_of(path), path)
    if set(found) != set(KINDS):
        raise NoRegistersError(str(folder))
    return found


def kind_of(path: Path) -> Kind:
    """Return which kind of register the headings of `path` suit best."""
    header = read_sheets(path, KINDS[0]).read[0].header
    return max(KINDS, key=lambda kind: header_score(header, kind))


def take_in(folder: Path, now: datetime) -> None:
    """Fill an empty database with the municipalities, an office, and the people in `folder`."""
    call_command("load_directory", stdout=StringIO())
    office = Association.objects.create(name=OFFICE, short_name=OFFICE, phone="014 000 0000")
    office.municipalities.set(Municipality.objects.all())
    coordinator = User.objects.create_user("coordinator@rehearsal.invalid", first_name=OFFICE)
    StaffRole.objects.create(
        user=coordinator, role=StaffRole.Role.COORDINATOR, valid_from=date(2020, 1, 1)
    )
    for kind, path in find_workbooks(folder).items():
        batch = registers.preview(path.read_bytes(), path.name, kind, by=COMMAND, now=now)
        registers.commit(batch, by=COMMAND, now=now)
    make_rings(office, coordinator, now)


@transaction.atomic
def make_rings(office: Association, coordinator: User, now: datetime) -> None:
    """Make a draft ring of each proposal for the residents who have agreed to the service."""
    today = local_date(now)
    proposals = [
        proposal
        for wishes, helpers in districts(_wishes(today), _helpers())
        for proposal in propose(wishes, helpers)
    ]
    for number, proposal in enumerate(proposals, start=1):
        _make(proposal, number, office, coordinator, now)


def _wishes(today: date) -> list[Wish]:
    residents = list(
        Resident.objects.select_related("person__municipality")
        .prefetch_related("person__numbers__number")
        .order_by("person__municipality", "call_time", "pk")
    )
    barred = blockers_of([r.person_id for r in residents], today, as_resident=True)
    wishes: list[Wish] = []
    for row in residents:
        if not barred[row.person_id]:
            place, texts = row.person.municipality, _takes_texts(row)
            wishes += wishes_of(
                row.person_id, place.pk, _point(place), row.wishes, row.call_time, texts=texts
            )
    return wishes


def _takes_texts(row: Resident) -> bool:
    return any(held.number.can_take_sms for held in row.person.numbers.all())


def _helpers() -> list[Helper]:
    active = Volunteer.objects.filter(state=Volunteer.State.ACTIVE)
    return [
        Helper(
            row.person_id,
            _point(row.person.municipality),
            frozenset(row.tasks),
            tuple((w.weekday, w.starts, w.ends) for w in row.windows.all()),
        )
        for row in active.select_related("person__municipality").prefetch_related("windows")
    ]


def _point(place: Municipality) -> tuple[float, float]:
    return float(place.latitude), float(place.longitude)


def _make(
    proposal: Proposal, number: int, office: Association, coordinator: User, now: datetime
) -> None:
    today = local_date(now)
    ring = Ring.objects.create(
        name=f"{OFFICE} {number}",
        kind=proposal.kind,
        topology=proposal.topology,
        municipality_id=proposal.municipality_id,
        association=office,
        coordinator=coordinator,
        remind_minutes_before=VISIT_NOTICE if proposal.kind == Ring.Kind.VISIT else 0,
        created_at=now,
    )
    ScheduleRule.objects.create(
        ring=ring,
        weekdays=list(proposal.weekdays),
        anchor=today,
        wall_time=proposal.residents[0][1],
        valid_from=today,
    )
    RingMember.objects.bulk_create(_members(ring, proposal, today))


def _members(ring: Ring, proposal: Proposal, today: date) -> list[RingMember]:
    residents = [
        RingMember(
            ring=ring,
            person_id=person_id,
            role=RingMember.Role.RESIDENT,
            position=position,
            wall_time=hour,
            valid_from=today,
        )
        for position, (person_id, hour) in enumerate(proposal.residents, start=1)
    ]
    helpers = [
        RingMember(
            ring=ring,
            person_id=person_id,
            role=RingMember.Role.HELPER,
            position=position,
            valid_from=today,
        )
        for position, person_id in enumerate(proposal.helpers, start=1)
    ]
    return residents + helpers
