"""Changing a request: another hour is asked of whoever has it, and told to those who are still thinking."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.services.access import log_view
from rings.forms.gigs.edit import EditGigForm
from rings.models import Gig
from rings.services.gigs.change import edit_gig
from rings.views.conflict import ConflictError, changing, seen_of
from rings.views.gigs.page import show, visible_gig
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, working

FIELDS = {"wall_time": "hour", "receiver": None, "service_line": None}


@working
def gig_edit(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Show the request as a form and take what is changed."""
    gig = visible_gig(request, occurrence_id)
    form = EditGigForm(request.POST or None, gig=gig)
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, gig, form)
        except ConflictError:
            return show(request, gig.pk, CONFLICT, conflict=True)
        except RefusedError as refusal:
            form.add_error(FIELDS.get(refusal.field, refusal.field) or None, str(refusal))
    log_view(request.user, gig.occurrence.receiver, "request", timezone.now())
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"gig": gig, "form": form, "seen": seen_of(gig.occurrence)}
    return render(request, "rings/gigs/edit.html", context, status=status)


def _save(request: ScopedRequest, gig: Gig, form: EditGigForm) -> HttpResponse:
    with changing(request, gig.occurrence):
        changed, told = edit_gig(gig, form.changes(), by=by(request), now=timezone.now())
    if not told:
        messages.warning(
            request, _("Saved. The volunteer takes no texts: ring and ask whether it suits.")
        )
    elif changed:
        messages.success(request, _("Saved."))
    else:
        messages.info(request, _("Nothing was different."))
    return redirect("gig", gig.pk)
