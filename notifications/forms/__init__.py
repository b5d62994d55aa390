"""Forms of the settings of texts, and of one person's hours for them."""

from notifications.forms.hours import HoursForm
from notifications.forms.settings import (
    GatewayPriceForm,
    RouteForm,
    SenderIdentityForm,
    TextPolicyForm,
)

__all__ = ["GatewayPriceForm", "HoursForm", "RouteForm", "SenderIdentityForm", "TextPolicyForm"]
