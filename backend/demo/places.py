"""Where people of the demo are driven to: a shop, a health centre and a club house in each centre, invented."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from directory.actors import COMMAND
from directory.models import Municipality
from rides.models import Destination
from rides.services.destinations import write_destination


@dataclass(frozen=True)
class Place:
    """A place by its distance from the centre, in degrees, and what people call it."""

    name: str
    address: str
    north: str
    east: str
    words: tuple[str, ...]


IN_EVERY_CENTRE = (
    Place("Kauppa", "Keskustie 2", "0.0008", "0.0011", ("kauppa", "ruokakauppa", "market")),
    Place(
        "Terveysasema",
        "Sairaalantie 1",
        "-0.0041",
        "0.0062",
        ("terveysasema", "terveyskeskus", "tk", "lääkäri"),
    ),
    Place("Seurakuntatalo", "Kirkkotie 4", "0.0027", "-0.0049", ("seurakuntatalo", "kerho")),
)
ELSEWHERE = {
    "Jyväskylä": (
        Place(
            "Keskussairaala",
            "Hoitajantie 3",
            "-0.0120",
            "-0.0140",
            ("keskussairaala", "sairaala", "dialyysi"),
        ),
    )
}


def open_places(now: datetime) -> None:
    """Write down the places of all municipalities."""
    for town in Municipality.objects.order_by("code"):
        for place in (*IN_EVERY_CENTRE, *ELSEWHERE.get(town.name_fi, ())):
            _write(town, place, now)


def _write(town: Municipality, place: Place, now: datetime) -> None:
    row = Destination(
        name=place.name,
        municipality=town,
        address=place.address,
        latitude=town.latitude + Decimal(place.north),
        longitude=town.longitude + Decimal(place.east),
        words=list(place.words),
    )
    write_destination(row, changed=[], by=COMMAND, now=now)
