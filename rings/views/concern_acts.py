"""Everything that can be done about a worry, as data: the form, what it does, and what is said after it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.models import User
from rings.forms.concerns import (
    AboutForm,
    CloseConcernForm,
    ConcernNoteForm,
    HandOnForm,
    HowSoonForm,
    ReadersForm,
    ReportForm,
)
from rings.models import Concern
from rings.services.concerns import acts
from rings.services.concerns.hearing import may_be_about
from rings.services.concerns.owners import colleagues_of

FormMaker = Callable[[Concern, QueryDict | None], forms.Form]


@dataclass(frozen=True)
class Act:
    """One thing to do. `without_words`: also for an administrator who may not read the words."""

    form: FormMaker
    do: Callable[[Concern, dict[str, Any], Actor, datetime], object]
    done: Promise
    without_words: bool = False


def _others(concern: Concern) -> list[User]:
    return [u for u in colleagues_of(concern, timezone.now()) if u.pk != concern.owner_id]


def _readers(concern: Concern, data: QueryDict | None) -> forms.Form:
    others = [user for user in _others(concern) if user.pk != concern.opened_by_id]
    named = list(concern.readers.values_list("pk", flat=True))
    return ReadersForm(others, data, initial={"readers": named}, auto_id="id_readers_%s")


ACTS: dict[str, Act] = {
    "take": Act(
        lambda _concern, data: forms.Form(data),
        lambda concern, _said, by, now: acts.take(concern, by=by, now=now),
        _("You look into this from now on."),
    ),
    "note": Act(
        lambda _concern, data: ConcernNoteForm(data),
        lambda concern, said, by, now: acts.add_note(concern, said["text"], by=by, now=now),
        _("Written down. The clock starts anew."),
    ),
    "soon": Act(
        lambda concern, data: HowSoonForm(data, initial={"severity": concern.severity}),
        lambda concern, said, by, now: acts.change_how_soon(
            concern, said["severity"], by=by, now=now
        ),
        _("Changed. The clock starts anew."),
    ),
    "about": Act(
        lambda concern, data: AboutForm(may_be_about(concern), data),
        lambda concern, said, by, now: acts.say_about(concern, said["person"], by=by, now=now),
        _("Written down whom it is about."),
    ),
    "readers": Act(
        _readers,
        lambda concern, said, by, now: acts.name_readers(concern, said["readers"], by=by, now=now),
        _("Saved who may read it."),
    ),
    "hand": Act(
        lambda concern, data: HandOnForm(_others(concern), data),
        lambda concern, said, by, now: acts.hand_on(concern, said["to"], by=by, now=now),
        _("Handed on. Your colleague gets a text without any name."),
        without_words=True,
    ),
    "report": Act(
        lambda _concern, data: ReportForm(data),
        lambda concern, said, by, now: acts.report(concern, said["text"], by=by, now=now),
        _("Written down. Rinki asks again in seven working days."),
    ),
    "close": Act(
        lambda _concern, data: CloseConcernForm(data),
        lambda concern, said, by, now: acts.close(
            concern, said["closing"], said["text"], by=by, now=now
        ),
        _("The worry is closed."),
    ),
}
