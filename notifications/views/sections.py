"""The settings of texts: through what they go, what a part costs, their limits, and as whom they come."""

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from directory.views.sections import Section, everywhere, within
from notifications.forms import GatewayPriceForm, RouteForm, SenderIdentityForm, TextPolicyForm
from notifications.models import GatewayPrice, Route, SenderIdentity, TextPolicy

ROUTES = Section(
    key="text-routes",
    title=_("Routes of texts"),
    add=_("Add a route"),
    form=RouteForm,
    columns=(
        (_("Order"), lambda row: row.position),
        (_("Numbers"), lambda row: row.prefix or _("All numbers")),
        (_("Municipality"), lambda row: row.municipality or _("All municipalities")),
        (_("Which texts"), lambda row: row.get_carries_display()),
        (_("Gateway"), lambda row: row.gateway or _("each in its order")),
    ),
    rows=lambda scope: Route.objects.filter(within(scope)).select_related("municipality"),
    may_add=everywhere,
)

PRICES = Section(
    key="text-prices",
    title=_("Prices of texts"),
    add=_("Add a price"),
    form=GatewayPriceForm,
    columns=(
        (_("Gateway"), lambda row: row.gateway),
        (_("Holds from"), lambda row: row.valid_from),
        (_("Euros a part"), lambda row: number_format(row.per_part.normalize())),
    ),
    rows=lambda scope: GatewayPrice.objects.filter(within(scope)),
    may_add=everywhere,
)

LIMITS = Section(
    key="text-limits",
    title=_("Limits of texts"),
    add=_("Add limits"),
    form=TextPolicyForm,
    columns=(
        (_("Municipality"), str),
        (_("Hours"), lambda row: f"{row.opens:%-H.%M}–{row.closes:%-H.%M}"),
        (
            _("On public holidays"),
            lambda row: _("no ordinary texts") if row.rests_on_holidays else _("as on other days"),
        ),
        (_("Texts to one person in 24 hours"), lambda row: row.most_a_day),
        (
            _("Euros a month at most"),
            lambda row: number_format(row.monthly_cap) if row.monthly_cap else _("no cap"),
        ),
    ),
    rows=lambda scope: TextPolicy.objects.filter(
        within(scope, municipality="municipality")
    ).select_related("municipality"),
    may_add=lambda scope: any(area.association_id is None for area in scope.administered),
)

SENDERS = Section(
    key="text-senders",
    title=_("Senders of texts"),
    add=_("Add a sender"),
    form=SenderIdentityForm,
    columns=(
        (_("Sender"), lambda row: row.sender),
        (_("Gateway"), lambda row: row.gateway),
        (_("Authorised until"), lambda row: row.authorised_until),
        (_("Evidence"), lambda row: row.evidence),
    ),
    rows=lambda scope: SenderIdentity.objects.filter(within(scope)),
    may_add=everywhere,
)
