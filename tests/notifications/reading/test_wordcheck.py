"""A pattern that can never match does not load."""

import pytest

from notifications.reading.wordcheck import WordListError, check


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("kaatui||putosi", "an empty alternative"),
        ("kaatui| putosi", "an empty alternative"),
        ("oli *", "an empty alternative"),
        ("kaatui  taas", "spaces that part nothing"),
        ("", "spaces that part nothing"),
        ("Kaatui", "capitals in Kaatui"),
        ("numero ei|EI vastaa", "capitals in EI"),
        ("teho-osasto", "teho-osasto is not one word"),
        ("cant't", "cant't is not one word"),
        ("oli [ihan tosi|kovin] huono", "a space between bars in"),
        ("[oli] [ihan]", "nothing in it must be there"),
        ("kuka $ siellä", "words after the end"),
        (
            "unwell|poorly|threw up|feverish|dizzy|passed out|weak|gave up|pale",
            "phrases between bars",
        ),
    ],
)
def test_a_pattern_that_can_never_match_is_refused_with_its_place(pattern: str, why: str) -> None:
    with pytest.raises(WordListError) as error:
        check("concern.toml fi", ["kaatui", pattern])
    assert str(error.value).startswith(f"concern.toml fi: {pattern!r}: {why}")


def test_every_form_the_lists_use_is_let_through() -> None:
    forms = [
        "EI ole|oo [enää] kunnossa",
        "*lääk* loppu*",
        "ei .. viikkoon",
        "kuka [siellä] $",
        "at_home|out",
    ]
    check("answers.toml fi", forms)


def test_every_fault_of_a_list_is_told_at_once() -> None:
    with pytest.raises(WordListError, match=r"(?s)'A'.*'b\|\|c'"):
        check("answers.toml fi", ["A", "b||c"])
