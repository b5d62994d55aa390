"""Kannel: the way to a carrier that speaks SMPP. Kannel holds the line, we speak HTTP with it."""

from notifications.gateways.kannel.gateway import KannelGateway

__all__ = ["KannelGateway"]
