"""The parts of a person's page that rings fill: worries, hours, their rings, and their coming turns."""

from django.db.models import Q
from django.utils import timezone

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.models import Person, Resident
from people.panels import Panel
from rings.models import Assignment, Concern, Occurrence, RingMember
from rings.rules.hours import month_before, month_of
from rings.services.attending.farewell import helpers_to_tell
from rings.services.hours.log import log_of
from rings.views.listing import with_helpers
from volunteers.models import Volunteer

COMING = 8


def rings_panel(request: ScopedRequest, person: Person) -> Panel | None:
    """Return the rings of `person` and their next turns on either side, or None when there are none."""
    now = timezone.now()
    today = local_date(now)
    belongs = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    members = RingMember.objects.filter(belongs, request.scope.rings("ring__"), person=person)
    rings = list(members.select_related("ring").order_by("ring__name"))
    duties = Assignment.objects.filter(person=person, state__in=Assignment.LIVE)
    mine = Q(receiver=person) | Q(pk__in=duties.values("occurrence"))
    open_ = Occurrence.objects.visible_to(request.scope).open().filter(mine)
    turns = list(with_helpers(open_.order_by("starts_at", "pk"))[:COMING])
    if not rings and not turns:
        return None
    context = {"memberships": rings, "turns": turns}
    context["helps"] = any(m.role != RingMember.Role.RESIDENT for m in rings)
    return Panel("rings/parts/person_panel.html", context)


def farewell_panel(request: ScopedRequest, person: Person) -> Panel | None:
    """Return whom staff tell themselves that the service of `person` has ended; None while it goes on."""
    ended = Resident.objects.filter(person=person, state=Resident.State.ENDED)
    if not ended.exists():
        return None
    seen = Person.objects.visible_to(request.scope)
    told = seen.filter(pk__in=[p.pk for p in helpers_to_tell(person, timezone.now())])
    helpers = list(told.prefetch_related("numbers__number"))
    return Panel("rings/parts/farewell_panel.html", {"helpers": helpers}) if helpers else None


def concerns_panel(request: ScopedRequest, person: Person) -> Panel:
    """Return the worries about `person` of whose being this reader may know; anybody may write one down."""
    seen = Concern.objects.visible_to(request.user, request.scope).filter(person=person)
    newest = list(seen.order_by("-raised_at", "-pk")[:COMING])
    return Panel("rings/concerns/panel.html", {"concerns": newest, "now": timezone.now()})


def hours_panel(request: ScopedRequest, person: Person) -> Panel | None:
    """Return what a volunteer did this month and last, as far as this reader may see it."""
    if not Volunteer.objects.filter(person=person).exists():
        return None
    this = month_of(local_date(timezone.now()))
    scope = request.scope
    within = scope.rings("occurrence__"), scope.rings()
    return Panel(
        "rings/hours/panel.html",
        {
            "this": log_of(person, this, *within),
            "last": log_of(person, month_before(this), *within),
        },
    )
