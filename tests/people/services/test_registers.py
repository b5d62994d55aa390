"""A register comes in, is taken in twice without harm, and can be undone as a whole."""

import io
import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from directory.models import Municipality
from directory.scope import scope_of
from people.errors import RefusedError
from people.models import Consent, Contact, ImportBatch, Person, PhoneNumber, Resident
from people.register.workbook import UnreadableRegister
from people.services.absences import record_absence
from people.services.erasure import erase_person
from people.services.persons import change_person
from people.services.registers import commit, discard, preview
from people.services.undo import undo
from tests.people.makers import NOW, TODAY, make_coordinator, office
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data" / "registers"
SEED = Path(__file__).parents[3] / "directory" / "seed" / "central_finland.json"
RESIDENT = {
    "Nimi": "Esimerkki Aino",
    "Puhelin": "040 555 1234",
    "Tekstiviesti?": "ei",
    "Kunta": "Karstula",
    "Synt.": "1940",
    "Toive": "soitto",
    "Soittoaika": "klo 9",
    "Läheinen / avain": "tytär Liisa 050 555 4321 (avain)",
    "Suostumus": "suull. 3.1.2026",
    "Liikkuminen": "rollaattori",
    "Osoite": "Kylätie 1",
}


@pytest.fixture(autouse=True)
def _the_thirteen() -> None:
    call_command("load_directory", str(SEED))


