"""The settings of rides: how an association runs them, and what a kilometre pays."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from directory.views.sections import Section, everywhere, within
from rides.forms.settings import MileageRateForm, RidePolicyForm
from rides.models import MileageRate, RidePolicy

WAYS_OF_RIDING = Section(
    key="ways-of-running-rides",
    title=_("Ways of running rides"),
    add=_("Add a way of running rides"),
    form=RidePolicyForm,
    columns=(
        (_("Association"), lambda row: row.association or _("All associations")),
        (_("Hours of notice"), lambda row: row.notice_hours),
        (_("Told so many hours before"), lambda row: row.tell_hours),
        (_("Minutes longer at most"), lambda row: row.extra_minutes),
    ),
    rows=lambda scope: (
        RidePolicy.objects.filter(within(scope, association="association"))
        .select_related("association")
        .order_by("association__name", "pk")
    ),
    may_add=lambda scope: any(area.municipality_id is None for area in scope.administered),
)

MILEAGE_RATES = Section(
    key="mileage-rates",
    title=_("Mileage rates"),
    add=_("Add a mileage rate"),
    form=MileageRateForm,
    columns=(
        (_("Holds from"), lambda row: row.valid_from),
        (_("Euros a kilometre"), lambda row: number_format(row.per_km.normalize())),
        (_("For each passenger"), lambda row: number_format(row.per_passenger_km.normalize())),
        (_("Euros a year at most"), lambda row: number_format(row.most_euros)),
        (_("Days a year at most"), lambda row: row.most_days),
    ),
    rows=lambda scope: MileageRate.objects.filter(within(scope)),
    may_add=everywhere,
)
