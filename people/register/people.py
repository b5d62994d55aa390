"""The person a register speaks of, and when two rows speak of the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from typing import TYPE_CHECKING, Any, Literal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from people.register.aids import Aid
from people.register.availability import Availability
from people.register.consents import Consent
from people.register.contacts import Contact
from people.register.lifecycle import Status
from people.register.names import Name
from people.register.phones import Phone
from people.register.read import Attention, Spot
from people.register.suiting import Gender

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the register. None, empty text and empty tuples mean that the file does not say.

    `spots`: where it was read from. `known_id`: the person already known that it is.
    """

    spots: tuple[Spot, ...]
    name: Name
    phones: tuple[Phone, ...] = ()
    email: str = ""
    municipality: str | None = None
    village: str = ""
    address: str = ""
    postcode: str = ""
    birth_year: int | None = None
    languages: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    availability: Availability | None = field(default_factory=Availability)
    car: bool | None = None
    trained: bool | None = None
    status: Status | None = None
    returns_on: date | None = None
    sms: bool | None = None
    call_time: time | None = None
    consent: Consent = field(default_factory=Consent)
    aid: Aid | None = None
    contacts: tuple[Contact, ...] = ()
    reported_by: str = ""
    gender: Gender = ""
    interests: tuple[str, ...] = ()
    wished_gender: Gender = ""
    home: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    capacity: int | None = None
    radius_km: int | None = None
    notes: tuple[str, ...] = ()
    known_id: int | str | None = None

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the sheet rows (1-based) it was read from."""
        return tuple(spot.row for spot in self.spots)

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(phone.number for phone in self.phones)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody already in the system, as far as telling people apart needs it."""

    id: int | str
    first: str
    last: str
    phones: tuple[str, ...] = ()
    birth_year: int | None = None
    municipality: str | None = None

    def as_person(self) -> Person:
        phones = tuple(Phone(number, "mobile") for number in self.phones)
        return Person(
            (), Name(self.first, self.last), phones, municipality=self.municipality,
            birth_year=self.birth_year, known_id=self.id,
        )  # fmt: skip


NEARLY_ONE_NAME = 90

Likeness = Literal["same", "perhaps", "different"]


def likeness(one: Person, other: Person) -> Likeness:
    """Whether two entries are one person.

    The same name and a shared number, or the same name, year and municipality, is one person. Two
    years are two people: father and son share names and telephones. All else with one name is for a
    human to say. Spouses share a number but not a name, unless it is nearly one name.
    """
    if not one.name.key:
        return "different"
    years = {one.birth_year, other.birth_year} - {None}
    shared = bool(one.numbers & other.numbers)
    if one.name.key != other.name.key:
        return _likeness_misspelt(one, other) if shared and len(years) <= 1 else "different"
    if len(years) > 1:
        return "perhaps" if shared else "different"
    if shared:
        return "same"
    same_year = one.birth_year is not None and one.birth_year == other.birth_year
    same_place = one.municipality is not None and one.municipality == other.municipality
    return "same" if same_year and same_place else "perhaps"


def _likeness_misspelt(one: Person, other: Person) -> Likeness:
    """Of two with one number and no two years: one person if the names sound the same and the year is."""
    if one.name.sound == other.name.sound and one.birth_year and other.birth_year:
        return "same"
    names = (" ".join(person.name.key) for person in (one, other))
    return "perhaps" if fuzz.ratio(*names) >= NEARLY_ONE_NAME else "different"


@dataclass(frozen=True, slots=True)
class Merged:
    """The people after joining, and what a person should look at because of it."""

    people: tuple[Person, ...]
    attention: tuple[Attention, ...]


def merge_people(entries: Iterable[Person], known: Sequence[KnownPerson] = ()) -> Merged:
    """Join the rows of one person, and find each person among the known."""
    attention: list[Attention] = []
    people: list[Person] = []
    index: dict[object, list[int]] = defaultdict(list)
    for entry in entries:
        near = _near(entry, index)
        same = _place_of(entry, [people[at] for at in near], attention)
        if same is None:
            people.append(entry)
        else:
            people[near[same]], found = joined(people[near[same]], entry)
            attention += found
        _write_down(entry, len(people) - 1 if same is None else near[same], index)
    return Merged(tuple(_among_known(people, known, attention)), tuple(attention))


