"""How a leg of a ride, a driver's run and an expense claim may move: the arrows, as data."""

from directory.machine import STAFF, STAFF_OR_SYSTEM, Machine, arrow

# In a car's list of stops: drafted there, told to the rider, confirmed by the rider.
SEATED = frozenset({"planned", "told", "confirmed"})
OPEN_LEG = SEATED | {"requested", "on_call"}

LEG = Machine(
    name="leg",
    moves=(
        arrow("plan", {"requested", "planned"}, "planned", STAFF_OR_SYSTEM),
        # Moved to another car or hour after the rider has been told: told anew by the next publishing.
        arrow("plan", {"told", "confirmed"}, "planned", STAFF_OR_SYSTEM),
        # The driver cannot, the car breaks down, or the plan is made anew.
        arrow("unseat", SEATED, "requested"),
        arrow("tell", SEATED, "told", STAFF_OR_SYSTEM),
        arrow("confirm", {"told", "confirmed"}, "confirmed"),
        # A return on call: the rider rings or writes when ready.
        arrow("call", {"on_call"}, "requested"),
        # No hour for the way back after all: the rider will ring.
        arrow("leave_open", {"requested"} | SEATED, "on_call", STAFF_OR_SYSTEM),
        *(arrow("not_ready", {state}, state) for state in sorted(SEATED)),
        *(arrow("due", {state}, state, STAFF_OR_SYSTEM) for state in sorted(OPEN_LEG)),
        *(arrow("hand_on", {state}, state, STAFF_OR_SYSTEM) for state in sorted(OPEN_LEG)),
        arrow("done", OPEN_LEG, "done"),
        arrow("no_show", SEATED, "no_show"),
        arrow("cancel", OPEN_LEG, "cancelled"),
        arrow("give_up", OPEN_LEG, "unmet", STAFF),
        arrow("correct", {"done", "no_show"}, "done", STAFF),
        arrow("correct_no_show", {"done", "no_show"}, "no_show", STAFF),
        # Wanted after all, or wanted again: the rider is home early, the ride had been cancelled by mistake.
        arrow("ask_again", {"cancelled", "unmet"}, "requested", STAFF_OR_SYSTEM),
    ),
    terminal=frozenset({"done", "no_show", "cancelled", "unmet"}),
)

LIVE_RUN = frozenset({"draft", "asked", "confirmed", "out"})

RUN = Machine(
    name="run",
    moves=(
        # Asked anew when what was promised has changed.
        arrow("ask", {"draft", "asked", "confirmed"}, "asked", STAFF_OR_SYSTEM),
        arrow("confirm", {"asked", "confirmed"}, "confirmed"),
        # The driver has read the list of stops, or heard it on the telephone.
        *(arrow("read", {state}, state) for state in ("asked", "confirmed", "out")),
        arrow("decline", {"draft", "asked", "confirmed"}, "declined"),
        arrow("set_out", {"asked", "confirmed", "out"}, "out"),
        # The car is home, but a rider of it still has to be driven home.
        arrow("report", {"asked", "confirmed", "out"}, "out"),
        *(arrow("change", {state}, state, STAFF_OR_SYSTEM) for state in sorted(LIVE_RUN)),
        *(arrow("due", {state}, state, STAFF_OR_SYSTEM) for state in sorted(LIVE_RUN)),
        *(arrow("hand_on", {state}, state, STAFF_OR_SYSTEM) for state in sorted(LIVE_RUN)),
        arrow("break_down", {"asked", "confirmed", "out"}, "broken"),
        arrow("cancel", {"draft", "asked", "confirmed"}, "cancelled", STAFF_OR_SYSTEM),
        arrow("close", {"asked", "confirmed", "out"}, "closed"),
        arrow("correct", {"closed"}, "closed", STAFF),
        # The kilometres are told afterwards; a car that broke down has driven some too.
        *(arrow("tell_km", {state}, state) for state in ("broken", "closed")),
    ),
    terminal=frozenset({"closed", "declined", "broken", "cancelled"}),
)

STANDING_RIDE = Machine(
    name="standing_ride",
    moves=(
        arrow("pause", {"running"}, "paused", STAFF_OR_SYSTEM),
        arrow("go_on", {"paused"}, "running", STAFF),
        arrow("end", {"running", "paused"}, "ended"),
    ),
    terminal=frozenset({"ended"}),
)

EXPENSE_CLAIM = Machine(
    name="expense_claim",
    moves=(
        arrow("submit", {"draft", "returned"}, "submitted"),
        arrow("approve", {"submitted"}, "approved", STAFF),
        # What was approved by mistake comes back too, until it is paid.
        arrow("return", {"submitted", "approved"}, "returned", STAFF),
        arrow("pay", {"approved"}, "paid", STAFF),
        arrow("drop", {"draft", "submitted", "returned"}, "dropped"),
    ),
    terminal=frozenset({"paid", "dropped"}),
)
