"""The words by which somebody asks for no more texts, and those that only look like them."""

import pytest

from notifications.rules.opting import asks_to_start, asks_to_stop

STOPS = ["STOP", "Stopp", "stoppi", "LOPETA", "Lopettakaa", "Sluta", "avsluta", "END", "Quit"]
STOPS += ["stop 1", "LOPETA 16400", "unsubscribe", "StopAll", "opt-out", "Opt out", "REVOKE"]
CALLS_OFF = ["CANCEL", "Peru", "PERUUTA", "perun kyydin", "Avboka", "inställt", "loppu"]
ANSWERS = [
    "Kyllä",
    "YES",
    "joo",
    "OK",
    "1",
    "ja",
    "ei",
    "",
    "?!",
    "älä lopeta",
    "stop-merkki",
    "the end",
]
ANSWERS += [
    "lopetan kello 10",
    "end of call",
    "end 10.30",
    "10.30",
    "bussin stop oli rikki",
    "unstoppable",
]


@pytest.mark.parametrize("word", STOPS)
@pytest.mark.parametrize(
    "around", ["{}", " {}\n", "{}.", "»{}!!«", "{} 🙏", "{} {}", "Please {}", "{}, kiitos"]
)
def test_a_word_that_stops_is_known_whatever_stands_around_it(word: str, around: str) -> None:
    for written in (word, word.lower(), word.upper()):
        text = around.format(written, written)
        assert asks_to_stop(text)
        assert not asks_to_start(text)


@pytest.mark.parametrize("text", CALLS_OFF + ANSWERS)
def test_calling_off_and_answering_are_no_stop_and_no_start(text: str) -> None:
    assert not asks_to_stop(text)
    assert not asks_to_start(text)


@pytest.mark.parametrize("word", ["START", "Aloita", "aloittakaa!", " starta ", "Börja", "UNSTOP"])
def test_a_word_that_starts_again_is_no_stop(word: str) -> None:
    assert asks_to_start(word)
    assert not asks_to_stop(word)


def test_who_says_both_has_said_neither() -> None:
    assert not asks_to_stop("stop start")
    assert not asks_to_start("stop start")
