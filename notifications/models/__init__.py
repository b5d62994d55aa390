"""The outbox, prompts, what came in, and what decides whether a text may go."""

from notifications.models.conversation import Inbound, Prompt, PromptItem
from notifications.models.message import Message, StatusEvent
from notifications.models.pace import GatewayPace
from notifications.models.sending import (
    CapNotice,
    GatewayPrice,
    GatewayState,
    PersonHours,
    Route,
    SenderIdentity,
    TextPolicy,
)
from notifications.models.watch import Heartbeat, PhoneInstead, StageFailure
from notifications.models.wording import TextOverride

__all__ = [
    "CapNotice",
    "GatewayPace",
    "GatewayPrice",
    "GatewayState",
    "Heartbeat",
    "Inbound",
    "Message",
    "PersonHours",
    "PhoneInstead",
    "Prompt",
    "PromptItem",
    "Route",
    "SenderIdentity",
    "StageFailure",
    "StatusEvent",
    "TextOverride",
    "TextPolicy",
]
