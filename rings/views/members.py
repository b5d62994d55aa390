"""The members of a ring: in order, with own hours; moved by buttons, so that no mouse is needed."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from directory.seen import save_if_current
from people.errors import RefusedError
from people.models import Person
from rings.forms.members import FindPersonForm, OwnHourForm
from rings.models import Ring, RingMember
from rings.services.busy.pattern_conflicts import HELPS, pattern_conflicts
from rings.services.busy.people_for import Candidate, is_served, judged, people_for_role
from rings.services.planning.build import (
    ROLES,
    add_member,
    members_on,
    remove_member,
    reorder_member,
    set_own_hour,
)
from rings.views.conflict import ConflictError, changing_ring, seen_of_ring, what_others_did
from rings.views.despite import keep_reason, reason_given, warn
from rings.views.series.ask_first import ask_first
from rings.views.shared import UNPROCESSABLE, by, chosen_person, visible_ring, wants_part, working

STEPS = {"earlier": -1, "later": 1}
PAGE = 20
HEADINGS: dict[str, Promise] = {
    RingMember.Role.RESIDENT: gettext_lazy("Residents"),
    RingMember.Role.HELPER: gettext_lazy("Volunteers"),
    RingMember.Role.BOTH: gettext_lazy("Members of the circle"),
}
ADD: dict[str, Promise] = {
    RingMember.Role.RESIDENT: gettext_lazy("Add a resident"),
    RingMember.Role.HELPER: gettext_lazy("Add a volunteer"),
    RingMember.Role.BOTH: gettext_lazy("Add a member"),
}


@dataclass(frozen=True)
class MemberRow:
    """One member, with what bars them from a duty today, in words."""

    member: RingMember
    why_not: tuple[str | Promise, ...]


@dataclass(frozen=True)
class MemberGroup:
    """The members of one role, in order. `full`: a pair needs no more."""

    role: str
    heading: Promise
    add: Promise
    rows: list[MemberRow]
    full: bool


def groups_of(ring: Ring) -> list[MemberGroup]:
    """Return the members by role, in order, in few queries whatever their number."""
    today = local_date(timezone.now())
    members = members_on(ring, today)
    groups = []
    for role in ROLES[ring.topology]:
        same = [m for m in members if m.role == role]
        found = judged([m.person for m in same], today, as_resident=is_served(role))
        rows = [MemberRow(m, c.why_not) for m, c in zip(same, found, strict=True)]
        full = ring.topology == Ring.Topology.PAIR and bool(rows)
        groups.append(MemberGroup(role, HEADINGS[role], ADD[role], rows, full))
    return groups


def _members(ring: Ring) -> str:
    return reverse("ring_members", args=[ring.pk])


def _member(ring: Ring, member_id: int) -> RingMember:
    members = RingMember.objects.select_related("ring", "person")
    return get_object_or_404(members, pk=member_id, ring=ring)


@working
def ring_members(request: ScopedRequest, ring_id: int) -> HttpResponse:
    """Step 2 of 4: who belongs to the ring, in order. Also changes it later."""
    ring = visible_ring(request, ring_id)
    context = {"ring": ring, "groups": groups_of(ring), "hour_form": OwnHourForm()}
    context["seen"] = seen_of_ring(ring)
    return render(request, "rings/members.html", context)


@working
def member_choose(request: ScopedRequest, ring_id: int, role: str) -> HttpResponse:
    """List people who could join in `role`; a POST narrows the list, since names stay out of addresses."""
    ring = visible_ring(request, ring_id)
    if role not in ROLES[ring.topology]:
        raise Http404
    form = FindPersonForm(request.POST or {"municipality": ring.municipality_id})
    people = people_for_role(ring, role, request.scope)
    if form.is_valid():
        people = form.narrow(people)
    number = request.POST.get("page") or 1
    page: Page[Person] = Paginator(people, PAGE).get_page(number)
    today = local_date(timezone.now())
    found: list[Candidate] = judged(page, today, as_resident=is_served(role))
    if role in HELPS:
        ids = [c.person.pk for c in found if c.fits]
        busy = pattern_conflicts(ring, ids, scope=request.scope, now=timezone.now())
        found = [replace(c, busy=busy.get(c.person.pk, ())) for c in found]
    context = {"ring": ring, "role": role, "form": form, "page": page, "candidates": found}
    context["heading"] = ADD[role]
    return render(request, "rings/choose_member.html", context)


@working
@require_POST
def member_add(request: ScopedRequest, ring_id: int, role: str) -> HttpResponse:
    """Put one person into the ring."""
    ring = visible_ring(request, ring_id)
    person = chosen_person(request, Person.objects.visible_to(request.scope))
    now = timezone.now()
    busy = (
        pattern_conflicts(ring, [person.pk], scope=request.scope, now=now) if role in HELPS else {}
    )
    if busy and not reason_given(request):
        back = reverse("member_choose", args=[ring_id, role])
        return warn(request, person, busy[person.pk], back)

    def add() -> object:
        return add_member(ring, person, role, by=by(request), now=now)

    try:
        if asked := ask_first(request, ring, add, back=_members(ring)):
            return asked
        add()
        if busy:
            keep_reason(request, ring)
    except RefusedError as refused:
        messages.error(request, f"{person}: {refused.reason}")
    else:
        messages.success(request, _("%(name)s is now in the ring.") % {"name": person})
    return redirect("ring_members", ring_id)


@working
@require_POST
def member_move(request: ScopedRequest, ring_id: int, member_id: int) -> HttpResponse:
    """Move a member one place; answers htmx with the list alone, so that the focus stays."""
    ring = visible_ring(request, ring_id)
    member = _member(ring, member_id)
    step = STEPS.get(request.POST.get("direction", ""), 0)
    conflict = ""

    def reorder() -> int:
        return reorder_member(member, step, by=by(request), now=timezone.now())

    if asked := ask_first(request, ring, reorder, back=_members(ring)):
        return asked
    try:
        with changing_ring(request, ring):
            place = reorder()
        said = _("%(name)s is now number %(place)s.") % {"name": member.person, "place": place}
    except ConflictError:
        said = conflict = what_others_did(request, ring)
    if wants_part(request):
        context = {"ring": ring, "groups": groups_of(ring), "said": said, "conflict": conflict}
        context["seen"] = seen_of_ring(ring)
        return render(request, "rings/parts/members.html", context)
    messages.add_message(request, messages.ERROR if conflict else messages.SUCCESS, said)
    return redirect("ring_members", ring_id)


@working
@require_POST
def member_remove(request: ScopedRequest, ring_id: int, member_id: int) -> HttpResponse:
    """Take a member out of the ring from today on."""
    ring = visible_ring(request, ring_id)
    member = _member(ring, member_id)

    def remove() -> None:
        remove_member(_member(ring, member_id), by=by(request), now=timezone.now())

    if asked := ask_first(request, ring, remove, back=_members(ring)):
        return asked
    try:
        with changing_ring(request, ring):
            remove()
    except ConflictError:
        messages.error(request, what_others_did(request, ring))
    else:
        messages.success(request, _("%(name)s is no longer in the ring.") % {"name": member.person})
    return redirect("ring_members", ring_id)


@working
def member_hour(request: ScopedRequest, ring_id: int, member_id: int) -> HttpResponse:
    """Give a member an hour of their own."""
    ring = visible_ring(request, ring_id)
    member = _member(ring, member_id)
    form = OwnHourForm(request.POST or None, initial={"wall_time": member.wall_time})

    def save() -> None:
        set_own_hour(member, form.cleaned_data["wall_time"], by=by(request), now=timezone.now())

    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and (
        asked := ask_first(request, ring, lambda: save_if_current(form, save), back=_members(ring))
    ):
        return asked
    if is_sent and form.is_valid() and save_if_current(form, save):
        messages.success(request, _("The hours are saved."))
        return redirect("ring_members", ring_id)
    status = UNPROCESSABLE if form.errors else 200
    context = {"ring": ring, "member": member, "form": form}
    return render(request, "rings/own_hour.html", context, status=status)
