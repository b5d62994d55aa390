"""Whom of the register a request by link is for: the same rules as when a register comes in."""

from people.models import Person
from people.register.names import Name
from people.register.people import KnownPerson, likeness
from people.register.people import Person as Entry
from people.register.phones import Phone
from people.services.persons import possible_twins
from rings.models import GigRequest
from rings.services.gigs.duplicates import e164_of


def perhaps(request: GigRequest) -> list[Person]:
    """Return the people of the register whom the request may be for, those it surely is first."""
    entry = _entry(request)
    found = {person.pk: person for person in _near(request)}
    said = {pk: likeness(entry, _known(person)) for pk, person in found.items()}
    able = [person for pk, person in found.items() if said[pk] != "different"]
    return sorted(able, key=lambda person: (said[person.pk] != "same", person.pk))


def surely(request: GigRequest) -> Person | None:
    """Return the one person whom the request is for beyond doubt (name and number, or name, year and place)."""
    entry = _entry(request)
    same = [p for p in perhaps(request) if likeness(entry, _known(p)) == "same"]
    return same[0] if len(same) == 1 else None


def _entry(request: GigRequest) -> Entry:
    number = e164_of(request.phone or "")
    return Entry(
        spots=(),
        name=Name(request.first_name, request.last_name),
        phones=(Phone(number, "mobile"),) if number else (),
        municipality=request.municipality.name_fi,
        birth_year=request.birth_year,
    )


def _near(request: GigRequest) -> list[Person]:
    """Return everybody of that name, and everybody with that number."""
    number = e164_of(request.phone or "")
    with_number = Person.objects.current().filter(numbers__number__e164=number) if number else []
    return [*possible_twins(request.first_name, request.last_name, None), *with_number]


def _known(person: Person) -> Entry:
    return KnownPerson(
        id=person.pk,
        first=person.first_name,
        last=person.last_name,
        phones=tuple(person.numbers.values_list("number__e164", flat=True)),
        birth_year=person.birth_year,
        municipality=person.municipality.name_fi,
    ).as_person()
