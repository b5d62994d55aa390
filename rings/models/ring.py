"""A ring: people tied by a schedule."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.models import Association, Municipality
from directory.scope import Scope
from people.models import Person
from rings.models.ladder import Ladder


class RingQuerySet(models.QuerySet["Ring"]):
    """Rings in the words of the field."""

    def visible_to(self, scope: Scope) -> "RingQuerySet":
        """Return the rings that this member of staff may see."""
        return self.filter(scope.rings())

    def running(self) -> "RingQuerySet":
        """Return the rings that plan occurrences."""
        return self.filter(state=Ring.State.PUBLISHED)


class Ring(models.Model):
    """Its kind says what is done, its topology who does it to whom."""

    class Kind(models.TextChoices):
        CALL = "call", _("call ring")
        VISIT = "visit", _("visit ring")
        HELP = "help", _("help ring")
        RIDE = "ride", _("ride ring")

    class Topology(models.TextChoices):
        CIRCLE = "circle", _("circle: each rings the next")
        HUB = "hub", _("roster: volunteers take turns")
        PAIR = "pair", _("pair: one and one")
        CALL_IN = "call_in", _("sign-in: the resident reports")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("running")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    class Roster(models.TextChoices):
        SPREAD = "spread", _("everybody calls some")
        DUTY = "duty", _("one at a time calls all")

    class StandIns(models.TextChoices):
        RING = "ring", _("only the others of the ring")
        AREA = "area", _("then other volunteers of the municipality too")

    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    topology = models.CharField(_("who does it to whom"), max_length=8, choices=Topology.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="rings", verbose_name=_("municipality")
    )
    association = models.ForeignKey(
        Association, models.PROTECT, related_name="rings", verbose_name=_("association")
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="rings",
        verbose_name=_("coordinator in charge"),
    )
    captain = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("captain")
    )
    deputy = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("deputy")
    )
    remind_minutes_before = models.PositiveSmallIntegerField(
        _("minutes from the first reminder to the hour"), default=0
    )
    slot_minutes = models.PositiveSmallIntegerField(
        _("minutes that the call or visit may take"),
        default=0,
        help_text=_("How it went is asked when this time has passed from the hour."),
    )
    turn_weeks = models.PositiveSmallIntegerField(_("weeks in one turn"), default=1)
    roster = models.CharField(
        _("how the turns are shared"), max_length=8, choices=Roster.choices, default=Roster.SPREAD
    )
    stand_ins = models.CharField(
        _("who is asked to stand in"), max_length=6, choices=StandIns.choices, default=StandIns.RING
    )
    # The helpers' numbers, longest idle first, as they stood in the turn that holds on `turn_from`.
    turn_order = models.JSONField(default=list, editable=False)
    turn_from = models.DateField(null=True, editable=False)
    silent_ladder = models.ForeignKey(
        Ladder, models.PROTECT, null=True, blank=True, related_name="+"
    )
    no_answer_ladder = models.ForeignKey(
        Ladder, models.PROTECT, null=True, blank=True, related_name="+"
    )
    generated_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = RingQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("ring")
        verbose_name_plural = _("rings")

    def __str__(self) -> str:
        return self.name


class ScheduleRule(models.Model):
    """When: local wall time on some weekdays of every `interval_weeks`-th week counted from `anchor`.

    A second rule with another `round` makes a second time on the same day (heat wave: twice a day).
    """

    class Holidays(models.TextChoices):
        RUN = "run", _("as on any day")
        SKIP = "skip", _("not on public holidays")
        SKIP_EVES = "skip_eves", _("not on public holidays nor their eves")

    class Span(models.TextChoices):
        HOUR = "hour", _("at the hour")
        WEEK = "week", _("at any time that week")

    ring = models.ForeignKey(Ring, models.CASCADE, related_name="rules")
    round = models.PositiveSmallIntegerField(_("which time of the day"), default=1)
    weekdays = models.JSONField(_("weekdays"), default=list)
    interval_weeks = models.PositiveSmallIntegerField(_("every how many weeks"), default=1)
    anchor = models.DateField(_("counted from"))
    wall_time = models.TimeField(_("hour"))
    span = models.CharField(_("when"), max_length=8, choices=Span.choices, default=Span.HOUR)
    zone = models.CharField(_("time zone"), max_length=40, default="Europe/Helsinki")
    note = models.CharField(
        _("why"), max_length=80, blank=True, help_text=_("For example: heat wave")
    )
    holidays = models.CharField(
        _("public holidays"), max_length=10, choices=Holidays.choices, default=Holidays.RUN
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering = ["ring", "round", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(interval_weeks__gte=1), name="interval_is_a_week_or_more"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="rule_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ring_id}: {self.wall_time:%H:%M}"


class RingMemberQuerySet(models.QuerySet["RingMember"]):
    """Members by the day on which they belong."""

    def on(self, day: date) -> "RingMemberQuerySet":
        """Return those who belong on the local date `day`."""
        return self.filter(valid_from__lte=day).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )


class RingMember(models.Model):
    """A person in a ring, in order. In a circle everybody both rings and is rung."""

    class Role(models.TextChoices):
        HELPER = "helper", _("rings or visits")
        RESIDENT = "resident", _("is rung or visited")
        BOTH = "both", _("both")

    ring = models.ForeignKey(Ring, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=8, choices=Role.choices)
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    wall_time = models.TimeField(_("own hour"), null=True, blank=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("last day"), null=True, blank=True)

    objects = RingMemberQuerySet.as_manager()

    class Meta:
        ordering = ["ring", "position", "pk"]
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(
                fields=["ring", "person"],
                condition=Q(valid_until__isnull=True),
                name="one_open_membership_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ring_id}: {self.person_id} ({self.role})"


class DateException(models.Model):
    """One date on which a ring does not follow its rules: nothing at all, or another hour.

    Without `receiver` it holds for everybody in the ring. Taking the row away lets the rules hold again.
    """

    class Kind(models.TextChoices):
        SKIP = "skip", _("nothing that day")
        HOUR = "hour", _("at another hour")

    ring = models.ForeignKey(Ring, models.CASCADE, related_name="exceptions")
    nominal_date = models.DateField(_("date"))
    receiver = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(_("what is different"), max_length=8, choices=Kind.choices)
    wall_time = models.TimeField(_("hour"), null=True, blank=True)
    note = models.CharField(_("why"), max_length=80, blank=True)

    class Meta:
        ordering = ["nominal_date", "pk"]
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        constraints = [
            models.UniqueConstraint(
                fields=["ring", "nominal_date", "receiver"],
                name="one_exception_a_ring_date_and_receiver",
            ),
            models.UniqueConstraint(
                fields=["ring", "nominal_date"],
                condition=Q(receiver__isnull=True),
                name="one_exception_for_all_a_ring_and_date",
            ),
            models.CheckConstraint(
                condition=Q(kind="skip") | Q(wall_time__isnull=False),
                name="another_hour_says_which",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ring_id}: {self.nominal_date} {self.kind}"
