"""A USB modem or an old phone with a SIM card, driven by gammu-smsd through its own database."""

from notifications.gateways.gammu.gateway import GammuGateway

__all__ = ["GammuGateway"]
