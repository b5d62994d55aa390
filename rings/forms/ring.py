"""Building a ring by hand: what it is, and when."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from directory.models import Association, Municipality, StaffRole, User
from directory.scope import WORKING_ROLES, Scope
from directory.services.offices import still_answers
from rings.forms.clock import ClockField
from rings.models import Ring, ScheduleRule
from rings.rules.times import USUAL

OWNERS = Q(is_superuser=True)  # the technical owner may do all
CALLS_ONLY = frozenset({Ring.Topology.CIRCLE, Ring.Topology.CALL_IN})
KINDS = [
    (Ring.Kind.CALL.value, _("Calls: a volunteer rings")),
    (Ring.Kind.VISIT.value, _("Visits: a volunteer comes")),
]
TOPOLOGIES = [
    (Ring.Topology.HUB.value, _("Roster: volunteers take turns to contact the residents")),
    (Ring.Topology.PAIR.value, _("Pair: always the same volunteer for one resident")),
    (Ring.Topology.CIRCLE.value, _("Circle: each member rings the next one")),
    (Ring.Topology.CALL_IN.value, _("Sign-in: the resident reports before an hour")),
]


def associations_of(scope: Scope) -> Q:
    """Return the condition on the associations for which this member of staff may run rings."""
    if any(area.association_id is None for area in scope.areas):
        return Q()
    return Q(pk__in=[area.association_id for area in scope.areas])


class RingForm(forms.ModelForm):
    """What a ring is, where, and who is in charge; offers only what is in `scope`."""

    kind = forms.ChoiceField(label=_("What is done?"), choices=KINDS, widget=forms.RadioSelect)
    topology = forms.ChoiceField(
        label=_("Who does it to whom?"), choices=TOPOLOGIES, widget=forms.RadioSelect
    )

    class Meta:
        model = Ring
        fields = ["name", "kind", "topology", "municipality", "association", "coordinator"]
        help_texts = {
            "name": _("For example: Morning calls Keuruu"),
            "coordinator": _("Whatever needs a person comes to this coordinator."),
        }

    def __init__(self, *args: Any, scope: Scope, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope, self.today = scope, today
        self._offer("municipality", Municipality.objects.filter(scope.municipalities()).distinct())
        self._offer("association", Association.objects.filter(associations_of(scope)))
        at_work = StaffRole.objects.valid_on(today).filter(role__in=WORKING_ROLES)
        staff = User.objects.filter(is_active=True)
        self._offer("coordinator", staff.filter(Q(pk__in=at_work.values("user")) | OWNERS))
        if self.instance.pk and self.instance.state != Ring.State.DRAFT:
            # Who does it to whom cannot change under planned calls: end the ring and build another.
            del self.fields["kind"], self.fields["topology"]

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # as the model has it
        field.queryset, field.empty_label = choices, str(_("Choose"))
        only = list(choices[:2])
        if len(only) == 1 and not self.instance.pk:
            self.initial[name] = only[0].pk

    def clean(self) -> dict[str, Any]:
        """Refuse what does not fit together and what is outside the scope."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") == Ring.Kind.VISIT and given.get("topology") in CALLS_ONLY:
            self.add_error("topology", _("Visits need a roster or a pair."))
        place, office = given.get("municipality"), given.get("association")
        if place and office and not self.scope.covers(place.pk, office.pk):
            self.add_error("association", _("You do not work for it in that municipality."))
        who = given.get("coordinator")
        if place and office and who and not still_answers(who, place, office, self.today):
            self.add_error(
                "coordinator", _("This person does not work there: nobody would see it.")
            )
        return given


class WhenForm(forms.ModelForm):
    """When: weekdays, hour, how often, holidays, first and last day."""

    span = forms.ChoiceField(
        label=_("When is it done?"),
        choices=[
            (ScheduleRule.Span.HOUR.value, _("On certain days at an hour")),
            (ScheduleRule.Span.WEEK.value, _("Once a week, on whichever day suits")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Not needed when any day of the week will do."),
    )
    wall_time = ClockField(label=_("At what hour?"))
    interval_weeks = forms.TypedChoiceField(
        label=_("How often?"),
        coerce=int,
        choices=[
            (1, _("every week")),
            (2, _("every second week")),
            (3, _("every third week")),
            (4, _("every fourth week")),
        ],
    )
    valid_from = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}),
        help_text=_("Every second week is counted from this day."),
    )
    valid_until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}),
        help_text=_("Leave empty when the ring goes on until further notice."),
    )
    remind_minutes_before = forms.TypedChoiceField(
        label=_("When does the volunteer get the first text?"),
        coerce=int,
        choices=[
            (0, _("at the hour itself")),
            (30, _("half an hour before")),
            (120, _("two hours before")),
            (24 * 60, _("the day before")),
        ],
    )
    slot_minutes = forms.TypedChoiceField(
        label=_("When is it asked how it went?"),
        coerce=int,
        choices=[
            (0, _("at the hour itself")),
            (30, _("half an hour after")),
            (60, _("an hour after")),
            (120, _("two hours after")),
        ],
        help_text=_("A visit takes time: do not ask before it is over."),
    )
    turn_weeks = forms.TypedChoiceField(
        label=_("How long is one turn?"),
        coerce=int,
        choices=[(1, _("one week")), (2, _("two weeks")), (4, _("four weeks"))],
        help_text=_("After a turn, whoever has been longest without one is next."),
    )
    roster = forms.ChoiceField(
        label=_("How are the turns shared?"),
        choices=[
            (Ring.Roster.SPREAD.value, _("Everybody calls or visits some of the residents")),
            (Ring.Roster.DUTY.value, _("One volunteer at a time calls or visits all of them")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    class Meta:
        model = ScheduleRule
        fields = [
            "span",
            "weekdays",
            "wall_time",
            "interval_weeks",
            "holidays",
            "valid_from",
            "valid_until",
        ]
        widgets = {"holidays": forms.RadioSelect}

    def __init__(self, *args: Any, ring: Ring, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.update(valid_from=today, weekdays=list(range(5)))
        before, after = ring.remind_minutes_before, ring.slot_minutes
        if not ring.rules.exists():
            before, after = USUAL.get(ring.kind, (before, after))
        self._keep(before, after)
        self.fields["turn_weeks"].initial = ring.turn_weeks
        self.fields["roster"].initial = ring.roster
        if ring.topology != Ring.Topology.HUB:
            del self.fields["turn_weeks"], self.fields["roster"]

    def _keep(self, before: int, after: int) -> None:
        """Offer also what was not chosen on this page: to save must not change unseen what holds now."""
        words = {
            "remind_minutes_before": (
                before,
                ngettext("%(minutes)s minute before", "%(minutes)s minutes before", before),
            ),
            "slot_minutes": (
                after,
                ngettext(
                    "%(minutes)s minute after the hour", "%(minutes)s minutes after the hour", after
                ),
            ),
        }
        for name, (minutes, text) in words.items():
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  # as written above
            field.initial = minutes
            if not field.valid_value(str(minutes)):
                offered = cast("list[tuple[int, str]]", field.choices)
                field.choices = [*offered, (minutes, text % {"minutes": minutes})]

    def clean_span(self) -> str:
        """Return when it is done; nothing said means at the hour."""
        return self.cleaned_data["span"] or ScheduleRule.Span.HOUR

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first, and days that are needed and not chosen."""
        given = super().clean() or self.cleaned_data
        if not given.get("weekdays") and given.get("span") != ScheduleRule.Span.WEEK:
            self.add_error("weekdays", _("Choose at least one day."))
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day is before the first day."))
        return given
