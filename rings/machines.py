"""How rings and what they plan may move: the arrows, as data. `directory.machine.move` follows them."""

from directory.machine import STAFF, STAFF_OR_SYSTEM, Machine, arrow

RING = Machine(
    name="ring",
    moves=(
        arrow("publish", {"draft", "paused"}, "published", STAFF_OR_SYSTEM),
        arrow("pause", {"published"}, "paused", STAFF_OR_SYSTEM),
        arrow("end", {"draft", "published", "paused"}, "ended", STAFF_OR_SYSTEM),
    ),
    terminal=frozenset({"ended"}),
)

WAITING = frozenset({"planned", "reminded", "acknowledged", "no_answer"})
OPEN = WAITING | {"escalated"}
# Calling off many at once can be undone: each goes back to where it stood.
UNDO = "undo_to_"

OCCURRENCE = Machine(
    name="occurrence",
    moves=(
        arrow("remind", {"planned", "reminded", "acknowledged"}, "reminded", STAFF_OR_SYSTEM),
        arrow("remind", {"no_answer"}, "no_answer", STAFF_OR_SYSTEM),
        arrow("acknowledge", {"planned", "reminded", "acknowledged"}, "acknowledged"),
        arrow("no_answer", WAITING, "no_answer"),
        arrow("hand_over", OPEN, "reminded"),
        arrow("plan_again", {"planned", "reminded", "acknowledged", "escalated"}, "planned"),
        arrow("escalate", OPEN, "escalated"),
        arrow("done", OPEN | {"unreported"}, "done"),
        arrow("resolve", OPEN | {"unreported"}, "resolved", STAFF),
        arrow("move", OPEN, "moved", STAFF),
        arrow("cancel", OPEN, "cancelled"),
        arrow("restore", {"cancelled"}, "planned", STAFF_OR_SYSTEM),
        arrow("leave_unreported", OPEN, "unreported", STAFF),
        *(arrow(f"{UNDO}{state}", {"cancelled"}, state, STAFF) for state in sorted(OPEN)),
    ),
    terminal=frozenset({"done", "resolved", "moved", "cancelled", "unreported"}),
)

ASSIGNMENT = Machine(
    name="assignment",
    moves=(
        arrow("seek", {"held", "seeking"}, "seeking"),
        arrow("hold", {"seeking"}, "held"),
        arrow("finish", {"held", "seeking"}, "done"),
        arrow("release", {"held", "seeking"}, "released"),
        arrow("cancel", {"held", "seeking"}, "cancelled"),
        *(arrow(f"{UNDO}{state}", {"cancelled"}, state, STAFF) for state in ("held", "seeking")),
    ),
    terminal=frozenset({"done", "released", "cancelled"}),
)

OFFER = Machine(
    name="offer",
    moves=(
        # A yes may come after the first deadline, or after a first no: it counts while nobody else has said yes.
        arrow("accept", {"open", "declined", "expired", "withdrawn", "too_late"}, "accepted"),
        arrow("decline", {"open", "expired"}, "declined"),
        arrow("too_late", {"open", "declined", "expired", "withdrawn"}, "too_late"),
        arrow("expire", {"open"}, "expired", STAFF_OR_SYSTEM),
        arrow("withdraw", {"open"}, "withdrawn"),
        arrow(
            "ask_again", {"expired", "withdrawn", "declined", "too_late"}, "open", STAFF_OR_SYSTEM
        ),
        arrow(f"{UNDO}open", {"withdrawn"}, "open", STAFF),
    ),
    terminal=frozenset({"accepted", "declined", "too_late", "expired", "withdrawn"}),
)

SWAP = Machine(
    name="swap",
    moves=(
        # A yes after the deadline counts while both still have the turns that were to be changed.
        arrow("agree", {"asked", "expired"}, "agreed"),
        arrow("decline", {"asked"}, "declined"),
        arrow("expire", {"asked"}, "expired", STAFF_OR_SYSTEM),
        arrow("withdraw", {"asked"}, "withdrawn"),
    ),
    terminal=frozenset({"agreed", "declined", "expired", "withdrawn"}),
)

ESCALATION = Machine(
    name="escalation",
    moves=(
        arrow("end", {"running"}, "ended"),
        arrow(f"{UNDO}running", {"ended"}, "running", STAFF),
    ),
    terminal=frozenset({"ended"}),
)

WORRYING = frozenset({"new", "in_hand", "reported"})

CONCERN = Machine(
    name="concern",
    moves=(
        arrow("take", {"new", "in_hand"}, "in_hand", STAFF),
        arrow("take", {"reported"}, "reported", STAFF),
        # Whoever gets it has not taken it yet.
        arrow("hand_on", {"new", "in_hand"}, "new", STAFF_OR_SYSTEM),
        arrow("hand_on", {"reported"}, "reported", STAFF_OR_SYSTEM),
        *(arrow("note", {state}, state) for state in sorted(WORRYING)),
        *(arrow("how_soon", {state}, state, STAFF) for state in sorted(WORRYING)),
        *(arrow("about", {state}, state, STAFF) for state in sorted(WORRYING)),
        *(arrow("reader", {state}, state, STAFF_OR_SYSTEM) for state in sorted(WORRYING)),
        *(arrow("remind", {state}, state, STAFF_OR_SYSTEM) for state in sorted(WORRYING)),
        arrow("report", WORRYING, "reported", STAFF),
        arrow("close", WORRYING, "closed", STAFF),
        # With the person's data, whoever erases them.
        arrow("erase", WORRYING, "closed"),
    ),
    terminal=frozenset({"closed"}),
)

PAIRED = frozenset({"suggested", "asking", "introduced", "trial", "settled"})

PAIR = Machine(
    name="pair",
    moves=(
        arrow("ask", {"suggested", "asking"}, "asking", STAFF),
        arrow("answer", {"asking"}, "asking"),
        # A meeting that came to nothing gets another date.
        arrow("introduce", {"asking", "introduced"}, "introduced", STAFF),
        arrow("begin", {"introduced"}, "trial", STAFF),
        arrow("check", {"trial"}, "trial", STAFF),
        arrow("check", {"settled"}, "settled", STAFF),
        arrow("settle", {"trial"}, "settled", STAFF),
        arrow("end", PAIRED, "ended"),
        arrow("farewell", {"ended"}, "ended", STAFF),
        *(
            arrow(event, {state}, state, STAFF_OR_SYSTEM)
            for event in ("hand_on", "remind")
            for state in sorted(PAIRED | {"ended"})
        ),
    ),
    terminal=frozenset({"ended"}),
)

MONTH_REPORT = Machine(
    name="month_report",
    moves=(
        arrow("confirm", {"asked", "silent"}, "confirmed"),
        arrow("correct", {"asked", "confirmed", "corrected", "silent"}, "corrected"),
        arrow("give_up", {"asked"}, "silent"),
    ),
    terminal=frozenset({"confirmed", "corrected", "silent"}),
)

GIG_REQUEST = Machine(
    name="gig_request",
    moves=(
        arrow("take", {"new"}, "taken", STAFF),
        arrow("refuse", {"new"}, "refused", STAFF),
    ),
    terminal=frozenset({"taken", "refused"}),
)
