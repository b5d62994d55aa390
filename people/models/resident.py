"""The side of a person who is called, visited and driven, and who stands by them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from encrypted_fields.fields import EncryptedTextField

from directory.scope import Scope
from people.models.person import Gender, Person

# Whom a resident may wish for as a helper.
WISHED_GENDERS = [(Gender.NOT_TOLD, _("anybody")), *Gender.choices[1:3]]


class Limit(models.TextChoices):
    """What a home has and some helpers cannot be with. `Resident.home` and `Volunteer.avoids` hold these."""

    CAT = "cat", _("a cat")
    DOG = "dog", _("a dog")
    SMOKE = "smoke", _("tobacco smoke")
    STAIRS = "stairs", _("stairs without a lift")


class ResidentQuerySet(models.QuerySet["Resident"]):
    """Residents in the words of the field."""

    def visible_to(self, scope: Scope) -> "ResidentQuerySet":
        """Return the residents whom this member of staff may see."""
        return self.filter(scope.people("person__"))


class Resident(models.Model):
    """What the helpers need to know; moved along by `people.services.residents` only."""

    class State(models.TextChoices):
        ENQUIRY = "enquiry", _("new")
        WAITING = "waiting", _("waiting for a ring")
        SERVED = "served", _("in a ring")
        ON_HOLD = "on_hold", _("paused")
        ENDED = "ended", _("ended")

    class Aid(models.TextChoices):
        UNKNOWN = "unknown", _("not asked")
        NONE = "none", _("walks without aids")
        STICK = "stick", _("walks with a stick")
        ROLLATOR = "rollator", _("walks with a rollator")
        WHEELCHAIR = "wheelchair", _("uses a wheelchair")

    class Holidays(models.TextChoices):
        AS_RING = "", _("as the ring does")
        RUN = "run", _("wants the call or visit on public holidays too")
        SKIP = "skip", _("not on public holidays")
        SKIP_EVES = "skip_eves", _("not on public holidays nor their eves")

    person = models.OneToOneField(Person, models.CASCADE, related_name="resident")
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.ENQUIRY
    )
    wishes = models.JSONField(_("wishes"), default=list)
    aid = models.CharField(
        _("moving about"), max_length=12, choices=Aid.choices, default=Aid.UNKNOWN
    )
    call_time = models.TimeField(_("wished time of a call"), null=True, blank=True)
    holidays = models.CharField(
        _("public holidays"), max_length=10, choices=Holidays.choices, blank=True
    )
    wished_gender = models.CharField(
        _("wishes for a helper who is"),
        max_length=5,
        choices=WISHED_GENDERS,
        blank=True,
    )
    home = models.JSONField(_("at home there are"), default=list, blank=True)
    referred_by = models.CharField(_("who told us"), max_length=80, blank=True)
    notes = EncryptedTextField(_("notes"), null=True, blank=True)

    objects = ResidentQuerySet.as_manager()

    class Meta:
        ordering = ["person__last_name", "person__first_name", "pk"]
        verbose_name = _("resident")
        verbose_name_plural = _("residents")

    def __str__(self) -> str:
        return str(self.person)


class Contact(models.Model):
    """A relative, neighbour or key holder, in the order in which the resident wants them rung.

    Only a name, a relation and a number, as the resident gave them.
    """

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="contacts")
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    name = models.CharField(_("name"), max_length=80, blank=True)
    relation = models.CharField(_("relation"), max_length=40, blank=True)
    phone = models.CharField(_("telephone"), max_length=16, blank=True)
    has_key = models.BooleanField(_("has a key"), default=False)
    note = models.CharField(_("note"), max_length=120, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return f"{self.relation} {self.name}".strip()
