"""The points at which processes die, in the order of a text's way: nobody may notice."""

from itertools import chain

from tests.crash.dying import Point

_SENDING = "notifications.services.sending"
_CLAIMS, _IN_HAND = "notifications.services.claims", "notifications.services.in_hand"
_RUN, _CALLS = f"{_SENDING}.run", f"{_SENDING}.calls"
_SETTLING, _STATUS = "notifications.services.settling", "notifications.services.status"
_INBOUND, _WEBHOOKS = "notifications.services.inbound", "notifications.views.webhooks"
_LINE = "tests.crash.line"

# While 300 texts are handed over.
SENDER = (
    Point(f"{_CLAIMS}:_taken", "before"),
    Point(f"{_CLAIMS}:_taken", "after"),
    Point(f"{_RUN}:claim_due", "after", 2),
    Point(f"{_IN_HAND}:InHand.instead", "before", 20),
    Point(f"{_IN_HAND}:InHand.instead", "after", 50),
    Point(f"{_IN_HAND}:InHand.route", "after", 30),
    Point(f"{_SENDING}.pace:take", "after", 3),
    Point(f"{_RUN}:mark", "before", 4),
    Point(f"{_RUN}:mark", "after", 5),  # not committed
    Point(f"{_SENDING}.lanes:Lane.start", "before", 6),  # marked, no call begun
    Point(f"{_CALLS}:make", "before", 30),
    Point("http.client:HTTPConnection.getresponse", "before", 40),  # gone, not answered
    Point(f"{_LINE}:Askable.send", "after", 50),  # answered, not heard
    Point(f"{_RUN}:record_taken", "before", 3),
    Point(f"{_SENDING}.recording:_moved", "after", 4),  # in the middle of a recorded batch
    Point(f"{_SENDING}.recording:learn_that_they_arrived", "after", 5),
    Point(f"{_RUN}:record_taken", "after", 6),  # all written, not committed
    Point(f"{_RUN}:Run._write", "after", 7),  # recorded, the next are under way
    Point(f"{_RUN}:put_back", "before"),
    Point(f"{_RUN}:put_back", "after"),
)
# While a fifth of the answers is lost.
AFTER_A_LOST_ANSWER = (
    Point(f"{_RUN}:act_on", "before", 3),
    Point(f"{_SENDING}.results:leave_open", "before", 4),
    Point(f"{_SENDING}.results:leave_open", "after", 5),
)
# While it is settled what became of such texts; `ASKING` only where a gateway can be asked.
SETTLING = (
    Point(f"{_SETTLING}:claim_interrupted", "after"),
    Point(f"{_SETTLING}:_settle", "before"),
    Point(f"{_STATUS}:_take_over", "before", 2),  # moved with its trail, not committed
)
ASKING = (
    Point(f"{_SETTLING}:look_up_all", "before"),
    Point(f"{_SETTLING}:look_up_all", "after"),
    Point(f"{_SETTLING}:act_on_found", "after", 2),
)
# With texts in hand, none of them begun: a claim of nothing, as at the end of every run, does not come here.
HOLDING = Point(f"{_IN_HAND}:InHand.instead", "before")
# What the first leaves in hand, the second was giving back.
GIVING_BACK = (HOLDING, Point(f"{_SETTLING}:advance", "after"))
# While texts come in, are read and answered: three rounds of 300, in each of which some listen and some read.
LISTENING = (
    (
        Point(f"{_WEBHOOKS}:receive", "before", 20),  # nothing stored
        Point("notifications.models:Inbound.save", "after", 30),  # stored, not committed
        Point(f"{_INBOUND}:process", "before", 10),
        Point(f"{_INBOUND}:_held", "after", 20),
    ),
    (
        Point(f"{_WEBHOOKS}:receive", "after", 30),  # stored, not answered
        Point(f"{_LINE}:Askable.acknowledge", "after", 40),
        Point("notifications.services.outbox:_insert", "after", 10),  # in the answer's own put
        Point(f"{_INBOUND}:_finish", "after", 20),  # queued and answered, not committed
    ),
    (
        # Answered, not read.
        Point("gunicorn.workers.gthread:ThreadWorker.handle_request", "after", 40),
        Point(f"{_INBOUND}:process", "after", 30),
    ),
)
# While callbacks come.
CALLBACKS = (
    Point(f"{_WEBHOOKS}:apply_report", "before", 30),
    Point(f"{_STATUS}:_take_over", "before", 60),  # not committed
    Point(f"{_WEBHOOKS}:apply_report", "after", 90),
)
# Where a process may sleep longer than its lease: never with a transaction open, which would hold up all.
ASLEEP_BETWEEN_CALLS = (HOLDING, Point(f"{_LINE}:Askable.send", "after"))
# One call at a time is made in line.
ASLEEP_BEFORE_A_CALL = (Point(f"{_SENDING}.lanes:make", "before", 30),)
ALL = (
    *SENDER,
    *AFTER_A_LOST_ANSWER,
    *SETTLING,
    *ASKING,
    *GIVING_BACK,
    *chain(*LISTENING),
    *CALLBACKS,
    *ASLEEP_BEFORE_A_CALL,
)
