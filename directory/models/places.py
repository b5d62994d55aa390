"""Municipalities, associations and service lines: all data, edited by an administrator."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Municipality(models.Model):
    """A municipality that takes part, with the centre used for distances (WGS84 degrees)."""

    code = models.CharField(_("municipality code"), max_length=3, unique=True)
    name_fi = models.CharField(_("name in Finnish"), max_length=60, unique=True)
    name_sv = models.CharField(_("name in Swedish"), max_length=60, blank=True)
    population = models.PositiveIntegerField(_("population"))
    population_year = models.PositiveSmallIntegerField(_("year of the population figure"))
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)

    class Meta:
        ordering = ["name_fi"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name_sv if get_language() == "sv" and self.name_sv else self.name_fi


class MunicipalityAlias(models.Model):
    """Another way people write a municipality: a short form, a village, an old name."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="aliases")
    name = models.CharField(_("other name"), max_length=60, unique=True)
    is_village = models.BooleanField(_("is a village or former municipality"), default=False)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Association(models.Model):
    """An association or office that runs rings and answers its own telephone."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    short_name = models.CharField(
        _("name in text messages"),
        max_length=20,
        help_text=_("Says in every text message who is writing. For example: Vapari"),
    )
    phone = models.CharField(_("telephone"), max_length=20)
    email = models.EmailField(_("e-mail"), blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="associations")
    asks_hours = models.BooleanField(
        _("asks volunteers for their hours by text once a month"),
        default=False,
        help_text=_("On the first weekday of the month. Each text costs what a text costs."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("association")
        verbose_name_plural = _("associations")

    def __str__(self) -> str:
        return self.name


class ServiceLineQuerySet(models.QuerySet["ServiceLine"]):
    """Service lines by the day on which they are offered."""

    def valid_on(self, day: date) -> "ServiceLineQuerySet":
        """Return the lines offered on the local date `day`."""
        return self.filter(valid_from__lte=day).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )


class ServiceLine(models.Model):
    """What volunteers do for people: data with an end date, because lines come and go."""

    class Kind(models.TextChoices):
        CALL = "call", _("Calls")
        VISIT = "visit", _("Visits")
        HELP = "help", _("Errands and small help")
        RIDE = "ride", _("Rides")
        DIGI = "digi", _("Help with devices")
        ESCORT = "escort", _("Company on the way")

    code = models.SlugField(_("code"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name_fi = models.CharField(_("name in Finnish"), max_length=80)
    name_sv = models.CharField(_("name in Swedish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    association = models.ForeignKey(
        Association, models.CASCADE, null=True, blank=True, related_name="service_lines"
    )
    is_one_off = models.BooleanField(
        _("asked for once at a time"),
        default=False,
        help_text=_("A request of this kind is offered to volunteers until somebody takes it."),
    )
    usual_minutes = models.PositiveSmallIntegerField(_("usual length in minutes"), default=60)
    notice_hours = models.PositiveSmallIntegerField(
        _("hours of notice that are wished for"), default=24
    )
    valid_from = models.DateField(_("offered from"))
    valid_until = models.DateField(_("last day"), null=True, blank=True)

    objects = ServiceLineQuerySet.as_manager()

    class Meta:
        ordering = ["name_fi"]
        verbose_name = _("service line")
        verbose_name_plural = _("service lines")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="service_line_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        language = get_language() or "fi"
        return str(getattr(self, f"name_{language}", self.name_fi))
