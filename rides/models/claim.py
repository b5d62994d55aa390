"""What driving costs: dated rates, yearly limits, a claim for each run, and the file that pays them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.models import Association
from directory.scope import Scope
from rides.models.driver import Driver
from rides.models.run import Run


class MileageRateQuerySet(models.QuerySet["MileageRate"]):
    """Rates by the day on which they hold."""

    def on(self, day: date) -> "MileageRate | None":
        """Return the rate that holds on the local date `day`."""
        return self.filter(valid_from__lte=day).order_by("-valid_from").first()


class MileageRate(models.Model):
    """Euros a kilometre, and for each passenger along; the tax-free limits of a calendar year beside them."""

    valid_from = models.DateField(_("valid from"), unique=True)
    per_km = models.DecimalField(_("euros a kilometre"), max_digits=5, decimal_places=3)
    per_passenger_km = models.DecimalField(
        _("euros a kilometre for each passenger"), max_digits=5, decimal_places=3
    )
    most_euros = models.DecimalField(
        _("euros a year to one driver at most"), max_digits=8, decimal_places=2
    )
    most_days = models.PositiveSmallIntegerField(_("days a year to one driver at most"))
    source = models.CharField(_("source"), max_length=120, blank=True)

    objects = MileageRateQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from"]
        verbose_name = _("mileage rate")
        verbose_name_plural = _("mileage rates")

    def __str__(self) -> str:
        return f"{self.valid_from}: {self.per_km}"


class PaymentFile(models.Model):
    """Approved claims that went to payment together."""

    association = models.ForeignKey(Association, models.PROTECT, related_name="payment_files")
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("payment file")
        verbose_name_plural = _("payment files")

    def __str__(self) -> str:
        return f"{self.association_id} {self.made_at:%Y-%m-%d}"


class ExpenseClaimQuerySet(models.QuerySet["ExpenseClaim"]):
    """Claims in the words of the field."""

    def visible_to(self, scope: Scope) -> "ExpenseClaimQuerySet":
        """Return the claims of this member of staff's own office and area: the driver's municipality counts."""
        within = scope.within("driver__volunteer__person__municipality_id", "association_id")
        return self.filter(within)


class ExpenseClaim(models.Model):
    """What one run comes to, by lines; amounts are frozen at approval. Cents, so that sums are exact."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("to be checked")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")
        PAID = "paid", _("paid")
        DROPPED = "dropped", _("not claimed")

    run = models.OneToOneField(Run, models.PROTECT, related_name="claim")
    driver = models.ForeignKey(Driver, models.PROTECT, related_name="claims")
    association = models.ForeignKey(Association, models.PROTECT, related_name="claims")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    # Why it was sent back, or is not claimed.
    note = models.CharField(_("note"), max_length=200, blank=True)
    payment = models.ForeignKey(
        PaymentFile, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    created_at = models.DateTimeField(_("recorded"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = ExpenseClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("expense claim")
        verbose_name_plural = _("expense claims")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(payment__isnull=False),
                name="a_paid_claim_is_in_a_payment_file",
            )
        ]

    def __str__(self) -> str:
        return f"{self.driver_id} {self.run_id}"


class ClaimLine(models.Model):
    """Kilometres of one local date at one rate.

    `cents` is the whole allowance, `shared_cents` what the riders have paid of it: the rest is paid out, and
    `over_cents` of that rest is above the year's limit in euros. `over_days`: the year had its days of driving
    already.
    """

    claim = models.ForeignKey(ExpenseClaim, models.CASCADE, related_name="lines")
    day = models.DateField(_("day"))
    km = models.DecimalField(_("kilometres"), max_digits=6, decimal_places=1)
    passenger_km = models.DecimalField(
        _("kilometres of passengers"), max_digits=7, decimal_places=1
    )
    rate = models.ForeignKey(MileageRate, models.PROTECT, related_name="+")
    cents = models.PositiveIntegerField(_("cents"))
    shared_cents = models.PositiveIntegerField(_("of these paid by riders"), default=0)
    over_cents = models.PositiveIntegerField(_("of these above the limit"), default=0)
    over_days = models.BooleanField(_("beyond the year's days"), default=False)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "day"], name="one_line_a_claim_and_day"),
            models.CheckConstraint(
                condition=Q(cents__gte=F("shared_cents") + F("over_cents")),
                name="no_more_over_than_paid_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.day}"

    @property
    def payable(self) -> int:
        """Return the cents that are paid out."""
        return self.cents - self.shared_cents
