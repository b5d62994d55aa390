"""How many people the project has promised to reach."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import TargetGroup


class Target(models.Model):
    """Distinct persons of one group to be reached in one calendar year."""

    year = models.PositiveSmallIntegerField(_("year"))
    group = models.CharField(_("target group"), max_length=9, choices=TargetGroup.choices[1:])
    persons = models.PositiveIntegerField(_("people to be reached"))

    class Meta:
        ordering = ["-year", "group"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(fields=["year", "group"], name="one_target_a_year_and_group")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.group}: {self.persons}"
