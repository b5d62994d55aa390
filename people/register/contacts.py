"""A resident's own people in one cell: relation, name, number, and who has a key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from people.register.phones import MISSING, NOT_A_NUMBER, Phone, phone_spans, read_phones
from people.register.read import Cell, Read
from people.register.text import fold, lines

# Folded words for who somebody is to the resident; kept as written.
RELATIONS = (
    "tytar|tyttaren\\w*|tytto|poika|pojan\\w*|naapuri\\w*|vaimo|mies|aviomies|puoliso|avopuoliso|sisar|sisko|veli|"
    "lapsenlapsi|tyttarenpoika|pojantytar|pojanpoika|minia|vavy|ystava|ystavatar|serkku|kummi\\w*|omainen|"
    "lahiomainen|edunvalvoja|siskontytto|siskonpoika|veljenpoika|veljentytar|aiti|isa|lapsi|tati|seta|eno|"
    "kotihoito|kotipalvelu|talonmies|huoltoyhtio|isannoitsija|diakoni\\w*|leski|tuttava|hoitaja|omaishoitaja|"
    "dotter\\w*|son|sonen|granne\\w*|hustru|fru|make|maka|syster|bror|barnbarn|van|vaninna|kusin|anhorig|"
    "daughter|neighbou?r|wife|husband|sister|brother|friend|cousin|niece|nephew|spouse|grandson|granddaughter"
)
RELATION = re.compile(rf"\b({RELATIONS})\b")
LIST_NUMBER = re.compile(r"(?:^|\s)\d[).]\s")
NO_KEY = re.compile(r"ei (?:ole )?avain|ilman avain|ingen nyckel|no key|avain puuttuu|ei avaimia")
HAS_KEY = re.compile(r"avai(?:n|m)|nyckel|\bkey\b")
NOBODY = re.compile(
    r"^(?:ei|ei ole|-+|inga|ingen|none|no|\?|"
    r"(?:ei|ei ole|inga|ingen|no)\s+(?:ketaan|tiedossa|nimetty|\w*omais\w*|laheis\w*|sukulais\w*|anhorig\w*|"
    r"narstaende|relatives?|family|one|next of kin|lahipiiria)(?: tiedossa)?)[.!]?$"
)
KEY_WORDS = re.compile(r"\(?\b(?:on\s+|ei\s+)?(?:avai[nm]\w*|nyckel\w*|keys?)\b\)?", re.IGNORECASE)
PLACE = re.compile(r"(?:ssa|ssä|lla|llä|sta|stä|lta|ltä)$")
SPLIT = re.compile(
    r"[;\n•]|\s/\s(?=[^\W\d])|,\s*(?=[^\W\d])|\s(?:ja|sekä|och|and)\s(?=[^\W\d])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Contact:
    """One person the office may turn to. `note` is what else the cell says ("Ruotsissa")."""

    relation: str
    name: str
    phones: tuple[Phone, ...]
    has_key: bool
    note: str = ""


def read_contacts(cell: Cell) -> Read[tuple[Contact, ...]]:
    """The contacts in the cell's order; a number that cannot be called is a flag."""
    text = lines(cell).strip()
    if not text or NOBODY.match(fold(text)):
        return Read(())
    reads = [_contact(piece) for piece in _pieces(text)]
    flags = dict.fromkeys(flag for read in reads for flag in read.flags)
    contacts = tuple(read.value for read in reads)
    if not any(contact.relation or contact.name for contact in contacts):
        flags[_("It is not clear who this contact is.")] = None
    return Read(contacts, tuple(flags))


def _pieces(text: str) -> list[str]:
    """The cell parted where the next person begins; a bare "avain" or note stays with the one before."""
    pieces: list[str] = []
    text = LIST_NUMBER.sub("; ", text)
    for part in filter(None, (piece.strip(" ,") for piece in SPLIT.split(text))):
        begins = _begins_person(part) and not (pieces and _continues(pieces[-1], part))
        if begins or not pieces:
            pieces.append(part)
        else:
            pieces[-1] = f"{pieces[-1]}, {part}"
    return pieces


def _begins_person(part: str) -> bool:
    return bool(RELATION.match(fold(part))) or (bool(phone_spans(part)) and part[:1].isupper())


def _continues(piece: str, part: str) -> bool:
    """Whether the part is still about the same person: "Pekka" + "poika 040…", "Tytär" + "Liisa 040…"."""
    only_relation = RELATION.fullmatch(fold(piece)) and not RELATION.match(fold(part))
    return bool(only_relation) or _is_bare_name(piece)


def _is_bare_name(piece: str) -> bool:
    """ "Pekka" of "Pekka, poika, 040…": who he is comes after the comma."""
    return not RELATION.search(fold(piece)) and not phone_spans(piece)


def _contact(piece: str) -> Read[Contact]:
    folded = fold(piece)
    phones = _phones(piece)
    words = _words(piece)
    relation = next((word for word in words if RELATION.fullmatch(fold(word).strip(".:"))), "")
    rest = [word for word in words if word is not relation]
    name = [word for word in rest if word[:1].isupper() and not PLACE.search(word)]
    note = " ".join(word for word in rest if word not in name)
    has_key = bool(HAS_KEY.search(folded)) and not NO_KEY.search(folded)
    contact = Contact(relation.strip(".:").lower(), " ".join(name), phones.value, has_key, note)
    return Read(contact, phones.flags)


def _phones(piece: str) -> Read[tuple[Phone, ...]]:
    read = _numbers("; ".join(piece[start:end] for start, end in phone_spans(piece)))
    quiet = tuple(flag for flag in read.flags if flag not in (MISSING, NOT_A_NUMBER))
    return Read(read.value, quiet)


@lru_cache(maxsize=4096)
def _numbers(text: str) -> Read[tuple[Phone, ...]]:
    return read_phones(text)


def _words(piece: str) -> list[str]:
    """The words of the piece without numbers, brackets and the key."""
    bare = piece
    for start, end in reversed(phone_spans(piece)):
        bare = f"{bare[:start]} {bare[end:]}"
    bare = KEY_WORDS.sub(" ", bare)
    return [
        word
        for word in re.split(r"[\s,;:()/+]+", bare)
        if len(fold(word).strip(".-")) > 1
        and fold(word) not in {"puh", "puh.", "p", "gsm", "tel", "nro"}
    ]
