"""Bringing a register in through the browser."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from openpyxl import Workbook

from directory.models import User
from people.models import ImportBatch, Person
from tests.people.makers import make_coordinator

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data" / "registers"
SEED = Path(__file__).parents[3] / "directory" / "seed" / "central_finland.json"


@pytest.fixture
def desk(client: Client) -> Client:
    """A browser in which a coordinator of all municipalities has signed in, in English."""
    call_command("load_directory", str(SEED))
    coordinator = make_coordinator()
    coordinator.language = "en"
    coordinator.save()
    client.force_login(coordinator)
    return client


def upload(desk: Client, content: bytes, kind: str = "volunteers") -> Any:
    """Send a file in the form."""
    file = SimpleUploadedFile("rekisteri.xlsx", content)
    return desk.post("/import/", {"kind": kind, "file": file})


def text_of(response: Any) -> str:
    """Return the page as text."""
    return str(response.content.decode())


def workbook(*rows: tuple[str, ...]) -> bytes:
    """Return an .xlsx file with these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_register_is_previewed_taken_in_and_undone(desk: Client) -> None:
    truth = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))["volunteers_summary"]
    upload(desk, (DATA / "vapaaehtoiset.xlsx").read_bytes())
    batch = ImportBatch.objects.get()
    text = text_of(desk.get(f"/import/{batch.pk}/"))
    assert f"Take in {truth['people']} people" in text
    assert "This is a premium-rate number." in text
    assert not Person.objects.exists()
    desk.post(f"/import/{batch.pk}/commit/")
    assert Person.objects.count() == truth["people"]
    assert "Undo all of it" in text_of(desk.get(f"/import/{batch.pk}/"))
    desk.post(f"/import/{batch.pk}/undo/")
    assert not Person.objects.exists()


def test_pressing_the_button_twice_takes_the_register_in_once(desk: Client) -> None:
    upload(desk, (DATA / "vapaaehtoiset.xlsx").read_bytes())
    address = f"/import/{ImportBatch.objects.get().pk}/commit/"
    desk.post(address)
    before = Person.objects.count()
    response = desk.post(address, follow=True)
    assert "Look again." in text_of(response)
    assert Person.objects.count() == before


def test_a_file_thrown_away_leaves_nothing(desk: Client) -> None:
    upload(desk, (DATA / "vapaaehtoiset.xlsx").read_bytes())
    batch = ImportBatch.objects.get()
    desk.post(f"/import/{batch.pk}/discard/")
    batch.refresh_from_db()
    assert (batch.state, batch.content, batch.reading) == ("discarded", None, None)
    assert not Person.objects.exists()


HEADER = ("Nimi", "Puhelin", "Kunta", "Toive")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Nimi;Puhelin", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        (workbook(), "empty"),
        (workbook(("Aino", "040 815 2214")), "No row of headings"),
        (
            workbook(HEADER, ("Aino Aho", "040 815 2214"), ("Asukas", "Gsm", "Kotikunta", "Kieli")),
            "two different rows of headings",
        ),
        (workbook(HEADER, *[("Aino Aho", "040 815 2214")] * 20_001), "Split it"),
    ],
    ids=["text", "password", "xls", "empty", "no header", "two headers", "too long"],
)
def test_a_file_that_cannot_be_read_is_refused_in_plain_words_and_leaves_nothing(
    desk: Client, content: bytes, words: str
) -> None:
    response = upload(desk, content)
    assert response.status_code == 422
    assert words in text_of(response)
    assert not ImportBatch.objects.exists()


def test_a_form_without_a_file_says_so(desk: Client) -> None:
    response = desk.post("/import/", {"kind": "volunteers"})
    assert response.status_code == 422
    assert 'href="#id_file"' in text_of(response)


def test_somebody_elses_upload_is_not_found(desk: Client, client: Client) -> None:
    upload(desk, (DATA / "vapaaehtoiset.xlsx").read_bytes())
    client.force_login(make_coordinator("toinen@example.org"))
    assert client.get(f"/import/{ImportBatch.objects.get().pk}/").status_code == 404
    assert User.objects.count() == 2
