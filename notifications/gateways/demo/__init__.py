"""The demo phones: texts stay in our own tables and are read and answered on a page."""

from notifications.gateways.demo.gateway import DemoGateway

__all__ = ["DemoGateway"]
