"""The captain of a ring, the deputy, and who is asked to stand in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from directory.seen import save_if_current
from people.errors import RefusedError
from rings.forms.captain import CaptainForm
from rings.models import Ring
from rings.services.circle.appoint import appoint
from rings.services.planning.build import members_on
from rings.views.shared import UNPROCESSABLE, by, visible_ring, working


@working
def ring_captain(request: ScopedRequest, ring_id: int) -> HttpResponse:
    """Name captain and deputy, and say how far the search for a stand-in goes."""
    ring = visible_ring(request, ring_id)
    members = [member.person for member in members_on(ring, local_date(timezone.now()))]
    form = CaptainForm(request.POST or None, instance=ring, members=members)
    if request.method == "POST" and form.is_valid() and _saved(request, form, ring):
        messages.success(request, _("Saved."))
        return redirect("ring", ring_id)
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "ring": ring, "cancel_url": reverse("ring", args=[ring_id])}
    return render(request, "rings/captain.html", context, status=status)


def _saved(request: ScopedRequest, form: CaptainForm, ring: Ring) -> bool:
    def save() -> object:
        return appoint(ring, **form.cleaned_data, by=by(request), now=timezone.now())

    try:
        return bool(save_if_current(form, save))
    except RefusedError as error:
        form.add_error(error.field, str(error))
        return False
