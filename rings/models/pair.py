"""A pair with a life of its own: one volunteer and one resident, from a suggestion to a farewell."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from encrypted_fields.fields import EncryptedTextField

from directory.models import Association, ServiceLine, StaffRole
from directory.scope import WORKING_ROLES, Scope
from people.models import Person
from rings.models.ring import Ring


class PairQuerySet(models.QuerySet["Pair"]):
    """Pairs in the words of the field."""

    def visible_to(self, scope: Scope) -> "PairQuerySet":
        """Return the pairs of this member of staff's own office and area: the resident's municipality counts."""
        return self.filter(scope.within("resident__municipality_id", "association_id"))

    def live(self) -> "PairQuerySet":
        """Return those that have not ended."""
        return self.exclude(state=Pair.State.ENDED)

    def with_a_step(self) -> "PairQuerySet":
        """Return those that wait for anything: the live ones, and those ended whose farewell is not done."""
        return self.filter(due_at__isnull=False)

    def due(self, now: datetime) -> "PairQuerySet":
        """Return those whose next step falls to the owner at `now`."""
        return self.filter(due_at__lte=now)

    def without_able_owner(self, day: date) -> "PairQuerySet":
        """Return those with a step whose owner cannot sign in on `day`, or does not work there any more."""
        role = StaffRole.objects.valid_on(day).filter(
            Q(municipality=None) | Q(municipality=OuterRef("resident__municipality")),
            Q(association=None) | Q(association=OuterRef("association")),
            user=OuterRef("owner"),
            role__in=WORKING_ROLES,
        )
        able = Q(owner__is_active=True) & (Q(owner__is_superuser=True) | Q(Exists(role)))
        return self.with_a_step().exclude(able)


class Pair(models.Model):
    """Moved along by `rings.services.pairs` only; the owner has the next step at `due_at` while it lives."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        ASKING = "asking", _("both are being asked")
        INTRODUCED = "introduced", _("being introduced")
        TRIAL = "trial", _("on trial")
        SETTLED = "settled", pgettext_lazy("pair", "settled")
        ENDED = "ended", _("ended")

    class Says(models.TextChoices):
        NOTHING = "", _("no answer yet")
        YES = "yes", _("yes")
        NO = "no", _("no")

    class Reason(models.TextChoices):
        NONE = "", _("–")
        RESIDENT_NO = "resident_no", _("the resident did not want it")
        VOLUNTEER_NO = "volunteer_no", _("the volunteer did not want it")
        NOT_SUITED = "not_suited", _("they did not suit each other")
        MOVED = "moved", _("one of them moved away")
        HEALTH = "health", _("one of them cannot go on")
        FINISHED = "finished", _("it was agreed to end here")
        CONCERN = "concern", _("because of a worry")
        DIED = "died", _("the resident has died")
        ERASED = "erased", _("one of them was erased")

    resident = models.ForeignKey(Person, models.PROTECT, related_name="pairs_as_resident")
    volunteer = models.ForeignKey(Person, models.PROTECT, related_name="pairs_as_volunteer")
    kind = models.CharField(_("kind"), max_length=10, choices=ServiceLine.Kind.choices)
    association = models.ForeignKey(Association, models.PROTECT, related_name="pairs")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pairs")
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.SUGGESTED
    )
    due_at = models.DateTimeField(_("next step at"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    resident_says = models.CharField(max_length=3, choices=Says.choices, blank=True)
    volunteer_says = models.CharField(max_length=3, choices=Says.choices, blank=True)
    ring = models.OneToOneField(
        Ring, models.SET_NULL, null=True, blank=True, related_name="pair", verbose_name=_("ring")
    )
    # The parts of the score as they stood when it was suggested: [[name, points, words], …].
    why = models.JSONField(default=list, editable=False)
    meets_at = models.DateTimeField(_("first meeting"), null=True, blank=True)
    begun_on = models.DateField(_("trial from"), null=True, blank=True)
    trial_until = models.DateField(_("trial until"), null=True, blank=True)
    checked_on = models.DateField(_("last asked how it goes"), null=True, blank=True)
    ended_for = models.CharField(
        _("why it ended"), max_length=12, choices=Reason.choices, blank=True
    )
    farewell_done_at = models.DateTimeField(_("farewell taken care of"), null=True, blank=True)
    note = EncryptedTextField(_("notes"), null=True, blank=True)
    created_at = models.DateTimeField(_("suggested"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "volunteer", "kind"],
                condition=~Q(state="ended"),
                name="one_live_pair_of_two_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="ended") | Q(due_at__isnull=False),
                name="live_pair_has_a_next_step",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="pair_by_next_step")]

    def __str__(self) -> str:
        return f"{self.volunteer} – {self.resident}"

    @property
    def is_live(self) -> bool:
        """Tell whether it has not ended."""
        return self.state != self.State.ENDED

    @property
    def about(self) -> str:
        """Return the key by which messages name it."""
        return f"pair:{self.pk}"
