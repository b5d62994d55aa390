"""Whoever edits texts is told what each is for, and what each value in it tells."""

from notifications.texts import catalogue
from notifications.texts.told import PURPOSES, VALUES


def test_every_text_says_what_it_is_for_and_no_two_say_the_same() -> None:
    assert set(PURPOSES) == set(catalogue())
    assert len({str(words) for words in PURPOSES.values()}) == len(PURPOSES)


def test_every_value_is_explained_and_no_other() -> None:
    assert set(VALUES) == {name for text in catalogue().values() for name in text.variables}
