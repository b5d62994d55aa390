"""Where people are driven to: shops, health centres, clubs, kept with their point on the map."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models import Municipality
from directory.scope import Scope


class DestinationQuerySet(models.QuerySet["Destination"]):
    """Destinations in the words of the field."""

    def visible_to(self, scope: Scope) -> "DestinationQuerySet":
        """Return the destinations in the municipalities where this member of staff works, and in all others.

        A place is public: rides cross the borders of municipalities.
        """
        return self if scope.works else self.none()

    def offered(self) -> "DestinationQuerySet":
        """Return those that may be chosen for a new ride."""
        return self.filter(is_offered=True)


class Destination(models.Model):
    """A public place. `words`: how people name it in a text, in lower case ("kauppa", "s-market")."""

    name = models.CharField(_("name"), max_length=80)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="destinations",
        verbose_name=_("municipality"),
    )
    address = models.CharField(_("address"), max_length=120, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)
    words = models.JSONField(_("other names"), default=list, blank=True)
    is_offered = models.BooleanField(_("may be chosen for rides"), default=True)

    objects = DestinationQuerySet.as_manager()

    class Meta:
        ordering = ["municipality__name_fi", "name"]
        verbose_name = _("destination")
        verbose_name_plural = _("destinations")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"], name="one_destination_a_name_and_municipality"
            )
        ]

    def __str__(self) -> str:
        return self.name
