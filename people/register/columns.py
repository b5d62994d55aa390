"""Which heading means which field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from people.register.text import fold, words

Kind = Literal["volunteers", "residents"]


class Field(StrEnum):
    """What a column can hold. The values are the names used in reports."""

    NAME = "name"
    FIRST = "first"
    LAST = "last"
    PHONE = "phones"
    EMAIL = "email"
    MUNICIPALITY = "municipality"
    VILLAGE = "village"
    ADDRESS = "address"
    POSTCODE = "postcode"
    BIRTH = "birth_year"
    AGE = "age"
    LANGUAGES = "languages"
    WISHES = "wishes"
    AVAILABILITY = "availability"
    CAR = "car"
    TRAINED = "trained"
    STATUS = "status"
    SMS = "sms"
    CALL_TIME = "time"
    CONTACTS = "contacts"
    KEY = "key"
    CONSENT = "consent"
    AID = "aid"
    REPORTED_BY = "reported_by"
    GENDER = "gender"
    INTERESTS = "interests"
    WISHED_GENDER = "wished_gender"
    HOME = "home"
    AVOIDS = "avoids"
    CAPACITY = "capacity"
    RADIUS = "radius_km"
    NOTES = "notes"


NAMES = frozenset({Field.NAME, Field.FIRST, Field.LAST})

# Read together when a sheet has several of them ("Puhelin 1", "Gsm"); of all others the first counts.
REPEATABLE = frozenset(
    {
        Field.PHONE,
        Field.CONTACTS,
        Field.NOTES,
        Field.WISHES,
        Field.AVAILABILITY,
        Field.INTERESTS,
        Field.HOME,
        Field.AVOIDS,
    }
)

# Headings that only one kind of register has: in the other the same words mean something else.
ONLY_OF: Mapping[Field, Kind] = {
    Field.WISHED_GENDER: "residents",
    Field.HOME: "residents",
    Field.AVOIDS: "volunteers",
    Field.CAPACITY: "volunteers",
    Field.RADIUS: "volunteers",
}

# On the folded heading, in order: the first pattern that is found decides. The specific stand before
# the general: "Läheisen puhelin" is about the contact, "Soittoaika" is a time and not a call.
PATTERNS: tuple[tuple[Field, str], ...] = (
    (Field.WISHED_GENDER, (r"(toiv|mielu|halua|onsk|wish|prefer|want)\w*.*"
                          r"(sukupuol|\bmie[sh]|\bnai[sn]|\bkon\b|kvinn|\bw?o?man\b|gender)|"
                          r"(sukupuol|\bkon\b|gender|nainen|mies|kvinna|woman)\w*.*(toiv|onsk|wish|prefer)|"
                          r"(auttaj|soittaj|vapaaehtoi|kaveri|ystava|hjalpar|helper|volunteer|caller)\w* "
                          r"(sukupuol|kon\b|gender|mies|nai[sn])|\b(kon|gender) (pa|of)\b")),
    (Field.GENDER, (r"sukupuol|\bkon\b|\bgender\b|^sex$|^(mies|m) (nainen|n)$|^(nainen|n) (mies|m)$|"
                   r"^man kvinna$|^kvinna man$")),
    (Field.INTERESTS, (r"harrast|mielenkii|mielipuuh|mista (pitaa|tykk|pidat)|pitaa tehda|hobb|fritid|tycker om|"
                      r"gillar|\blikes\b|pastime|free-?time activit")),
    (Field.HOME, (r"lemmik|kotielai|^elaim(et|ia)|tupak|poltta[ako]|^porta(at|ita)|^portaikk|^raput|koti-?olo|"
                 r"husdjur|^djur|\brok(ning|er|are)\b|\btrapp|\bpets?\b|smok|^stairs|"
                 r"^(kissa|koira|katt|hund|cat|dog)$|^kotona$|^hemma$|^at home$")),
    (Field.AVOIDS, (r"allerg|rajoit|ei voi (olla|menna|kayda|vierailla)|^ei voi$|karttaa|valttaa|begransn|undvik|"
                   r"kan inte|tal inte|restriction|limitation|cannot|avoid")),
    (Field.RADIUS, (r"^(?!.*(korvau|ajett|ersattn|allowance)).*("
                   r"(kilometr|\bkm\b).*(enint|max|hogst|kork|most|asti|sade|raja)|"
                   r"(enint|max|hogst|kork|most)\w*.*(kilometr|\bkm\b|matka\b|etais|avstand|distance)|"
                   r"(kuinka|miten) (kau|pitka)|hur langt|how far|\bsade\b|radius|"
                   r"(ajo)?matka\w* (pituus )?(enint|max|kork)|etaisyys|^avstand|^distance)")),
    (Field.CAPACITY, (r"(montako|monta|monelle|hur manga|how many).*(asuk|asiak|henk|hlo|ihmis|soitet|ystav|vanhu|"
                     r"person|people|client|resident|boende|kund)|"
                     r"(enint|max|kork|hogst|at most).*(asuk|asiak|henk|hlo|ihmis|soitet|person|people|client|"
                     r"resident|boende|kund)|"
                     r"(asuk|asiak|henk|hlo|ihmis|person|people|client|resident|boende|kund)\w* "
                     r"(enint|max|kork|hogst|at most)|capacity|kapasit|kapacitet")),
    (Field.KEY, r"^avai[nm]|^onko avain|^nyckel|^key"),
    (Field.CONTACTS, (r"lahei|omai(nen|set|sen)|yhteyshenk|kontaktihenk|avain|anhorig|narstaende|"
                     r"kontaktperson|next of kin|relative|emergency|^contact( person|s)?$|hatayhteys")),
    (Field.SMS, r"tekstiv|tekstari|^viesti|\bsms\b|text message|\btexts?\b|textmedd"),
    (Field.CALL_TIME, (r"soittoaik|soittoajan|soiton aika|soitetaan klo|mihin aikaan|samtalstid|"
                      r"ringtid|call time|time (to|of) call|best time|preferred|tid for samtal|kellonaik|"
                      r"milloin (saa )?soit|soitto klo|puheluaik")),
    (Field.REPORTED_BY, r"ilmoit|kuka (kertoi|ohjasi)|ohjautu|lahettav|anmal|reported|\breferred"),
    (Field.AVAILABILITY, (r"milloin|\bkoska\b|vapaa(t|na)? aj|vapaa-a[ij]|\bajat\b|ajankoh|kaytettav|stalla upp|"
                         r"^paiva$|sopiva(t)? (aj|aik)|aikataul|paivat|"
                         r"tillgang|tider|\bnar\b|availab|\bwhen\b|free time")),
    (Field.CAR, r"\bautot?\b|\bauto\b|\bautoa\b|ajaako|ajokort|korkort|\bbil\b|\bcar\b|driv|oma auto|ajoneuv"),
    (Field.TRAINED, r"koulut|kurss|perehdy|utbild|train|course"),
    (Field.STATUS, r"^tila|\btila$|status|tilanne|vaihe|lage$|\bstate\b|aktiivi"),
    (Field.CONSENT, r"\bsuost|\blupa|luvat|samtyck|consent|permission|tietosuoja"),
    (Field.AID, r"apuval|liikku|liikunt|kulkem|hjalpmed|rorlig|\baids?\b|mobility|walking"),
    (Field.EMAIL, r"sahkopost|s-post|\bs\.? ?posti|e-?post|\be-?mail|meili"),
    (Field.POSTCODE, r"postinro|postinum|post ?nro|postnum|post ?code|\bzip"),
    (Field.VILLAGE, r"^(?!.*kunta)(?:^kyla|kylat?$|kaupunginosa|\bby$|village|taajama)"),
    (Field.LANGUAGES, r"kiele|kieli|sprak|modersmal|mother tongue|languag"),
    (Field.MUNICIPALITY, (r"kunta|kunnat|kotipaik|paikkak|\bkaupunki|asuinpaik|^bor\b|postitoimip|kommun|\bort\b|"
                         r"municip|\btown\b|\bcity\b|hemort")),
    (Field.PHONE, (r"^puh\b|puhelin|\bpuh\b|^puhnro|puh\.?n|gsm|matkap|kannyk|\bkanny|^tel\b|telef|mobil|"
                  r"phone|\bnumero\b|lankanum|^mob\b|yhteystie|\bp nro")),
    (Field.ADDRESS, r"osoite|katu|adress|address|street|gata"),
    (Field.AGE, r"^ika\b|\bika$|alder|^age\b"),
    (Field.BIRTH, (r"synt|^s$|^s-aika|\bs\.? ?vuosi|^svuosi|^s aika|fodd|fodel|birth|born|\bdob\b|"
                  r"\bhetu\b|\bsotu\b|henkilotunn|personbeteck|vuosikert|^vuosi$")),
    (Field.LAST, r"sukunimi|efternamn|slaktnamn|last ?name|surname|family name"),
    (Field.FIRST, r"etunim|kutsumanim|fornamn|tilltalsnamn|first ?name|given name"),
    (Field.NAME, (r"^(?!ring|ryhma|palvel|yhdist|kerho).*nimi|^namn|name$|^name|"
                 r"^henkilo$|^hlo$|^asiakas$|^asukas$|^vapaaehtoinen$")),
    (Field.WISHES, (r"toive|toivo|haluaa|halua|tehtav|mita (voi|tekee|apua)|kiinnost|avun tarve|auttaa|"
                    r"auttam|tarve|uppdrag|\bavun\b|rooli|osaami|^toimi|tukimuo|osallis|kohte(et|en)|\bwant|interest|"
                    r"intress|vill hjalpa|"
                   r"apumuo|palvelu|onskem|uppgift|vill gora|wish|tasks?\b|wants|needs|help")),
    (Field.NOTES, r"huom|muuta|muut tiedot|lisatie|muistiin|kommen|anteckn|ovrigt|notes?\b|remark|comment|other"),
)  # fmt: skip

BOTH_NAMES = re.compile(r"suku\w*[ -]+ja etu|etu\w*[ -]+ja suku")

# In a volunteers' register "Toive" is what they want to do, "aika" when they can; in a residents'
# register it is the hour they want to be called at.
WHEN: Mapping[Kind, Field] = {
    "volunteers": Field.AVAILABILITY,
    "residents": Field.CALL_TIME,
}
WHEN_WORDS = re.compile(r"^aika$|^klo$|^kello|^aika\b|^tid$|^time$|^times$")

SPELLINGS: Mapping[str, Field] = {
    "nimi": Field.NAME, "sukunimi": Field.LAST, "etunimi": Field.FIRST, "puhelin": Field.PHONE,
    "puhelinnumero": Field.PHONE, "matkapuhelin": Field.PHONE, "sahkoposti": Field.EMAIL,
    "kunta": Field.MUNICIPALITY, "kotikunta": Field.MUNICIPALITY, "paikkakunta": Field.MUNICIPALITY,
    "osoite": Field.ADDRESS, "syntymavuosi": Field.BIRTH, "syntymaaika": Field.BIRTH,
    "kielet": Field.LANGUAGES, "kielitaito": Field.LANGUAGES, "toiveet": Field.WISHES,
    "tehtavat": Field.WISHES, "koulutus": Field.TRAINED, "suostumus": Field.CONSENT,
    "huomautukset": Field.NOTES, "tekstiviesti": Field.SMS, "soittoaika": Field.CALL_TIME,
    "lahiomainen": Field.CONTACTS, "liikkuminen": Field.AID, "apuvaline": Field.AID,
    "vapaat ajat": Field.AVAILABILITY, "lisatietoja": Field.NOTES,
    "harrastukset": Field.INTERESTS, "sukupuoli": Field.GENDER, "lemmikit": Field.HOME,
    "allergiat": Field.AVOIDS,
}  # fmt: skip
MISSPELT_AT_LEAST = 84
LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its place (0-based), its heading as written, and what it holds."""

    place: int
    heading: str
    field: Field | None
    repeats: bool = False  # a second column for a field that can have only one
    guessed: bool = False  # the heading is not known, the cells are
    tick: bool = False  # the heading is the answer, the cell only ticks it


@lru_cache(maxsize=4096)
def field_of(heading: str, kind: Kind) -> Field | None:
    """The field a heading means, or None where we do not know it."""
    folded = " ".join(re.sub(r"[^\w.\- ]+", " ", fold(heading)).split()).strip(" .-")
    if not words(folded) or len(folded) > LONGEST_HEADING:
        return None
    if BOTH_NAMES.search(folded):
        return Field.NAME
    if WHEN_WORDS.search(folded):
        return WHEN[kind]
    named = (field for field, pattern in PATTERNS if re.search(pattern, folded))
    found = next((field for field in named if ONLY_OF.get(field, kind) == kind), None)
    return _for_kind(found or _misspelt(folded), kind)


def _for_kind(field: Field | None, kind: Kind) -> Field | None:
    if field is Field.AVAILABILITY and kind == "residents":
        return Field.CALL_TIME
    return field if field is None or ONLY_OF.get(field, kind) == kind else None


def _misspelt(folded: str) -> Field | None:
    match = process.extractOne(
        folded, SPELLINGS.keys(), scorer=fuzz.ratio, score_cutoff=MISSPELT_AT_LEAST
    )
    return SPELLINGS[match[0]] if match else None
