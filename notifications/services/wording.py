"""Texts as an office words them: an administrator's own words before those of the file."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.signals import request_started
from django.db import transaction
from django.db.models import QuerySet
from django.template import TemplateSyntaxError

from directory.actors import Actor
from directory.models import AuditEntry
from notifications import texts
from notifications.models import TextOverride
from notifications.texts import TextError

SUBJECT = "textoverride"
ORIGINAL, OWN = "original", "own words"

log = logging.getLogger(__name__)


class WordsChangedError(Exception):
    """Somebody else has changed the text meanwhile; nothing was written."""


class _OwnWords:
    """All own words, read once a request and a tick: another worker's change counts from the next one on."""

    def __init__(self) -> None:
        self._words: Mapping[tuple[str, str], str] | None = None

    def of(self, name: str, language: str) -> str:
        """Return the own words of a text, or ""."""
        words = self._words
        if words is None:
            rows = TextOverride.objects.exclude(body="").values_list("name", "language", "body")
            words = self._words = {(each, tongue): body for each, tongue, body in rows}
        return words.get((name, language), "")

    def forget(self, **_signal: Any) -> None:
        """Read them anew when they are wanted next."""
        self._words = None


_own = _OwnWords()
forget_own_words = _own.forget
request_started.connect(forget_own_words, dispatch_uid="own words of texts")


def render(name: str, language: str, variables: Mapping[str, object]) -> str:
    """Return the text `name` in `language`, ready to send: in the office's own words if it has any.

    Own words that no longer fit, as after an update, are left aside: the text goes as its file says.
    Raises as `texts.render`.
    """
    own = _own.of(name, language)
    if own:
        try:
            return texts.render(name, language, variables, own)
        except (TextError, TemplateSyntaxError) as problem:
            log.warning("Own words of %s/%s do not fit: %s", name, language, problem)
    return texts.render(name, language, variables)


def words_of(name: str, language: str) -> str:
    """Return how the text is worded now: as the tables have it, else as its file does."""
    row = TextOverride.objects.filter(name=name, language=language).first()
    return (row.body if row else "") or texts.original(name, language)


def own_texts() -> QuerySet[TextOverride]:
    """Return the texts that an office words itself."""
    return TextOverride.objects.exclude(body="").select_related("changed_by")


def misfits() -> list[str]:
    """Return what is wrong with own words, one line a fault; empty when nothing is."""
    return [
        f"{row.name}/{row.language}: {fault}"
        for row in own_texts()
        for fault in _faults(row.name, row.language, row.body)
    ]


def _faults(name: str, language: str, body: str) -> list[str]:
    if name not in texts.catalogue():
        return ["there is no such text any more"]
    return [str(fault) for fault in texts.faults(name, language, body)]


def reword(name: str, language: str, body: str, *, was: str, by: Actor, now: datetime) -> bool:
    """Word a text as `body` from now on, with the file's own words if that is what they are; tell if it changed.

    `was` is how it was worded when whoever changes it looked. Raises `WordsChangedError` when it is not so any
    more, and `TextError` when `body` does not keep the rules: look at `texts.faults` first.
    """
    original = texts.original(name, language)
    wrong = [] if body == original else texts.faults(name, language, body)
    if wrong:
        raise TextError(str(wrong[0]))
    with transaction.atomic():
        row = _held(name, language, now)
        old = row.body or original
        if old != was:
            raise WordsChangedError
        if old == body:
            return False
        row.body = "" if body == original else body
        row.changed_at, row.changed_by_id = now, by.user_id
        row.save()
        _note(row, old, by, now)
        transaction.on_commit(forget_own_words)
    return True


def _held(name: str, language: str, now: datetime) -> TextOverride:
    """Return the row of the text, held until the transaction ends. It stays when the text is as its file again."""
    TextOverride.objects.get_or_create(name=name, language=language, defaults={"changed_at": now})
    return TextOverride.objects.select_for_update().get(name=name, language=language)


def _note(row: TextOverride, old: str, by: Actor, now: datetime) -> None:
    AuditEntry.objects.record(
        subject=SUBJECT,
        subject_id=row.pk,
        event="changed" if row.body else "restored",
        before="",
        after=OWN if row.body else ORIGINAL,
        reason=f"{row}: {old}"[:200],
        by=by,
        at=now,
    )
