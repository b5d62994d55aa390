"""The catalogues compile without gettext, and a gap in them is found."""

import re
from pathlib import Path

import polib

from backend.management.commands.check_catalogues import gaps
from backend.management.commands.compile_catalogues import compile_catalogues

ROOT = Path(__file__).parents[2]
OTHER_NAME = re.compile(r"\bn?p?gettext(?:_lazy)? as (?!_\b)\w+")


def catalogue(**texts: str) -> polib.POFile:
    """Return a catalogue of msgid → msgstr."""
    made = polib.POFile()
    made.extend(polib.POEntry(msgid=source, msgstr=text) for source, text in texts.items())
    return made


def test_a_complete_catalogue_has_no_gaps() -> None:
    assert gaps(catalogue(Save="Tallenna"), catalogue(Save="")) == []


def test_a_missing_an_untranslated_and_a_left_over_text_are_each_found() -> None:
    found = gaps(catalogue(Save="", Gone="Poissa"), catalogue(Save="", Send=""))
    assert found == [
        "not in the catalogue: 'Send'",
        "no longer in the code: 'Gone'",
        "not translated: 'Save'",
    ]


def test_a_guess_marked_fuzzy_is_found() -> None:
    guessed = catalogue(Save="Säästä")
    guessed[0].flags.append("fuzzy")
    assert "a guess (fuzzy): 'Save'" in gaps(guessed, catalogue(Save=""))


def test_only_a_changed_catalogue_is_compiled_again(tmp_path: Path) -> None:
    folder = tmp_path / "fi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue(Save="Tallenna").save(str(folder / "django.po"))
    assert compile_catalogues(tmp_path) == 1
    assert polib.mofile(str(folder / "django.mo"))[0].msgstr == "Tallenna"
    assert compile_catalogues(tmp_path) == 0


def test_no_word_is_translated_under_a_name_by_which_it_is_not_collected() -> None:
    apps = ("backend", "directory", "people", "volunteers", "notifications", "rings", "rides")
    code = [file for app in apps for file in (ROOT / app).rglob("*.py")]
    assert len(code) > 100
    assert [file.name for file in code if OTHER_NAME.search(file.read_text("utf-8"))] == []
