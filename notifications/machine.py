"""What may happen to a message, a prompt and an incoming text: the three tables of this app.

Of a message, statuses only climb: nothing leads from a later state to an earlier one but the steps of a
sender that surely did not send (`release`, `retry`). A gateway's report may still lift `sent`, `unknown`
and `failed`: a text that arrived has arrived, whatever was believed before.
"""

from directory.machine import STAFF, STAFF_OR_SYSTEM, Machine, arrow

WAITING = ("pending", "held")
NOT_FINAL = (*WAITING, "sending", "accepted", "sent", "unknown")

MESSAGE = Machine(
    name="message",
    moves=(
        arrow("claim", WAITING, "sending", STAFF_OR_SYSTEM),
        arrow("hold", ["sending"], "held", STAFF_OR_SYSTEM),
        arrow("release", ["sending"], "pending", STAFF_OR_SYSTEM),
        arrow("retry", ["sending"], "pending", STAFF_OR_SYSTEM),
        arrow("accept", ["sending", "unknown", *WAITING], "accepted", STAFF_OR_SYSTEM),
        arrow("deliver", [*NOT_FINAL, "failed"], "delivered", STAFF_OR_SYSTEM),
        arrow("rest", ["accepted"], "sent", STAFF_OR_SYSTEM),
        arrow("fail", NOT_FINAL, "failed", STAFF_OR_SYSTEM),
        arrow("lose", ["sending"], "unknown", STAFF_OR_SYSTEM),
        arrow("expire", ["sending", *WAITING], "expired", STAFF_OR_SYSTEM),
        arrow("cancel", ["sending", *WAITING], "cancelled", STAFF_OR_SYSTEM),
        # It was not sent because what it asks about was called off; that has been undone.
        arrow("revive", ["cancelled"], "pending", STAFF_OR_SYSTEM),
    ),
    terminal=frozenset({"sent", "delivered", "failed", "expired", "cancelled", "unknown"}),
)

PROMPT = Machine(
    name="prompt",
    moves=(
        arrow("answer", ["open", "expired", "closed"], "answered"),
        arrow("supersede", ["open"], "superseded"),
        arrow("close", ["open"], "closed"),
        arrow("expire", ["open"], "expired", STAFF_OR_SYSTEM),
        arrow("reopen", ["closed"], "open", STAFF),
    ),
    terminal=frozenset({"answered", "superseded", "closed", "expired"}),
)

INBOUND = Machine(
    name="inbound",
    moves=(
        arrow("handle", ["new"], "handled", STAFF_OR_SYSTEM),
        arrow("queue", ["new"], "queued", STAFF_OR_SYSTEM),
        arrow("close", ["queued", "handled"], "closed", STAFF),
    ),
    terminal=frozenset({"handled", "closed"}),
)
