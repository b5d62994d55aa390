"""Texts written to a file or to the standard output, for trying things. One way."""

from notifications.gateways.console.gateway import ConsoleGateway

__all__ = ["ConsoleGateway"]
