"""The outbox, prompts and what came in."""

from notifications.models.conversation import Inbound, Prompt, PromptItem
from notifications.models.message import Message, StatusEvent

__all__ = ["Inbound", "Message", "Prompt", "PromptItem", "StatusEvent"]
