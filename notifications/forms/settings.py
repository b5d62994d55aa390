"""Routes, prices, limits and senders of texts: forms of the settings pages."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.forms import SettingForm
from directory.models import Municipality
from notifications.forms.hours import hour_field, refuse_if_closed
from notifications.gateways.registry import gateway_named, gateways
from notifications.models import GatewayPrice, Route, SenderIdentity, TextPolicy


class GatewayForm(SettingForm):
    """A form in which a gateway is chosen among those in use; one that was chosen before stays a choice."""

    any_gateway: str | Promise = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict.fromkeys([gateway.name for gateway in gateways()])
        if self.instance.gateway:
            names |= {self.instance.gateway: None}
        first = [("", self.any_gateway)] if self.any_gateway else []
        self.fields["gateway"] = forms.ChoiceField(
            label=_("Gateway"),
            choices=[*first, *((name, name) for name in names)],
            required=not self.any_gateway,
        )


class RouteForm(GatewayForm):
    """One line of the table of routes."""

    any_gateway = _("each in its order")

    class Meta:
        model = Route
        fields = ["position", "prefix", "municipality", "carries", "gateway", "by_name"]
        labels = {"municipality": _("Municipality")}
        help_texts = {
            "position": _("Lines with a lower number come first."),
            "prefix": _("For example +46. Leave empty for all numbers."),
            "by_name": _("Nobody can reply to a name: for texts that ask for no answer."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say_what_empty_means("municipality", _("All municipalities"))

    def clean(self) -> dict[str, Any]:
        """Refuse a way by which no answer would come back for texts that ask for one."""
        given = super().clean() or self.cleaned_data
        asks = given.get("carries") == Route.Carries.ASKING
        gateway = gateway_named(given.get("gateway") or "")
        if asks and gateway and not gateway.capabilities.two_way:
            self.add_error("gateway", _("Nobody can reply to this gateway. Choose another one."))
        if asks and given.get("by_name"):
            self.add_error("by_name", _("Nobody can reply to a name."))
        return given


class GatewayPriceForm(GatewayForm):
    """What a part costs from a day on."""

    class Meta:
        model = GatewayPrice
        fields = ["gateway", "valid_from", "per_part"]
        help_texts = {
            "per_part": _("A long text goes in several parts. For example 0.069"),
        }


class SenderIdentityForm(GatewayForm):
    """A sender and until when it is authorised."""

    class Meta:
        model = SenderIdentity
        fields = ["gateway", "sender", "authorised_until", "evidence"]


class TextPolicyForm(SettingForm):
    """When, how many and for how much texts go in one municipality, or in all without limits of their own."""

    opens = hour_field(_("Texts from"), initial="8")
    closes = hour_field(
        _("Texts until"),
        initial="20",
        help_text=_("Urgent texts and answers go at any hour."),
    )
    most_a_day = forms.IntegerField(
        label=_("Ordinary texts to one person in 24 hours at most"),
        min_value=1,
        max_value=50,
        initial=TextPolicy().most_a_day,
        help_text=_("The others wait. Urgent texts and answers always go."),
    )

    class Meta:
        model = TextPolicy
        fields = [
            "municipality",
            "opens",
            "closes",
            "rests_on_holidays",
            "most_a_day",
            "monthly_cap",
        ]
        labels = {"municipality": _("Municipality")}
        help_texts = {
            "monthly_cap": _(
                "You hear of it at 80 per cent. When all are used, only urgent texts and answers go."
                " Leave empty for no cap."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say_what_empty_means(
            "municipality", _("All municipalities that have none of their own")
        )

    def clean_municipality(self) -> Municipality | None:
        """Refuse a municipality of others, and a second set of limits for one, or for all."""
        town: Municipality | None = self.cleaned_data["municipality"]
        if not self.scope.may_set_up(town.pk if town else None, None):
            raise forms.ValidationError(_("Choose a municipality that you administer."))
        others = TextPolicy.objects.exclude(pk=self.instance.pk)
        if others.filter(municipality=town).exists():
            raise forms.ValidationError(_("It has limits already: change those."))
        return town

    def clean(self) -> dict[str, Any]:
        """Refuse hours that end before they begin."""
        given = super().clean() or self.cleaned_data
        refuse_if_closed(self, given)
        return given
