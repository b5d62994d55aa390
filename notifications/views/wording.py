"""The words of texts, for administrators: what there is, and changing one, with how it will arrive."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.actors import staff
from directory.middleware import ScopedRequest
from directory.models import AuditEntry
from directory.seen import is_conflict, save_if_current
from directory.views.sections import everywhere
from notifications.forms.wording import WordsForm, on_one_line
from notifications.models import TextOverride
from notifications.services import wording
from notifications.services.preview import preview
from notifications.texts import LANGUAGES, catalogue, original, samples_of, spec
from notifications.texts.told import PURPOSES, VALUES

READERS: dict[str, str | Promise] = {
    "volunteer": gettext_lazy("To volunteers and drivers"),
    "resident": gettext_lazy("To residents, and to whoever else writes or orders"),
    "coordinator": gettext_lazy("To the office"),
}
TOLD = {"changed": gettext_lazy("changed"), "restored": gettext_lazy("back to the original")}
HISTORY = 5


@dataclass(frozen=True)
class Wording:
    """One text in one language on the list: as its file says, in own words, or in own words that fit no more."""

    language: str
    is_own: bool
    fits: bool


@dataclass(frozen=True)
class Line:
    """One text on the list."""

    name: str
    purpose: Promise
    wordings: Sequence[Wording]


def texts_page(request: ScopedRequest) -> HttpResponse:
    """List all texts by who reads them, with which of them are in own words."""
    _refuse_others(request)
    rows = [row for row in wording.own_texts() if row.name in catalogue()]
    own = {(row.name, row.language) for row in rows}
    misfit = {tuple(fault.partition(":")[0].split("/")) for fault in wording.misfits()}
    groups = [
        (title, [_line(name, own, misfit) for name in sorted(catalogue(), key=_in_order)
                 if spec(name).audience == reader])
        for reader, title in READERS.items()
    ]  # fmt: skip
    labels = dict(_languages())
    context = {
        "groups": groups,
        "own": [(name, code, PURPOSES[name], labels[code]) for name, code in sorted(own)],
        "languages": _languages(),
    }
    return render(request, "notifications/texts.html", context)


def _refuse_others(request: ScopedRequest) -> None:
    """Texts are the same everywhere: only whoever sets up everything may word them."""
    if not (request.scope.administers and everywhere(request.scope)):
        raise PermissionDenied


def _in_order(name: str) -> int:
    return list(PURPOSES).index(name)


def _line(name: str, own: set[tuple[str, str]], misfit: set[tuple[str, ...]]) -> Line:
    keys = [(name, language) for language in LANGUAGES]
    wordings = [Wording(key[1], key in own, key not in misfit) for key in keys]
    return Line(name, PURPOSES[name], wordings)


def _languages() -> list[tuple[str, str | Promise]]:
    return [(value, label) for value, label in TextOverride.Language.choices]


def words(request: ScopedRequest, name: str, language: str) -> HttpResponse:
    """Show and change the words of one text in one language."""
    _refuse_others(request)
    if name not in catalogue() or language not in LANGUAGES:
        raise Http404
    now_worded = wording.words_of(name, language)
    wanted = _wanted(request, name, language)
    form = WordsForm(
        {**request.POST.dict(), "body": wanted} if request.method == "POST" else None,
        initial={"body": now_worded},
        name=name,
        language=language,
    )
    if request.method == "POST" and _do(request, form, now_worded):
        return redirect(f"{reverse('texts')}#{name}")
    return _page(request, form, now_worded if request.method == "GET" else wanted)


def _wanted(request: ScopedRequest, name: str, language: str) -> str:
    """Return the words that were sent: with the button for it, those of the file."""
    if request.POST.get("do") == "original":
        return original(name, language)
    return on_one_line(request.POST.get("body", ""))


def _do(request: ScopedRequest, form: WordsForm, was: str) -> bool:
    """Write the words if that was asked and may be; tell whether it was done."""
    is_good, only_shown = form.is_valid(), request.POST.get("do") == "show"

    def write() -> None:
        if is_good and not only_shown:
            by, now = staff(request.user.pk), timezone.now()
            wording.reword(
                form.name, form.language, form.cleaned_data["body"], was=was, by=by, now=now
            )

    try:
        done = save_if_current(form, write)
    except wording.WordsChangedError:
        form.add_error(None, _("Somebody else has changed this text just now. Save again."))
        return False
    if done and is_good and not only_shown:
        messages.success(request, _("Saved: %(what)s") % {"what": PURPOSES[form.name]})
        return True
    return False


def _page(request: ScopedRequest, form: WordsForm, shown: str) -> HttpResponse:
    name, language = form.name, form.language
    row = TextOverride.objects.filter(name=name, language=language).first()
    samples, first = samples_of(name), original(name, language)
    context = {
        "form": form,
        "purpose": PURPOSES[name],
        "reader": READERS[spec(name).audience],
        "language": dict(_languages())[language],
        "code": language,
        "others": [(code, label) for code, label in _languages() if code != language],
        "name": name,
        "is_own": bool(row and row.body),
        "original": first,
        "preview": preview(name, language, shown, timezone.now()),
        "values": [
            (_written(each, samples[each]), VALUES[each], _sample(samples[each]))
            for each in spec(name).variables
        ],
        "history": _history(row),
    }
    status = 200
    if form.is_bound and form.errors and request.POST.get("do") != "show":
        status = 409 if is_conflict(form) else 422
    return render(request, "notifications/text_words.html", context, status=status)


def _written(name: str, value: object) -> str:
    """Return how a value stands in the words of a text."""
    if isinstance(value, bool):
        return f"{{% if {name} %}}"
    return f"{{% for … in {name} %}}" if isinstance(value, list) else f"{{{{ {name} }}}}"


def _sample(value: object) -> str:
    """Return a value as an example: of a list, its first item."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    first = value[0] if isinstance(value, list) else value
    if isinstance(first, dict):
        return ", ".join(f"{name}: {_sample(each)}" for name, each in first.items())
    return str(first)


def _history(row: TextOverride | None) -> list[tuple[AuditEntry, str | Promise]]:
    if row is None:
        return []
    trail = AuditEntry.objects.filter(subject=wording.SUBJECT, subject_id=row.pk)
    newest = trail.select_related("user").order_by("-pk")[:HISTORY]
    return [(entry, TOLD[entry.event]) for entry in newest]
