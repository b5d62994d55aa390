"""The invented offices of the demo and who works in them."""

from dataclasses import dataclass
from datetime import date

from directory.models import Association, Municipality, StaffRole, User

PASSWORD = "rinki-esittely"  # noqa: S105 - of invented people, printed when the demo starts
SINCE = date(2026, 1, 1)


@dataclass(frozen=True)
class Office:
    """An association and where it works."""

    name: str
    short_name: str
    phone: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Login:
    """One who signs in: a role in an office (or everywhere), or in one municipality."""

    email: str
    first_name: str
    last_name: str
    role: StaffRole.Role
    phone: str = ""
    office: int | None = None
    place: str = ""


OFFICES = (
    Office("Esimerkkilän Vapari", "Vapari", "014 000 0001", ("Jyväskylä", "Laukaa")),
    Office(
        "Naapuriapu Malli ry", "Naapuriapu", "014 000 0002", ("Karstula", "Äänekoski", "Viitasaari")
    ),
)
COORDINATOR, SECOND = "koordinaattori@rinki.example", "toinen@rinki.example"
LOGINS = (
    Login(COORDINATOR, "Kaisa", "Esimerkki", StaffRole.Role.COORDINATOR, "050 5509001", 0),
    Login(SECOND, "Mikko", "Malli", StaffRole.Role.COORDINATOR, "050 5509002", 1),
    Login("sijainen@rinki.example", "Sanna", "Koe", StaffRole.Role.SUBSTITUTE, "050 5509003", 0),
    Login(
        "paakayttaja@rinki.example", "Pekka", "Näyte", StaffRole.Role.ADMINISTRATOR, "050 5509004"
    ),
    Login("kunta@rinki.example", "Karla", "Mallikas", StaffRole.Role.READER, place="Karstula"),
)


def open_offices() -> list[Association]:
    """Make the associations."""
    made = []
    for office in OFFICES:
        row = Association.objects.create(
            name=office.name, short_name=office.short_name, phone=office.phone
        )
        row.municipalities.set(Municipality.objects.filter(name_fi__in=office.places))
        made.append(row)
    return made


def hire(offices: list[Association]) -> dict[str, User]:
    """Make everybody who signs in; return them by address."""
    hired = {}
    for login in LOGINS:
        user = User.objects.create_user(
            login.email,
            PASSWORD,
            first_name=login.first_name,
            last_name=login.last_name,
            phone=login.phone,
        )
        StaffRole.objects.create(
            user=user,
            role=login.role,
            association=None if login.office is None else offices[login.office],
            municipality=Municipality.objects.filter(name_fi=login.place).first(),
            valid_from=SINCE,
        )
        hired[login.email] = user
    return hired
