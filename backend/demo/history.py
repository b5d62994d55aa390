"""Three invented years of thirteen municipalities: who was called, visited, helped and driven, month by month.

For trying how counts are published and what they give away. Written straight into the tables, for years cannot be
lived through in a minute; the same seed makes the same years.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from io import StringIO
from random import Random

from django.core.management import call_command
from django.db import connection, transaction

from backend.demo.history_rows import History, write
from directory.localtime import instant
from directory.models import Association, Barrier, Municipality, ServiceLine, User
from people.models import Person, Resident, TargetGroup
from rides.models import Destination, Driver, RideRequest, Run
from rings.models import Gig, Occurrence, Ring
from volunteers.models import Volunteer

RESIDENTS, VOLUNTEERS = 340, 600
# More people live in towns, but the smallest places are those that want help most.
CROWDING = 0.7
# In tenths: as the project's own targets are shared out, and a few of others.
GROUPS = (
    (TargetGroup.OLDER, 6),
    (TargetGroup.YOUNG, 2),
    (TargetGroup.FAMILY, 1),
    (TargetGroup.IMMIGRANT, 1),
)
WAYS = (("call", 5), ("visit", 3), ("gig", 2), ("ride", 2))
FORMER = {"call": "Entinen soittorinki", "visit": "Entinen vierailurinki"}
# Contacts in a month: most get some, a few very many.
OFTEN = (1, 1, 2, 4, 4, 9, 20)
HELPERS = 3
UNMET = 0.06
NOON = time(12)


@transaction.atomic
def seed_history(
    seed: int,
    first_year: int,
    years: int,
    residents: int = RESIDENTS,
    volunteers: int = VOLUNTEERS,
) -> dict[str, int]:
    """Write the years from `first_year` on into an empty database; return how much of each was written."""
    call_command("load_directory", stdout=StringIO())
    rng = Random(seed)  # noqa: S311  # invented people, not secrets
    history = _begin(rng, date(first_year, 1, 1), years * 12)
    helped = _people(history, residents)
    helpers = _people(history, volunteers)
    for person in helped:
        person.target_group = _weighed(rng, GROUPS)
    Person.objects.bulk_create([*helped, *helpers])
    Resident.objects.bulk_create(
        Resident(person=p, state=_weighed(history.rng, (("served", 8), ("waiting", 1))))
        for p in helped
    )
    Volunteer.objects.bulk_create(
        Volunteer(person=p, state=Volunteer.State.ACTIVE, tasks=["call", "visit", "ride"])
        for p in helpers
    )
    for person in helpers:
        history.helpers.setdefault(person.municipality_id, []).append(person)
    for person in helped:
        live(history, person)
    made = {"residents": residents, "volunteers": volunteers} | write(history)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # so many new rows at once: the database learns how many
    return made


def _begin(rng: Random, first: date, months: int) -> History:
    office = Association.objects.create(
        name="Esimerkkiyhdistys", short_name="Esimerkki", phone="+358501110001"
    )
    office.municipalities.set(Municipality.objects.all())
    ServiceLine.objects.update(valid_from=first)
    owner = User.objects.create(email="historia@example.org", is_active=False)
    return begin(rng, first, months, office, owner)


def begin(rng: Random, first: date, months: int, office: Association, owner: User) -> History:
    """Return an empty history of so many months of `office`, with `owner` in charge of all of it."""
    return History(
        rng=rng,
        first=first,
        months=months,
        owner=owner,
        office=office,
        places=list(office.municipalities.order_by("code")),
        barriers=list(Barrier.objects.order_by("code")),
        line=ServiceLine.objects.filter(kind=ServiceLine.Kind.HELP).first()
        or ServiceLine.objects.earliest("pk"),
    )


def _people(history: History, many: int) -> list[Person]:
    weights = [place.population**CROWDING for place in history.places]
    return [
        Person(
            first_name=f"Henkilö {number}",
            last_name="Esimerkki",
            municipality=history.rng.choices(history.places, weights)[0],
            birth_year=history.rng.randint(1935, 2000),
            created_at=instant(history.first, NOON),
        )
        for number in range(many)
    ]


def live(history: History, person: Person, ways: Sequence[tuple[str, int]] = WAYS) -> None:
    """Let one resident be helped for some months, in one of `ways` (each with its weight), by a few of there."""
    rng = history.rng
    begins = rng.randrange(history.months)
    lasts = rng.randint(1, 18)
    way = _weighed(rng, ways)
    near = history.helpers.get(person.municipality_id) or next(iter(history.helpers.values()))
    helpers = rng.sample(near, min(len(near), rng.randint(1, HELPERS)))
    often = rng.choice(OFTEN)
    for month in range(begins, min(begins + lasts, history.months)):
        for day in _days(history, month, rng.randint(1, often)):
            _meet(history, person, rng.choice(helpers), way, day)
    if rng.random() < UNMET * 5:
        _unmet(history, person, next(_days(history, begins, 1)))


def _days(history: History, month: int, many: int) -> Iterator[date]:
    """Yield `many` different days of the month counted from the first."""
    year, number = history.first.year + month // 12, month % 12 + 1
    for day in sorted(history.rng.sample(range(1, 29), many)):
        yield date(year, number, day)


def _meet(history: History, person: Person, helper: Person, way: str, day: date) -> None:
    if way == "ride":
        history.rides.append(_ride(history, person, helper, day))
        return
    ring = None if way == "gig" else _ring(history, person.municipality, way)
    kind = "help" if way == "gig" else way
    turn = _turn(history, person, ring, kind, day, Occurrence.State.DONE)
    history.turns.append((turn, helper))
    if way == "gig":
        history.gigs.append(_gig(history, turn))


def _unmet(history: History, person: Person, day: date) -> None:
    turn = _turn(history, person, None, "help", day, Occurrence.State.RESOLVED)
    turn.reason = Occurrence.Reason.UNMET
    gig = _gig(history, turn)
    gig.barrier = history.rng.choice(history.barriers)
    history.gigs.append(gig)


def _turn(
    history: History, person: Person, ring: Ring | None, kind: str, day: date, state: str
) -> Occurrence:
    at = instant(day, NOON)
    return Occurrence(
        ring=ring,
        kind=kind,
        municipality=person.municipality,
        association=history.office,
        receiver=person,
        nominal_date=day,
        wall_time=NOON,
        zone="Europe/Helsinki",
        starts_at=at,
        ends_at=at + timedelta(hours=1),
        state=state,
        closed_at=at,
    )


def _gig(history: History, turn: Occurrence) -> Gig:
    return Gig(occurrence=turn, service_line=history.line, created_at=turn.starts_at)


def _ring(history: History, place: Municipality, kind: str) -> Ring:
    key = place.pk, kind
    if key not in history.rings:
        history.rings[key] = Ring.objects.create(
            name=f"{FORMER[kind]}, {place.name_fi}",
            kind=kind,
            topology=Ring.Topology.HUB,
            state=Ring.State.ENDED,
            municipality=place,
            association=history.office,
            coordinator=history.owner,
            created_at=instant(history.first, NOON),
        )
    return history.rings[key]


def _ride(history: History, person: Person, helper: Person, day: date) -> tuple[RideRequest, Run]:
    ride = RideRequest(
        rider=person,
        association=history.office,
        destination=_shop(history, person.municipality),
        wall_time=NOON,
        back=RideRequest.Back.NONE,
        day=day,
        created_at=instant(day, NOON),
    )
    return ride, _run(history, helper, day)


def _shop(history: History, place: Municipality) -> Destination:
    if place.pk not in history.shops:
        history.shops[place.pk] = Destination.objects.create(
            name="Kauppa", municipality=place, latitude=place.latitude, longitude=place.longitude
        )
    return history.shops[place.pk]


def _run(history: History, helper: Person, day: date) -> Run:
    """Return the closed run of the helper on `day`: whoever is driven the same day sits in it too."""
    if helper.pk not in history.drivers:
        volunteer = Volunteer.objects.get(person=helper)
        at = instant(history.first, NOON)
        history.drivers[helper.pk] = Driver.objects.create(volunteer=volunteer, recorded_at=at)
    key = helper.pk, day
    if key not in history.runs:
        km = history.rng.randint(6, 70)
        at = instant(day, NOON)
        history.runs[key] = Run.objects.create(
            driver=history.drivers[helper.pk],
            association=history.office,
            day=day,
            state=Run.State.CLOSED,
            owner=history.owner,
            starts_at=at,
            ends_at=at + timedelta(hours=2),
            km_planned=km,
            km_driven=km,
            closed_at=at + timedelta(hours=2),
        )
    return history.runs[key]


def _weighed(rng: Random, choices: Sequence[tuple[str, int]]) -> str:
    words = [word for word, _weight in choices]
    return rng.choices(words, [weight for _word, weight in choices])[0]
