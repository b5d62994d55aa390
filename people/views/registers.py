"""A register comes in: upload, look at what was understood, take it in, undo it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.models import ImportBatch
from people.register.workbook import UnreadableRegister
from people.registers import kind_named, kinds
from people.services.registers import already_words, commit, discard, preview, taken_in_before
from people.services.undo import undo
from people.views.shared import CHANGED_MEANWHILE, UNPROCESSABLE, by, working
from people.views.understood import needs_a_human, understood

MAX_BYTES = 5_000_000
ROWS_A_PAGE = 50
NEWEST = 20
DOUBTS_SHOWN = 200


class UploadForm(forms.Form):
    """The file and what it lists."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Whom does the register list?"), widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("Excel file"),
        help_text=gettext_lazy("A file that ends in .xlsx, at most 5 megabytes."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.name, kind.label) for kind in kinds()]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_file(self) -> Any:
        """Refuse a file that is too big before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is too big. Split it into smaller files."))
        return file


def _batches(request: ScopedRequest) -> QuerySet[ImportBatch]:
    """Return the batches that this member of staff may see: their own, or all as an administrator."""
    batches = ImportBatch.objects.select_related("uploaded_by").defer("content")
    if request.user.is_superuser:
        return batches
    return batches.filter(uploaded_by=request.user)


@working
def upload(request: ScopedRequest) -> HttpResponse:
    """Take a file and read it; a file that cannot be read leaves nothing."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = preview(
                file.read(),
                file.name,
                form.cleaned_data["kind"],
                by=by(request),
                now=timezone.now(),
                allowed=request.scope,
            )
        except (UnreadableRegister, RefusedError) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("import", made.pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    batches = _batches(request).defer("content", "reading")[:NEWEST]
    return render(request, "people/import.html", {"form": form, "batches": batches}, status=status)


@working
def batch(request: ScopedRequest, batch_id: int) -> HttpResponse:
    """Show what was understood, row by row, those that need a human first."""
    row = get_object_or_404(_batches(request), pk=batch_id)
    reading = row.reading or {}
    people, doubts = understood(reading), needs_a_human(reading)
    before = taken_in_before(row) if row.state == ImportBatch.State.PREVIEWED else None
    context = {
        "batch": row,
        "kind": kind_named(row.kind).label,
        "reading": reading,
        "doubts": doubts[:DOUBTS_SHOWN],
        "doubt_count": len(doubts),
        "more_doubts": max(len(doubts) - DOUBTS_SHOWN, 0),
        "page": Paginator(people, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "to_take": len(people) - len(reading.get("left_out", [])),
        "known": sum(person.is_known for person in people),
        "already": already_words(before) if before else "",
    }
    return render(request, "people/batch.html", context)


@working
@require_POST
def take_in(request: ScopedRequest, batch_id: int) -> HttpResponse:
    """Take the whole batch in."""
    row = get_object_or_404(_batches(request), pk=batch_id)
    try:
        commit(row, by=by(request), now=timezone.now(), allowed=request.scope)
    except (RefusedError, UnreadableRegister) as refusal:
        messages.error(request, str(refusal))
    except (ConcurrentMoveError, IllegalMoveError):
        messages.error(request, str(CHANGED_MEANWHILE))
    else:
        number = row.created_count
        words = ngettext(
            "%(n)s new person was taken in.", "%(n)s new people were taken in.", number
        )
        messages.success(request, words % {"n": number})
    return redirect("import", batch_id)


@working
@require_POST
def throw_away(request: ScopedRequest, batch_id: int) -> HttpResponse:
    """Throw a previewed batch away."""
    row = get_object_or_404(_batches(request), pk=batch_id)
    try:
        discard(row, by=by(request), now=timezone.now())
    except (ConcurrentMoveError, IllegalMoveError):
        messages.error(request, str(CHANGED_MEANWHILE))
        return redirect("import", batch_id)
    messages.success(request, _("The file was thrown away. Nothing was stored."))
    return redirect("imports")


@working
@require_POST
def take_back(request: ScopedRequest, batch_id: int) -> HttpResponse:
    """Undo the whole batch."""
    row = get_object_or_404(_batches(request), pk=batch_id)
    try:
        undo(row, by=by(request), now=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    except (ConcurrentMoveError, IllegalMoveError):
        messages.error(request, str(CHANGED_MEANWHILE))
    else:
        messages.success(request, _("The whole batch was undone."))
    return redirect("import", batch_id)