def workbook(*people: Mapping[str, str]) -> bytes:
    """Return an .xlsx file with these people under the headings of the first one."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(RESIDENT))
    for person in people:
        sheet.append([person.get(heading, "") for heading in RESIDENT])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def take_in(content: bytes, kind: str = "residents") -> ImportBatch:
    """Preview and commit a file."""
    batch = preview(content, "rekisteri.xlsx", kind, by=office(), now=NOW)
    return commit(batch, by=office(), now=NOW)


def counts() -> list[int]:
    """Return how many rows the tables hold that an import writes."""
    tables = (Person, PhoneNumber, Resident, Volunteer, Contact, Consent)
    return [table.objects.count() for table in tables]


def test_both_shared_registers_come_in_with_everybody_once_and_go_out_again() -> None:
    truth = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))
    volunteers = take_in((DATA / "vapaaehtoiset.xlsx").read_bytes(), "volunteers")
    residents = take_in((DATA / "asukkaat.xlsx").read_bytes())
    assert volunteers.created_count == truth["volunteers_summary"]["people"]
    assert residents.created_count + residents.updated_count == truth["residents_summary"]["people"]
    assert Volunteer.objects.count() == truth["volunteers_summary"]["people"]
    assert Resident.objects.count() == truth["residents_summary"]["people"]
    agreed = sum(one["consent"] != "none" for one in truth["residents"])
    assert Resident.objects.filter(state=Resident.State.WAITING).count() <= agreed
    undo(residents, by=office(), now=NOW)
    undo(volunteers, by=office(), now=NOW)
    assert counts() == [0] * 6


def test_one_resident_is_written_with_everything_that_the_row_says() -> None:
    take_in(workbook(RESIDENT))
    resident = Resident.objects.get()
    person, contact = resident.person, resident.contacts.get()
    assert (person.first_name, person.last_name, person.birth_year) == ("Aino", "Esimerkki", 1940)
    assert (person.municipality.name_fi, person.address) == ("Karstula", "Kylätie 1")
    assert not person.numbers.get().number.can_take_sms
    assert (resident.state, resident.wishes, resident.aid) == ("waiting", ["call"], "rollator")
    assert f"{resident.call_time:%H:%M}" == "09:00"
    assert (contact.relation, contact.phone, contact.has_key) == ("tytär", "+358505554321", True)
    consent = person.consents.get()
    assert (consent.answer, consent.channel, consent.wording) == (
        "given",
        "import",
        "register-1 oral",
    )


@pytest.mark.parametrize("unusable", ["soita toimistolle", "112", "0600 12345"])
def test_whoever_has_no_number_to_call_comes_in_without_one_and_is_flagged(unusable: str) -> None:
    batch = take_in(workbook({**RESIDENT, "Puhelin": unusable}))
    assert Person.objects.get().first_name == "Aino"
    assert not PhoneNumber.objects.exists()
    flags = [(f["row"], f["field"], f["value"]) for f in batch.reading["attention"]]
    assert flags == [(2, "phones", unusable)]


@pytest.mark.parametrize(
    ("written", "given_on"),
    [
        ("suull. 3.1.2026", date(2026, 1, 3)),
        ("allekirj. 03.01.26", date(2026, 1, 3)),
        ("kirjallinen 2026-01-03", date(2026, 1, 3)),
        ("suullinen", None),
    ],
)
def test_a_date_written_as_text_becomes_the_day_of_the_consent(
    written: str, given_on: date | None
) -> None:
    take_in(workbook({**RESIDENT, "Suostumus": written, "Synt.": "4.3.1940"}))
    person = Person.objects.get()
    assert person.consents.get().given_on == given_on
    assert person.birth_year == 1940


def test_a_preview_writes_no_person_and_a_discarded_one_keeps_nothing() -> None:
    batch = preview(workbook(RESIDENT), "rekisteri.xlsx", "residents", by=office(), now=NOW)
    assert batch.reading["people"] == 1
    assert counts() == [0] * 6
    discard(batch, by=office(), now=NOW)
    batch.refresh_from_db()
    assert (batch.content, batch.reading) == (None, None)


def test_the_same_file_twice_is_noticed_and_adds_nothing() -> None:
    content = workbook(RESIDENT)
    take_in(content)
    before = counts()
    again = preview(content, "kopio.xlsx", "residents", by=office(), now=NOW)
    with pytest.raises(RefusedError):
        commit(again, by=office(), now=NOW)
    assert counts() == before
    again.refresh_from_db()
    assert again.state == ImportBatch.State.PREVIEWED


def test_somebody_already_here_is_brought_up_to_date_and_blanks_overwrite_nothing() -> None:
    take_in(workbook(RESIDENT))
    newer = RESIDENT | {"Osoite": "Rantatie 2", "Soittoaika": "", "Liikkuminen": "", "Synt.": ""}
    batch = take_in(workbook(newer))
    assert (batch.created_count, batch.updated_count) == (0, 1)
    resident = Resident.objects.get()
    assert resident.person.address == "Rantatie 2"
    assert (resident.person.birth_year, resident.aid) == (1940, "rollator")
    assert resident.call_time is not None
    assert resident.contacts.count() == resident.person.consents.count() == 1
    undo(batch, by=office(), now=NOW)
    assert Person.objects.get().address == "Kylätie 1"


def test_a_consent_taken_back_is_not_given_again_by_an_old_file() -> None:
    take_in(workbook(RESIDENT))
    person = Person.objects.get()
    person.consents.update(answer=Consent.Answer.WITHDRAWN)
    take_in(workbook(RESIDENT | {"Osoite": "Rantatie 2"}))
    assert [consent.answer for consent in person.consents.all()] == ["withdrawn"]


def test_a_row_without_a_municipality_is_left_out_and_said_so() -> None:
    batch = take_in(workbook(RESIDENT, RESIDENT | {"Nimi": "Esimerkki Eino", "Kunta": ""}))
    assert batch.created_count == 1
    assert [item["row"] for item in batch.reading["left_out"]] == [3]


def test_a_coordinator_takes_in_only_the_people_of_their_own_municipality() -> None:
    own = Municipality.objects.get(name_fi="Karstula")
    scope = scope_of(make_coordinator(municipality=own), TODAY)
    content = workbook(
        RESIDENT,
        RESIDENT | {"Nimi": "Esimerkki Eino", "Kunta": "Laukaa", "Puhelin": "050 555 0000"},
    )
    batch = preview(content, "r.xlsx", "residents", by=office(), now=NOW, allowed=scope)
    commit(batch, by=office(), now=NOW, allowed=scope)
    assert Person.objects.get().first_name == "Aino"


def test_undo_is_refused_as_a_whole_when_somebody_was_changed_since() -> None:
    batch = take_in(workbook(RESIDENT, RESIDENT | {"Nimi": "Esimerkki Eino", "Synt.": "1938"}))
    change_person(
        Person.objects.get(first_name="Aino"), {"address": "Uusi 3"}, by=office(), now=NOW
    )
    before = counts()
    with pytest.raises(RefusedError, match="Aino Esimerkki"):
        undo(batch, by=office(), now=NOW)
    assert counts() == before
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.COMMITTED


def test_undo_is_refused_when_somebody_has_something_that_the_register_did_not_bring() -> None:
    batch = take_in(workbook(RESIDENT))
    record_absence(Person.objects.get(), TODAY, None, by=office(), now=NOW)
    with pytest.raises(RefusedError, match="Aino Esimerkki"):
        undo(batch, by=office(), now=NOW)
    assert Person.objects.count() == 1


def test_a_number_that_somebody_else_has_since_stays_theirs() -> None:
    batch = take_in(workbook(RESIDENT))
    take_in(
        workbook(RESIDENT | {"Nimi": "Esimerkki Eino", "Synt.": "1938", "Läheinen / avain": ""})
    )
    undo(batch, by=office(), now=NOW)
    assert Person.objects.get().numbers.get().number.e164 == "+358405551234"


def test_after_an_erasure_nothing_of_the_person_is_left_in_the_batch() -> None:
    batch = take_in(workbook(RESIDENT))
    erase_person(Person.objects.get(), by=office(), now=NOW + timedelta(days=1))
    batch.refresh_from_db()
    assert batch.reading is None
    assert not batch.changes.exists()
    with pytest.raises(RefusedError):
        undo(batch, by=office(), now=NOW)


def test_what_came_in_is_encrypted_at_rest() -> None:
    batch = preview(workbook(RESIDENT), "r.xlsx", "residents", by=office(), now=NOW)
    raw = ImportBatch.objects.filter(pk=batch.pk).extra(select={"raw": "reading"})
    assert "Aino" not in raw.values_list("raw", flat=True)[0]


def test_before_there_are_municipalities_no_register_is_read() -> None:
    Municipality.objects.all().delete()
    with pytest.raises(RefusedError, match="load_directory"):
        preview(workbook(RESIDENT), "r.xlsx", "residents", by=office(), now=NOW)
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("content", [b"", b"Nimi;Puhelin\nAino;040", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_workbook_leaves_nothing(content: bytes) -> None:
    with pytest.raises(UnreadableRegister):
        preview(content, "r.xlsx", "residents", by=office(), now=NOW)
    assert not ImportBatch.objects.exists()


def test_the_command_is_a_dry_run_until_told_to_commit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "r.xlsx"
    file.write_bytes(workbook(RESIDENT))
    call_command("import_register", str(file), kind="residents", json=True)
    report = json.loads(capsys.readouterr().out)
    assert report["people_list"][0]["phones"] == ["+358405551234"]
    assert {"rows", "people", "merged", "attention", "people_list"} <= set(report)
    assert counts() == [0] * 6
    call_command("import_register", str(file), kind="residents", commit=True)
    assert Person.objects.count() == 1
    call_command("import_register", undo=ImportBatch.objects.get().pk)
    assert Person.objects.count() == 0


@pytest.mark.parametrize("name", ["missing.xlsx", "text.xlsx"])
def test_the_command_says_on_stderr_what_is_wrong_with_a_file_and_exits_2(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.xlsx").write_text("Nimi;Puhelin")
    with pytest.raises(SystemExit) as end:
        call_command("import_register", str(tmp_path / name), kind="residents", json=True)
    assert end.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.strip().endswith(".")
