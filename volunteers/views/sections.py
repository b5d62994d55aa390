"""The settings of matching: how an association weighs who helps whom."""

from django.utils.translation import gettext_lazy as _

from directory.views.sections import Section, within
from volunteers.forms import MatchPolicyForm
from volunteers.models import MatchPolicy

WAYS_OF_MATCHING = Section(
    key="ways-of-matching",
    title=_("Ways of matching people"),
    add=_("Add a way of matching"),
    form=MatchPolicyForm,
    columns=(
        (_("Association"), lambda row: row.association or _("All associations")),
        (_("People to call at most"), lambda row: row.call_capacity),
        (_("People to visit at most"), lambda row: row.visit_capacity),
        (_("Kilometres at most"), lambda row: row.radius_km),
    ),
    rows=lambda scope: (
        MatchPolicy.objects.filter(within(scope, association="association"))
        .select_related("association")
        .order_by("association__name", "pk")
    ),
    may_add=lambda scope: any(area.municipality_id is None for area in scope.administered),
)
