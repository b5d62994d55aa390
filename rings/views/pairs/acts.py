"""Everything that can be done about a pair, as data: when, the form, what it does, and what is said after it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.actors import Actor
from directory.localtime import local_date
from rings.forms.pairs import (
    AnswersForm,
    AskForm,
    CheckForm,
    FarewellForm,
    HandOnPairForm,
    MeetingForm,
)
from rings.models import Pair
from rings.rules.pairs import Step
from rings.services.pairs.asking import ask_both, record_answers
from rings.services.pairs.ending import say_farewell
from rings.services.pairs.meeting import begin_trial, introduce
from rings.services.pairs.owners import colleagues_of, hand_on
from rings.services.pairs.steps import step_of
from rings.services.pairs.trial import check

Said = dict[str, Any]
ASKING = frozenset({Step.HEAR, Step.PART, Step.AGREE})
CHECKING = frozenset({Step.CHECK, Step.TRIAL_OVER, Step.REVIEW})


@dataclass(frozen=True)
class Act:
    """One thing to do at one of the `steps`. `do` returns what to say beside `done`, or nothing."""

    steps: frozenset[Step]
    form: Callable[[Pair, QueryDict | None, str], forms.Form]
    do: Callable[[Pair, Said, Actor, datetime], str | None]
    done: Promise


def _ask(pair: Pair, said: Said, by: Actor, now: datetime) -> None:
    ask_both(pair, by_text=said["by_text"], by=by, now=now)


def _answers(pair: Pair, data: QueryDict | None, auto_id: str) -> forms.Form:
    heard = {"resident_says": pair.resident_says, "volunteer_says": pair.volunteer_says}
    return AnswersForm(data, initial=heard, auto_id=auto_id)


def _record(pair: Pair, said: Said, by: Actor, now: datetime) -> None:
    record_answers(pair, said["resident_says"], said["volunteer_says"], by=by, now=now)


def _introduce(pair: Pair, said: Said, by: Actor, now: datetime) -> str | None:
    unreached = introduce(pair, said["meets_at"], by=by, now=now)
    if not unreached:
        return None
    names = ", ".join(str(person) for person in unreached)
    return _("No text reaches these: ring them and tell. %(names)s") % {"names": names}


def _begin(pair: Pair, _said: Said, by: Actor, now: datetime) -> str | None:
    begun = begin_trial(pair, by=by, now=now)
    return _("Their ring waits as a draft: look at it and publish it.") if begun.ring else None


def _check(pair: Pair, said: Said, by: Actor, now: datetime) -> None:
    check(pair, said["answer"], said["note"], by=by, now=now)


def _farewell(pair: Pair, said: Said, by: Actor, now: datetime) -> None:
    say_farewell(pair, said["note"], by=by, now=now)


def _hand(pair: Pair, said: Said, by: Actor, now: datetime) -> None:
    hand_on(pair, said["to"], by=by, now=now)


def _plain(form: Callable[..., forms.Form]) -> Callable[[Pair, QueryDict | None, str], forms.Form]:
    return lambda _pair, data, auto_id: form(data, auto_id=auto_id)


ACTS: dict[str, Act] = {
    "ask": Act(
        frozenset({Step.DECIDE}),
        _plain(AskForm),
        _ask,
        gettext_lazy("Ring the resident, and write down the answers here."),
    ),
    "answers": Act(ASKING, _answers, _record, gettext_lazy("The answers are written down.")),
    "meet": Act(
        frozenset({Step.AGREE, Step.MEETING}),
        _plain(MeetingForm),
        _introduce,
        gettext_lazy("The first meeting is agreed."),
    ),
    "begin": Act(
        frozenset({Step.MEETING}), _plain(forms.Form), _begin, gettext_lazy("The trial runs.")
    ),
    "check": Act(CHECKING, _plain(CheckForm), _check, gettext_lazy("Written down.")),
    "farewell": Act(
        frozenset({Step.FAREWELL}),
        _plain(FarewellForm),
        _farewell,
        gettext_lazy("Written down. Nothing is left to do."),
    ),
    "hand": Act(
        frozenset(Step) - {Step.NONE},
        lambda pair, data, auto_id: HandOnPairForm(
            colleagues_of(pair, timezone.now()), data, auto_id=auto_id
        ),
        _hand,
        gettext_lazy("Handed on."),
    ),
}


def form_of(name: str, pair: Pair, data: QueryDict | None) -> forms.Form:
    """Return the form of one act; each on the page has ids of its own."""
    return ACTS[name].form(pair, data, f"id_{name}_%s")


def is_offered(name: str, pair: Pair, now: datetime) -> bool:
    """Tell whether the act belongs to the next step of `pair`."""
    return name in ACTS and step_of(pair, local_date(now)) in ACTS[name].steps
