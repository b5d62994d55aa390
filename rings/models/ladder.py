"""Ladders as data: named next steps when something is missing."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What an office may choose for a step, in words: (action, audience, channel). Nobody outside the ring and
# the office is ever told by a text.
WORDS: dict[tuple[str, str, str], Promise] = {
    ("remind", "helper", "sms"): _("remind the volunteer by text"),
    ("remind", "helper", "phone"): _("the office rings the volunteer"),
    ("remind", "captain", "sms"): _("tell the captain by text"),
    ("try_again", "helper", "sms"): _("ask the volunteer to try again"),
    ("stand_in", "stand_ins", "sms"): _("ask stand-ins by text"),
    ("stand_in", "stand_ins", "phone"): _("the office rings stand-ins"),
    ("office", "coordinator", "sms"): _("hand over to the coordinator"),
    ("contacts", "contacts", "phone"): _("the coordinator rings the resident's own contacts"),
    ("decide", "coordinator", "phone"): _("the coordinator decides what to do"),
}


class Ladder(models.Model):
    """A ladder that a ring uses: one for a silent volunteer, another for a resident who did not answer."""

    class Cause(models.TextChoices):
        SILENT = "silent", _("nobody has said how it went")
        NO_ANSWER = "no_answer", _("the resident did not answer")

    name = models.CharField(_("name"), max_length=80, unique=True)
    cause = models.CharField(_("when"), max_length=10, choices=Cause.choices)
    is_default = models.BooleanField(_("used unless a ring says otherwise"), default=False)

    class Meta:
        ordering = ["cause", "name"]
        verbose_name = _("ladder")
        verbose_name_plural = _("ladders")
        constraints = [
            models.UniqueConstraint(
                fields=["cause"],
                condition=models.Q(is_default=True),
                name="one_default_ladder_a_cause",
            )
        ]

    def __str__(self) -> str:
        return self.name


class LadderStep(models.Model):
    """One rung: `delay_minutes` after the one before it, do `action`, `times` times.

    `audience` hears of it through `channel`: by text, or the office has them on its list to telephone. A step
    that finds nobody gives way to the next at once; without `skip_if_empty` its time is waited out all the same.
    """

    class Action(models.TextChoices):
        REMIND = "remind", _("remind the volunteer")
        TRY_AGAIN = "try_again", _("ask the volunteer to try again")
        STAND_IN = "stand_in", _("ask a stand-in")
        OFFICE = "office", _("hand over to the coordinator")
        CONTACTS = "contacts", _("the coordinator rings the resident's own contacts")
        DECIDE = "decide", _("the coordinator decides what to do")

    class Audience(models.TextChoices):
        HELPER = "helper", _("the volunteer")
        STAND_INS = "stand_ins", _("stand-ins")
        CAPTAIN = "captain", _("the captain")
        COORDINATOR = "coordinator", _("the coordinator")
        CONTACTS = "contacts", _("the resident's own contacts")

    class Channel(models.TextChoices):
        SMS = "sms", _("by text")
        PHONE = "phone", _("the office telephones")

    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("order"))
    action = models.CharField(_("what is done"), max_length=10, choices=Action.choices)
    delay_minutes = models.PositiveSmallIntegerField(_("minutes after the step before"))
    times = models.PositiveSmallIntegerField(_("how many times"), default=1)
    audience = models.CharField(
        _("who hears of it"), max_length=12, choices=Audience.choices, default=Audience.HELPER
    )
    channel = models.CharField(_("how"), max_length=6, choices=Channel.choices, default=Channel.SMS)
    skip_if_empty = models.BooleanField(_("goes on at once when there is nobody"), default=True)

    class Meta:
        ordering = ["ladder", "position"]
        constraints = [
            models.UniqueConstraint(fields=["ladder", "position"], name="one_step_a_position")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.get_action_display()}"

    @property
    def words(self) -> str:
        """Return what is done, for whom and how, in words."""
        known = WORDS.get((self.action, self.audience, self.channel))
        return str(known or self.get_action_display())
