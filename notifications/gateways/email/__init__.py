"""Texts as letters to a service that turns e-mail into SMS. One way."""

from notifications.gateways.email.gateway import EmailGateway

__all__ = ["EmailGateway"]
