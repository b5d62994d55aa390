"""The documents say what is so: commands exist, links lead somewhere, the table is what the reader does."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from notifications.reading import Asked, read_reply

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
SCRIPT = re.compile(r"(?<![\w/-])bin/([a-z_]+)")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
PATH = re.compile(
    r"`((?:backend|directory|people|volunteers|notifications|rings|templates|tests|docs|locale)/[\w./-]+)`"
)
MEANS = {
    "done": "done",
    "yes": "accept",
    "no": "decline",
    "no answer": "no_answer",
    "cannot": "cannot",
    "worry": "concern",
    "help": "help",
    "stop": "stop",
}
ASKED = (
    ("call_reminder", "no_answer"),
    ("substitute_offer", "decline"),
    ("morning_checkin", "concern"),
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_and_path_that_a_document_names_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = [*LINK.findall(text)]
    missing = [name for name in named if not (document.parent / name).exists()]
    missing += [name for name in PATH.findall(text) if not (ROOT / name).exists()]
    missing += [
        f"bin/{name}" for name in SCRIPT.findall(text) if not (ROOT / "bin" / name).exists()
    ]
    missing += [name for name in COMMAND.findall(text) if name not in get_commands()]
    assert missing == []


def dialogue_rows() -> list[tuple[str, tuple[str, ...]]]:
    """Return each example answer of the table with what the three columns say it means."""
    lines = (ROOT / "docs" / "sms-dialogue.md").read_text(encoding="utf-8").splitlines()
    cells = [
        [c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("| ")
    ]
    return [(answer, tuple(row[1:])) for row in cells[1:] for answer in row[0].split(" · ")]


@pytest.mark.parametrize(("answer", "meanings"), dialogue_rows())
def test_the_dialogue_table_is_what_the_reader_does(answer: str, meanings: tuple[str, ...]) -> None:
    assert len(meanings) == len(ASKED)
    for (context, no_means), meaning in zip(ASKED, meanings, strict=True):
        asked = Asked(
            context=context,
            before_slot=False,
            names=("Aino", "Veikko"),
            language="fi",
            no_means=no_means,
        )
        assert read_reply(answer, asked).intent == MEANS[meaning], (answer, context)
