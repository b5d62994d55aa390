"""What decides whether a text may go and through what: routes, prices, limits, and how each gateway stands."""

from datetime import date, time
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from directory.models import Municipality
from notifications.rules.window import MOST
from people.models import Person

CENT = Decimal("0.01")
_opens_before_it_closes = Q(opens__lt=F("closes"))


class Route(models.Model):
    """One line of the table of routes: the first that fits a text names its gateway, the next the one after."""

    class Carries(models.TextChoices):
        ALL = "all", _("all texts")
        ASKING = "asking", _("texts that ask for an answer")
        TELLING = "telling", _("texts that ask for none")

    position = models.PositiveSmallIntegerField(_("order"), default=10)
    prefix = models.CharField(
        _("numbers that begin with"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\+\d+$", _("Write it like this: +358"))],
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="+"
    )
    carries = models.CharField(
        _("which texts"), max_length=8, choices=Carries.choices, default=Carries.ALL
    )
    gateway = models.CharField(_("gateway"), max_length=30, blank=True)
    by_name = models.BooleanField(_("only where the sender may be a name"), default=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("route")
        verbose_name_plural = _("routes")

    def __str__(self) -> str:
        return f"{self.position}. {self.prefix or '+'} → {self.gateway or '*'}"


class GatewayPrice(models.Model):
    """What one part of a text costs through a gateway, from a day on."""

    gateway = models.CharField(_("gateway"), max_length=30)
    valid_from = models.DateField(_("valid from"))
    per_part = models.DecimalField(
        _("euros a part"), max_digits=7, decimal_places=4, validators=[MinValueValidator(0)]
    )

    class Meta:
        ordering = ["gateway", "-valid_from"]
        verbose_name = _("price of texts")
        verbose_name_plural = _("prices of texts")
        constraints = [
            models.UniqueConstraint(fields=["gateway", "valid_from"], name="one_price_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.gateway}: {number_format(self.per_part.normalize())} €"


class TextPolicy(models.Model):
    """When ordinary texts may go, how many, and for how much: of a municipality, or of all without their own."""

    municipality = models.ForeignKey(
        Municipality,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    opens = models.TimeField(_("texts from"), default=time(8, 0))
    closes = models.TimeField(_("texts until"), default=time(20, 0))
    rests_on_holidays = models.BooleanField(
        _("no ordinary texts on public holidays"), default=False
    )
    most_a_day = models.PositiveSmallIntegerField(
        _("ordinary texts to one person in 24 hours at most"),
        default=MOST,
        validators=[MinValueValidator(1)],
    )
    monthly_cap = models.DecimalField(
        _("euros a month at most"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(CENT)],
    )

    class Meta:
        ordering = ["municipality__name_fi", "pk"]
        verbose_name = _("limits of texts")
        verbose_name_plural = _("limits of texts")
        constraints = [
            models.UniqueConstraint(
                Coalesce("municipality", 0, output_field=models.BigIntegerField()),
                name="one_text_policy",
            ),
            models.CheckConstraint(
                condition=_opens_before_it_closes, name="texts_open_before_they_close"
            ),
            models.CheckConstraint(condition=Q(most_a_day__gte=1), name="one_text_a_day_at_least"),
        ]

    def __str__(self) -> str:
        return str(self.municipality or _("All municipalities"))


class PersonHours(models.Model):
    """The hours in which one person wants texts, in place of those of the municipality."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="text_hours")
    opens = models.TimeField(_("texts from"))
    closes = models.TimeField(_("texts until"))

    class Meta:
        verbose_name = _("hours for texts")
        verbose_name_plural = _("hours for texts")
        constraints = [
            models.CheckConstraint(
                condition=_opens_before_it_closes, name="own_hours_open_before_they_close"
            )
        ]

    def __str__(self) -> str:
        return f"{self.opens:%H.%M}–{self.closes:%H.%M}"


class SenderIdentity(models.Model):
    """A name or number that a gateway sends from, and until when it is authorised.

    Traficom's regulation 28, in force since 4 May 2026: names and Finnish numbers alike must be authorised in
    advance through the provider; others are shown as unknown, or stopped.
    """

    gateway = models.CharField(_("gateway"), max_length=30)
    sender = models.CharField(
        _("sender"),
        max_length=40,
        help_text=_("The name or number, as it stands in the settings of the gateway."),
    )
    authorised_until = models.DateField(_("authorised until"))
    evidence = models.CharField(
        _("evidence"),
        max_length=200,
        help_text=_("The number or date of the provider's decision. For example: 2026/114"),
    )

    class Meta:
        ordering = ["gateway", "sender"]
        verbose_name = _("sender of texts")
        verbose_name_plural = _("senders of texts")
        constraints = [models.UniqueConstraint(fields=["gateway", "sender"], name="one_sender")]

    def __str__(self) -> str:
        return f"{self.sender} ({self.gateway})"

    def holds_on(self, day: date) -> bool:
        """Tell whether the sender is authorised on the local date `day`."""
        return day <= self.authorised_until


class GatewayState(models.Model):
    """How a gateway stands (`rules.breaker`): made when it first fails, moved along by `services.breaker` only.

    `fault` and `code` are of the last failure, and `trials` is how many have failed since it opened.
    """

    class State(models.TextChoices):
        CLOSED = "closed", _("works")
        OPEN = "open", _("left alone")
        HALF_OPEN = "half_open", _("being tried")

    gateway = models.CharField(_("gateway"), max_length=30, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CLOSED)
    failures = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=20, blank=True)
    opened_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    trials = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["gateway"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed") | Q(next_try_at__isnull=False),
                name="a_gateway_left_alone_is_tried_again",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gateway}: {self.state}"


class CapNotice(models.Model):
    """That the texts of a municipality come near what they may cost in a month: said once a month."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    month = models.DateField()
    made_at = models.DateTimeField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-month", "municipality__name_fi"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "month"], name="one_notice_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.month:%Y-%m}"
