"""Twilio's programmable messaging, through its official client."""

from notifications.gateways.twilio.gateway import TwilioGateway

__all__ = ["TwilioGateway"]