def _near(person: Person, index: Mapping[object, Sequence[int]]) -> list[int]:
    """The places of those who share the person's name or a number, in order."""
    keys = (person.name.key, *person.numbers)
    return sorted({at for key in keys for at in index.get(key, ())})


def _write_down(person: Person, at: int, index: dict[object, list[int]]) -> None:
    for key in (person.name.key, *person.numbers):
        index[key].append(at)


def _place_of(entry: Person, group: list[Person], attention: list[Attention]) -> int | None:
    """Where in the group of namesakes the entry belongs; a doubt becomes an attention."""
    kinds = [likeness(other, entry) for other in group]
    same = [at for at, kind in enumerate(kinds) if kind == "same"]
    if len(same) == 1:
        return same[0]
    doubts = [other for other, kind in zip(group, kinds, strict=True) if kind != "different"]
    if doubts:
        why = format_lazy(
            _("This may be the same person as on row {row}. Both were kept."), row=doubts[0].rows[0]
        )
        attention.append(_about(entry, "name", f"{entry.name.first} {entry.name.last}", why))
    return None


def _about(entry: Person, name: str, value: str, why: StrOrPromise) -> Attention:
    return Attention(entry.spots[-1], name, value, why)


def _among_known(
    people: Sequence[Person], known: Sequence[KnownPerson], attention: list[Attention]
) -> list[Person]:
    there = [one.as_person() for one in known]
    index: dict[object, list[int]] = defaultdict(list)
    for at, other in enumerate(there):
        _write_down(other, at, index)
    return [_known(one, [there[at] for at in _near(one, index)], attention) for one in people]


def _known(person: Person, namesakes: Sequence[Person], attention: list[Attention]) -> Person:
    same = [other for other in namesakes if likeness(other, person) == "same"]
    if len(same) == 1:
        return replace(person, known_id=same[0].known_id)
    if same or any(likeness(other, person) == "perhaps" for other in namesakes):
        why = _("Somebody of this name is already known. Check whether it is the same person.")
        attention.append(_about(person, "name", f"{person.name.first} {person.name.last}", why))
    return person


# --- joining two entries of one person ---------------------------------------------------------

UNITED = frozenset(
    {"phones", "languages", "wishes", "contacts", "interests", "home", "avoids", "notes", "spots"}
)
FOLLOWING = frozenset({"village", "postcode", "returns_on", "known_id", "reported_by"})


def joined(first: Person, second: Person) -> tuple[Person, list[Attention]]:
    """Both entries as one. Blanks never overwrite, lists are united, of two answers the first stays.

    The one exception: a refused consent stands against any other.
    """
    values: dict[str, Any] = {}
    attention = []
    if first.name.key != second.name.key:
        spelt = f"{second.name.first} {second.name.last}"
        attention.append(_about(second, "name", spelt, _says_else(first)))
    for name in (item.name for item in fields(Person) if item.name != "name"):
        one, other = getattr(first, name), getattr(second, name)
        if name in UNITED:
            values[name] = _united(one, other)
            continue
        values[name] = _chosen(name, one, other)
        if name not in FOLLOWING and _differ(name, one, other):
            attention.append(_about(second, name, _shown(other), _says_else(first)))
    return replace(first, **values), attention


def _says_else(first: Person) -> StrOrPromise:
    text = _("Row {row} says something else about the same person.")
    return format_lazy(text, row=first.rows[0])


def _united(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    """Both without repeats; telephones are the same when their numbers are."""
    key: Callable[[Any], object] = lambda item: getattr(item, "number", item)  # noqa: E731  # its type is said once
    united = {key(item): item for item in (*other, *one)}
    return tuple({key(item): united[key(item)] for item in (*one, *other)}.values())


def _is_blank(value: object) -> bool:
    return value in (None, "", (), Availability(), Consent())


def _chosen(name: str, one: Any, other: Any) -> Any:
    if name == "consent" and other.refused:
        return other
    return other if _is_blank(one) else one


def _differ(name: str, one: Any, other: Any) -> bool:
    if _is_blank(one) or _is_blank(other):
        return False
    if name == "consent":
        return bool(one.form != other.form)
    return bool(one != other)


def _shown(value: Any) -> str:
    if isinstance(value, Availability):
        return str(value.as_json())
    return str(getattr(value, "form", value))
