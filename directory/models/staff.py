"""Who signs in, and what each may see: a role in a municipality, an association or both."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.models.places import Association, Municipality


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail; there are no user names."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a member of staff."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a technical owner, who may open the back office."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A member of staff or a municipality reader. Volunteers and residents have no account."""

    username = None  # type: ignore[assignment]  # how Django says that there is none
    email = models.EmailField(_("e-mail"), unique=True)
    phone = models.CharField(_("telephone for alerts"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=2, default="fi")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # ours has no user names

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class StaffRoleQuerySet(models.QuerySet["StaffRole"]):
    """Roles by the day on which they hold."""

    def valid_on(self, day: date) -> "StaffRoleQuerySet":
        """Return the roles in force on the local date `day`."""
        return self.filter(valid_from__lte=day).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        )


class StaffRole(models.Model):
    """One person's role; an empty municipality or association means all of them."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("Coordinator")
        SUBSTITUTE = "substitute", _("Substitute coordinator")
        READER = "reader", _("Municipality reader")
        ADMINISTRATOR = "administrator", _("Administrator")

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=15, choices=Role.choices)
    municipality = models.ForeignKey(Municipality, models.CASCADE, null=True, blank=True)
    association = models.ForeignKey(Association, models.CASCADE, null=True, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("last day"), null=True, blank=True)

    objects = StaffRoleQuerySet.as_manager()

    class Meta:
        ordering = ["user", "role"]
        verbose_name = _("staff role")
        verbose_name_plural = _("staff roles")

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
