"""One human being with two optional sides (resident, volunteer), and their numbers."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.models import Municipality
from directory.scope import Scope


class Language(models.TextChoices):
    """The languages that Rinki writes and speaks."""

    FINNISH = "fi", _("Finnish")
    SWEDISH = "sv", _("Swedish")
    ENGLISH = "en", _("English")


class Gender(models.TextChoices):
    """As the person says; some residents wish for a helper of one."""

    NOT_TOLD = "", _("not told")
    WOMAN = "woman", _("woman")
    MAN = "man", _("man")
    OTHER = "other", _("other")


class TargetGroup(models.TextChoices):
    """Whom the work is meant to reach: for counts only, and nothing finer is kept."""

    BY_AGE = "", _("by age")
    OLDER = "older", _("older people")
    YOUNG = "young", _("young people")
    FAMILY = "family", _("families")
    IMMIGRANT = "immigrant", _("people who have moved to Finland")
    OTHER = "other", _("others")


class PersonQuerySet(models.QuerySet["Person"]):
    """People in the words of the field."""

    def visible_to(self, scope: Scope) -> "PersonQuerySet":
        """Return the people whom this member of staff may see."""
        return self.filter(scope.people())

    def current(self) -> "PersonQuerySet":
        """Return the people whose details have not been erased."""
        return self.filter(erased_at__isnull=True)

    def away_on(self, day: date) -> "PersonQuerySet":
        """Return the people who are away on the local date `day`."""
        return self.filter(
            Q(absences__returns_on__gt=day) | Q(absences__returns_on__isnull=True),
            absences__starts_on__lte=day,
            absences__cancelled_at__isnull=True,
        ).distinct()


class Person(models.Model):
    """Who somebody is: no personal identity code, a birth year is enough."""

    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=60, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("birth year"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.FINNISH
    )
    other_languages = models.JSONField(_("other languages"), default=list, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="people", verbose_name=_("municipality")
    )
    village = models.CharField(_("village"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=120, blank=True)
    latitude = models.DecimalField(
        _("latitude of the home"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude of the home"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    gender = models.CharField(
        _("gender"), max_length=5, choices=Gender.choices, default=Gender.NOT_TOLD, blank=True
    )
    target_group = models.CharField(
        _("target group"), max_length=9, choices=TargetGroup.choices, blank=True
    )
    interests = models.JSONField(_("interests"), default=list, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    created_at = models.DateTimeField(_("recorded"))
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "first_name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="home_has_both_coordinates",
            )
        ]

    def __str__(self) -> str:
        if self.erased_at:
            return gettext("Erased person")
        return f"{self.first_name} {self.last_name}".strip()


class PhoneNumber(models.Model):
    """A telephone number. One number may be several people's, one person may have several."""

    class Kind(models.TextChoices):
        MOBILE = "mobile", _("mobile")
        LANDLINE = "landline", _("landline")
        OTHER = "other", _("other")

    class TakesSms(models.TextChoices):
        YES = "yes", _("takes text messages")
        NO = "no", _("takes no text messages")
        UNKNOWN = "unknown", _("not known")

    e164 = models.CharField(_("number"), max_length=16, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    takes_sms = models.CharField(
        _("text messages"), max_length=10, choices=TakesSms.choices, default=TakesSms.UNKNOWN
    )
    verified_at = models.DateTimeField(_("seen to work"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("asked for no more messages"), null=True, blank=True)

    class Meta:
        ordering = ["e164"]
        verbose_name = _("telephone number")
        verbose_name_plural = _("telephone numbers")

    def __str__(self) -> str:
        return self.e164

    @property
    def can_take_sms(self) -> bool:
        """Tell whether a text may be sent: to a mobile unless known not, else only if known."""
        if self.stopped_at:
            return False
        if self.takes_sms == self.TakesSms.UNKNOWN:
            return self.kind == self.Kind.MOBILE
        return self.takes_sms == self.TakesSms.YES


class PersonNumber(models.Model):
    """That a number is a person's; position 1 is tried first."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="numbers")
    number = models.ForeignKey(PhoneNumber, models.CASCADE, related_name="holders")
    position = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(_("note"), max_length=60, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="one_number_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.number_id}"
