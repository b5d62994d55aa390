"""Changing who is in a ring from the builder's page: one place up or down, to a place, out, and in."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.asked import row_number
from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.models import Person
from rings.forms.building import CauseForm
from rings.models import Ring, RingMember
from rings.services.building.joining import against, join_ring
from rings.services.busy.conflicts import note_overruled
from rings.services.busy.pattern_conflicts import pattern_conflicts
from rings.services.planning.build import members_on, remove_member, reorder_member
from rings.views.conflict import ConflictError, changing_ring, what_others_did
from rings.views.series.ask_first import ask_first
from rings.views.shared import UNPROCESSABLE, by, chosen_person, visible_ring, working

STEPS = {"earlier": -1, "later": 1}
OUT = "out"


@working
@require_POST
def ring_build_member(request: ScopedRequest, ring_id: int, member_id: int) -> HttpResponse:
    """Move a member, or take them out; a running ring is asked about first."""
    ring = visible_ring(request, ring_id)
    members = RingMember.objects.select_related("ring", "person")
    member = get_object_or_404(members, pk=member_id, ring=ring)
    back = reverse("ring_build", args=[ring_id])
    change, said = _change(request, member)
    if asked := ask_first(request, ring, change, back=back):
        return asked
    try:
        with changing_ring(request, ring):
            change()
    except ConflictError:
        messages.error(request, what_others_did(request, ring))
    else:
        messages.success(request, said)
    anchor = "" if request.POST.get("do") == OUT else f"#member-{member_id}"
    return redirect(f"{back}{anchor}")


def _change(request: ScopedRequest, member: RingMember) -> tuple[Callable[[], object], str]:
    """Return what the form asks for, and how it is said when it is done."""
    do, actor, now = request.POST.get("do", ""), by(request), timezone.now()
    name = {"name": member.person}
    if do == OUT:
        return (
            lambda: remove_member(member, by=actor, now=now),
            _("%(name)s is no longer in the ring.") % name,
        )
    step = STEPS.get(do) or _steps_to(member, row_number(request.POST.get("place")) or 0)
    return (
        lambda: reorder_member(member, step, by=actor, now=now),
        _("%(name)s has another place in the order.") % name,
    )


def _steps_to(member: RingMember, place: int) -> int:
    """Return how many places later `place`, from 1, is; 0 when it is no place."""
    here = members_on(member.ring, local_date(timezone.now()))
    same = [m.pk for m in here if m.role == member.role]
    return place - 1 - same.index(member.pk) if 1 <= place <= len(same) else 0


@working
@require_POST
def ring_build_add(request: ScopedRequest, ring_id: int, role: str) -> HttpResponse:
    """Put somebody into the ring; where a soft rule speaks against it, ask for a cause first."""
    ring = visible_ring(request, ring_id)
    if role not in {RingMember.Role.HELPER, RingMember.Role.RESIDENT}:
        raise Http404
    person = chosen_person(request, Person.objects.current().visible_to(request.scope))
    now, back = timezone.now(), reverse("ring_build", args=[ring_id])
    words = against(ring, person, role, now)
    busy = _busy(request, ring, person, role)
    form = CauseForm(request.POST if "cause" in request.POST else None)
    if (words or busy) and not form.is_valid():
        context = {"ring": ring, "person": person, "role": role, "form": form}
        context["against"] = [*words, *busy]
        return render(request, "rings/building/despite.html", context, status=UNPROCESSABLE)
    cause = form.cleaned_data["cause"] if form.is_bound and form.is_valid() else ""

    def add() -> object:
        return join_ring(ring, person, role, cause=cause, by=by(request), now=now)

    try:
        if asked := ask_first(request, ring, add, back=back):
            return asked
        add()
    except RefusedError as refused:
        messages.error(request, f"{person}: {refused.reason}")
    else:
        if busy:
            note_overruled("ring", ring.pk, ring.state, why=cause, by=by(request), now=now)
        messages.success(request, _("%(name)s is now in the ring.") % {"name": person})
    return redirect(back)


def _busy(request: ScopedRequest, ring: Ring, person: Person, role: str) -> list[str]:
    """Return what a helper does in other rings at the hours of this one."""
    if role != RingMember.Role.HELPER:
        return []
    found = pattern_conflicts(ring, [person.pk], scope=request.scope, now=timezone.now())
    return [str(words) for words in found.get(person.pk, ())]
