"""The settings of one-off requests: who sends them by a link, and how volunteers are asked."""

from django.utils.translation import gettext_lazy as _

from directory.forms import ReferrerForm
from directory.models import Referrer
from directory.views.sections import Section, until, within
from rings.forms.gigs.policy import OfferPolicyForm
from rings.models import OfferPolicy

SENDERS = Section(
    key="senders",
    title=_("Senders of requests"),
    add=_("Add a sender of requests"),
    form=ReferrerForm,
    columns=(
        (_("Name"), str),
        (_("Municipality"), lambda row: row.municipality),
        (_("Association"), lambda row: row.association),
        (_("Link works"), lambda row: _("closed") if row.closed_at else _("open")),
        (_("Last day"), until),
    ),
    rows=lambda scope: Referrer.objects.filter(
        within(scope, municipality="municipality", association="association")
    ).select_related("municipality", "association"),
    may_add=lambda scope: scope.administers,
    more="rings/gigs/sender.html",
)

WAYS_OF_ASKING = Section(
    key="ways-of-asking",
    title=_("Ways of asking volunteers"),
    add=_("Add a way of asking"),
    form=OfferPolicyForm,
    columns=(
        (_("Association"), lambda row: row.association or _("All associations")),
        (_("Asked at once"), lambda row: row.wave_size),
        (_("Minutes to answer"), lambda row: row.wave_minutes),
        (_("Questions a week at most"), lambda row: row.most_a_week),
    ),
    rows=lambda scope: (
        OfferPolicy.objects.filter(within(scope, association="association"))
        .select_related("association")
        .order_by("association__name", "pk")
    ),
    may_add=lambda scope: any(area.municipality_id is None for area in scope.administered),
)
