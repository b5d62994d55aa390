"""An Android phone as the gateway: the app "SMS Gateway for Android" (capcom6), through its own client."""

from notifications.gateways.android.gateway import AndroidGateway

__all__ = ["AndroidGateway"]
