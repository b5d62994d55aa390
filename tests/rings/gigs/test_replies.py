"""A letter chooses one of two, and a length of time says that it was done."""

import pytest

from notifications.reading import Asked, Intent
from rings.rules.gig_replies import letters_in, minutes_in, read_offer_reply, read_report

TWO = Asked("gig_offer", before_slot=False, names=("A", "B"), language="fi", no_means="decline")
ONE = Asked("gig_offer", before_slot=False, names=(), language="fi", no_means="decline")
DONE = Asked("visit_reminder", before_slot=False, names=(), language="fi", no_means="no_answer")


@pytest.mark.parametrize(
    ("body", "intent", "names"),
    [
        ("A", Intent.ACCEPT, ("A",)),
        ("b", Intent.ACCEPT, ("B",)),
        ("ok B", Intent.ACCEPT, ("B",)),
        ("A:n voin ottaa", Intent.ACCEPT, ("A",)),
        ("A ja B", Intent.ACCEPT, ("A", "B")),
        ("molemmat käy", Intent.ACCEPT, ("A", "B")),
        ("både och, båda går bra", Intent.ACCEPT, ("A", "B")),
        ("B ei", Intent.DECLINE, ("B",)),
        ("A ok mutta B ei käy", Intent.UNCLEAR, ()),
        ("kyllä ensimmäinen", Intent.ACCEPT, ("A",)),
        ("jälkimmäinen käy", Intent.ACCEPT, ("B",)),
        ("joku toinen", Intent.DECLINE, ()),
        ("kyllä", Intent.ACCEPT, ()),
        ("EI", Intent.DECLINE, ()),
        ("en pääse kumpaankaan", Intent.DECLINE, ()),
    ],
)
def test_an_answer_to_two_requests(body: str, intent: Intent, names: tuple[str, ...]) -> None:
    found = read_offer_reply(body, TWO)
    assert (found.intent, found.names) == (intent, names)


def test_the_article_of_a_sentence_chooses_nothing() -> None:
    assert letters_in("I can not do it, I have a meeting", ("A", "B")) == ()
    assert letters_in("a", ("A", "B")) == ("A",)


def test_one_request_is_answered_as_ever() -> None:
    assert read_offer_reply("kyllä käy", ONE).intent is Intent.ACCEPT
    assert read_offer_reply("mummo kaatui, en voi", ONE).intent is Intent.CONCERN


@pytest.mark.parametrize(
    ("body", "intent", "minutes"),
    [
        ("OK 1,5", Intent.DONE, 90),
        ("ok 1,5h", Intent.DONE, 90),
        ("45 min", Intent.DONE, 45),
        ("tunti", Intent.DONE, 60),
        ("Hyvin meni, puolitoista tuntia", Intent.DONE, 90),
        ("ok, en halvtimme", Intent.DONE, 30),
        ("ok, an hour and a half", Intent.DONE, 90),
        ("ok", Intent.DONE, None),
        ("1", Intent.DONE, None),
        ("2", Intent.UNCLEAR, None),
        ("EI", Intent.NO_ANSWER, None),
        ("ok 2 h mutta hän kaatui", Intent.CONCERN, 120),
    ],
)
def test_a_report_with_its_length(body: str, intent: Intent, minutes: int | None) -> None:
    assert (read_report(body, DONE).intent, minutes_in(body)) == (intent, minutes)
