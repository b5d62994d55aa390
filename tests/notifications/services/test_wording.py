"""An office's own words go in place of ours, from the change on, whichever worker sends; and back again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from backend.clock import tick
from directory.actors import staff
from directory.models import AuditEntry, User
from notifications import texts
from notifications.models import Message, TextOverride
from notifications.services.outbox import Text, put
from notifications.services.wording import (
    WordsChangedError,
    forget_own_words,
    misfits,
    render,
    reword,
    words_of,
)
from notifications.texts import TextError, original
from people.models import Person
from tests.notifications.makers import NINE, OFFICE, make_office, minutes

NAME = "help_received"
OURS = original(NAME, "fi")
OWN = "{{ office }}: hei! Soitamme pian. {{ help_phone }}"
OTHER = "{{ office }}: soitamme tänään. {{ help_phone }}"


def write(body: str, by: User, was: str = "", language: str = "fi") -> bool:
    """Change the words as somebody does who sees them as they are, unless `was` says otherwise."""
    seen = was or words_of(NAME, language)
    return reword(NAME, language, body, was=seen, by=staff(by.pk), now=NINE)


def sent(to: Person, number: int) -> str:
    """Return the words of a text that is put into the outbox now."""
    text = Text(NAME, OFFICE)
    about, until = f"test:{number}", NINE + timedelta(hours=2)
    return put(text, to=to, topic="", purpose="test", about=about, now=NINE, expires_at=until).body


def test_own_words_go_from_the_change_on_and_ours_after_it_was_undone(
    maija: Person,
    coordinator: User,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    assert sent(maija, 1).startswith("Kiitos viestistä.")
    with django_capture_on_commit_callbacks(execute=True):
        assert write(OWN, coordinator)
    assert sent(maija, 2) == "Vapari: hei! Soitamme pian. 014 555 0100"
    with django_capture_on_commit_callbacks(execute=True):
        assert write(OURS, coordinator)
    assert sent(maija, 3) == sent(maija, 1)
    assert Message.objects.get(about="test:2").body.startswith("Vapari: hei!")


def test_the_other_languages_stay_as_they_are(coordinator: User) -> None:
    write(OWN, coordinator)
    forget_own_words()
    assert render(NAME, "sv", OFFICE) != render(NAME, "fi", OFFICE)
    assert render(NAME, "sv", OFFICE).startswith("Tack")


def test_every_change_stands_in_the_trail_with_what_was_before(coordinator: User) -> None:
    assert [write(OWN, coordinator), write(OWN, coordinator), write(OURS, coordinator)] == [
        True,
        False,
        True,
    ]
    row = TextOverride.objects.get()
    trail = AuditEntry.objects.filter(subject="textoverride", subject_id=row.pk).order_by("pk")
    assert [(e.event, e.after, e.user) for e in trail] == [
        ("changed", "own words", coordinator),
        ("restored", "original", coordinator),
    ]
    assert trail[0].reason == f"help_received/fi: {OURS}"[:200]
    assert trail[1].reason == f"help_received/fi: {OWN}"
    assert row.body == ""


def test_what_does_not_keep_the_rules_is_not_written(coordinator: User) -> None:
    with pytest.raises(TextError):
        write("Hei!", coordinator)
    with pytest.raises(TextError):
        reword("nosuch", "fi", OWN, was="", by=staff(coordinator.pk), now=NINE)
    with pytest.raises(TextError):
        reword(NAME, "de", OWN, was="", by=staff(coordinator.pk), now=NINE)
    assert not TextOverride.objects.exists()


def test_who_saw_older_words_overwrites_nothing(coordinator: User) -> None:
    write(OWN, coordinator)
    with pytest.raises(WordsChangedError):
        write(OTHER, coordinator, was=OURS)
    assert words_of(NAME, "fi") == OWN


def test_words_that_no_longer_fit_are_left_aside_and_found(
    coordinator: User, caplog: pytest.LogCaptureFixture
) -> None:
    """As after an update that gives the text other values."""
    TextOverride.objects.create(name=NAME, language="fi", body="{{ gone }} hei", changed_at=NINE)
    TextOverride.objects.create(name="gone", language="fi", body="hei", changed_at=NINE)
    assert render(NAME, "fi", OFFICE) == texts.render(NAME, "fi", OFFICE)
    assert "Own words of help_received/fi do not fit" in caplog.text
    assert [line.partition(":")[0] for line in misfits()] == ["gone/fi", "help_received/fi"]


def test_a_command_tells_which_own_words_do_not_fit(coordinator: User) -> None:
    write(OWN, coordinator)
    said, complaints = StringIO(), StringIO()
    call_command("check_texts", stdout=said)
    assert said.getvalue() == f"{len(texts.catalogue())} texts, 1 in own words: all good.\n"
    TextOverride.objects.update(body="Hei! {{ help_phone }}")
    with pytest.raises(CommandError, match=r"1 faults in texts\."):
        call_command("check_texts", stderr=complaints)
    assert complaints.getvalue() == "help_received/fi: Say who writes: put {{ office }} in.\n"


def test_they_are_read_once_in_a_request_or_tick_and_anew_in_the_next(
    coordinator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    forget_own_words()
    with django_assert_num_queries(1):
        for _time in range(5):
            render(NAME, "fi", OFFICE)
    # Another process changes them: this one does not hear of it.
    TextOverride.objects.create(name=NAME, language="fi", body=OWN, changed_at=NINE)
    assert render(NAME, "fi", OFFICE).startswith("Kiitos")
    Client().get("/health/live")
    assert render(NAME, "fi", OFFICE).startswith("Vapari: hei!")
    TextOverride.objects.update(body=OTHER)
    tick(minutes(1))
    assert render(NAME, "fi", OFFICE).startswith("Vapari: soitamme tänään")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_the_same_words_at_one_moment_one_is_told() -> None:
    user, start, told = make_office(), Barrier(2, timeout=20), list[str]()

    def change(body: str) -> None:
        try:
            start.wait()
            write(body, user, was=OURS)
            told.append("written")
        except WordsChangedError:
            told.append("refused")
        finally:
            connection.close()

    workers = [Thread(target=change, args=(body,)) for body in (OWN, OTHER)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(told) == ["refused", "written"]
    assert AuditEntry.objects.filter(subject="textoverride").count() == 1
