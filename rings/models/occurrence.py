"""One planned call, visit, ride or gig for one resident on one local date, and whose duty it is."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models import Association, Municipality
from directory.scope import Scope
from people.models import Person
from rings.eligibility import NotEligibleError, duty_blockers
from rings.models.ring import Ring, ScheduleRule


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    """Occurrences in the words of the field."""

    def visible_to(self, scope: Scope) -> "OccurrenceQuerySet":
        """Return the occurrences that this member of staff may see."""
        return self.filter(scope.rings())

    def open(self) -> "OccurrenceQuerySet":
        """Return those that still have a next step."""
        # The open states by name: so the index on state and due time leads to them, whatever the history.
        return self.filter(state__in=Occurrence.OPEN)

    def due(self, now: datetime) -> "OccurrenceQuerySet":
        """Return those whose next step is due at `now`."""
        return self.open().filter(due_at__lte=now)

    def on(self, day: date) -> "OccurrenceQuerySet":
        """Return those planned for the local date `day`."""
        return self.filter(nominal_date=day)


class Occurrence(models.Model):
    """Moved along by `rings.services` only.

    Wall time and zone are what people live by; `starts_at` is the instant they come to (UTC). `due_at` is when
    the clock looks at it next and is empty when terminal. `office_owner` is the member of staff who has it in
    hand, once it has come up the ladder or nobody could be found for it.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        REMINDED = "reminded", _("reminded")
        ACKNOWLEDGED = "acknowledged", _("knows of it")
        NO_ANSWER = "no_answer", _("no answer")
        ESCALATED = "escalated", _("with the coordinator")
        DONE = "done", _("done")
        RESOLVED = "resolved", _("settled")
        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("cancelled")
        UNREPORTED = "unreported", _("never reported")

    class Reason(models.TextChoices):
        NONE = "", _("–")
        REACHED = "reached", _("reached")
        REACHED_BY_OTHER = "by_other", _("somebody else reached the resident")
        CONTACT_TOLD = "contact_told", _("a contact of the resident took over")
        AWAY = "away", _("the resident is away")
        NOT_NEEDED = "not_needed", _("not needed")
        RULE_CHANGED = "rule_changed", _("the plan was changed")
        RING_ENDED = "ring_ended", _("the ring ended or paused")
        LEFT_RING = "left_ring", _("left the ring")
        EMERGENCY = "emergency", _("help was called")
        UNMET = "unmet", _("nobody could be found")
        EXCEPTION = "exception", _("left out that day")
        BULK = "bulk", _("the whole day was called off")
        OTHER = "other", _("other reason")

    class Decision(models.TextChoices):
        """What a person has to decide, because the plan no longer asks for what somebody has promised."""

        NONE = "", _("–")
        NOT_ASKED = "not_asked", _("the plan no longer asks for this")
        OTHER_HOUR = "other_hour", _("the plan now asks for another hour")
        OTHER_HELPER = "other_helper", _("the plan now has somebody else")
        KEPT = "kept", _("kept as it is, whatever the plan says")

        @classmethod
        def open(cls) -> tuple[str, ...]:
            """Return those that wait for a person."""
            return (cls.NOT_ASKED, cls.OTHER_HOUR, cls.OTHER_HELPER)

    class Because(models.TextChoices):
        """Why it is with the coordinator."""

        NONE = "", _("–")
        SILENT = "silent", _("nobody has said how it went")
        NO_ANSWER = "no_answer", _("the resident did not answer")
        NOBODY = "nobody", _("nobody could be found to do it")
        CANNOT = "cannot", _("the volunteer cannot do it")
        NO_TEXT = "no_text", _("no number that takes texts")
        NOT_SENT = "not_sent", _("the text did not go through")
        CONCERN = "concern", _("a worry was written")
        HELP = "help", _("asks for a call from the office")
        TAKEN = "taken", _("taken over by the coordinator")

    TERMINAL = frozenset({"done", "resolved", "moved", "cancelled", "unreported"})
    OPEN = tuple(sorted(frozenset(State.values) - TERMINAL))
    CANCELLED_BY_PLAN = frozenset({"away", "rule_changed", "left_ring", "ring_ended", "exception"})

    # The unique key begins with it, so it needs no index of its own.
    ring = models.ForeignKey(
        Ring, models.PROTECT, null=True, related_name="occurrences", db_index=False
    )
    # Never looked up by rule, place or office alone: an index on each would cost every new row.
    rule = models.ForeignKey(
        ScheduleRule, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Ring.Kind.choices)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    association = models.ForeignKey(Association, models.PROTECT, related_name="+", db_index=False)
    receiver = models.ForeignKey(Person, models.PROTECT, related_name="occurrences")
    nominal_date = models.DateField(_("date"))
    round = models.PositiveSmallIntegerField(default=1)
    wall_time = models.TimeField(_("hour"))
    zone = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    # The end of the slot, when how it went is asked; [starts_at, ends_at) is what collides with other duties.
    ends_at = models.DateTimeField()
    span = models.CharField(
        max_length=8, choices=ScheduleRule.Span.choices, default=ScheduleRule.Span.HOUR
    )

    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.PLANNED
    )
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    due_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=10, choices=Because.choices, blank=True)
    office_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="in_hand",
        db_index=False,
    )
    tries = models.PositiveSmallIntegerField(default=0)
    decision = models.CharField(max_length=14, choices=Decision.choices, blank=True)
    bulk_cancel = models.ForeignKey(
        "rings.BulkCancel", models.SET_NULL, null=True, related_name="occurrences", db_index=False
    )
    closed_at = models.DateTimeField(null=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        constraints = [
            models.UniqueConstraint(
                fields=["ring", "nominal_date", "receiver", "round"],
                name="one_occurrence_per_ring_date_receiver_and_round",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "resolved", "moved", "cancelled", "unreported"])
                | Q(due_at__isnull=False),
                name="an_open_occurrence_has_a_due_time",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["nominal_date", "state"]),
            models.Index(
                fields=["starts_at"],
                condition=Q(decision__in=["not_asked", "other_hour", "other_helper"]),
                name="waits_for_a_decision",
            ),
            models.Index(
                fields=["office_owner"],
                condition=Q(office_owner__isnull=False),
                name="in_the_hands_of",
            ),
            models.Index(
                fields=["bulk_cancel"],
                condition=Q(bulk_cancel__isnull=False),
                name="called_off_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.nominal_date} {self.wall_time:%H:%M}"

    @property
    def is_open(self) -> bool:
        """Tell whether it still has a next step."""
        return self.state not in self.TERMINAL

    @property
    def topology(self) -> str:
        """Return the topology of its ring, or "" outside rings."""
        return self.ring.topology if self.ring else ""

    @property
    def about(self) -> str:
        """Return the key by which messages and questions name it."""
        return f"occurrence:{self.pk}"

    def holder(self) -> "Assignment | None":
        """Return the assignment of the one responsible now; uses a prefetched list when there is one."""
        return next((a for a in self.assignments.all() if a.is_live), None)

    def doer(self) -> "Assignment | None":
        """Return the assignment of the one responsible now, or else of the one who did it."""
        done = (a for a in self.assignments.all() if a.state == Assignment.State.DONE)
        return self.holder() or next(done, None)


class Assignment(models.Model):
    """A person's duty in an occurrence: never deleted, with where it came from.

    Made only by `rings.services.attending.assign`, which refuses whoever may not have a duty.
    """

    class State(models.TextChoices):
        HELD = "held", _("responsible")
        SEEKING = "seeking", _("responsible, looking for a stand-in")
        DONE = "done", _("done")
        RELEASED = "released", _("released")
        CANCELLED = "cancelled", _("cancelled")

    class Origin(models.TextChoices):
        RING = "ring", _("from the ring")
        OFFER = "offer", _("said yes to an offer")
        MANUAL = "manual", _("chosen by the coordinator")
        SUBSTITUTE = "substitute", _("stand-in")

    LIVE = frozenset({"held", "seeking"})
    SAID_NO = "cannot"
    # In a circle the call of a silent member went on to the one before.
    PASSED_ON = "passed_on"

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="assignments")
    # The index on person and state serves it as well.
    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments", db_index=False)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence"],
                condition=Q(state__in=["held", "seeking"]),
                name="one_live_assignment_an_occurrence",
            )
        ]
        indexes = [models.Index(fields=["person", "state"])]

    def __str__(self) -> str:
        return f"{self.occurrence_id} → {self.person_id} ({self.state})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse a new duty of somebody who may have none, whichever path it comes by."""
        if self._state.adding:
            reasons = duty_blockers(
                self.person,
                self.occurrence.nominal_date,
                topology=self.occurrence.topology,
                receiver_id=self.occurrence.receiver_id,
            )
            if reasons:
                raise NotEligibleError(reasons)
        super().save(*args, **kwargs)

    @property
    def is_live(self) -> bool:
        """Tell whether the person is responsible."""
        return self.state in self.LIVE
