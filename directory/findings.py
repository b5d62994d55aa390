"""What the auditor found: one promise broken by one row; and how it is found."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.localtime import local_date
from directory.peek import Peek, Question


@dataclass(frozen=True)
class Finding:
    """`subject` and `subject_id` name the row; `problem` is a short code such as "no_owner"; `detail` says more.

    Holds no personal data: it is printed, logged and mailed.
    """

    subject: str
    subject_id: int
    problem: str
    detail: str = ""


@dataclass(frozen=True)
class Breach:
    """How a promise may be broken: `rows` gives those that break it at an instant, of which the date is given."""

    subject: str
    problem: str
    rows: Question


class Audit:
    """Looks for breaches: for all of them in one statement, and for the rows only where there are any."""

    def __init__(self, breaches: Iterable[Breach], spans: Collection[timedelta] = ()) -> None:
        """`spans`: by how much the breaches move the instant (see `Peek`)."""
        self._breaches = dict(enumerate(breaches))
        self._peek = Peek({n: breach.rows for n, breach in self._breaches.items()}, spans)

    def findings(self, now: datetime) -> list[Finding]:
        """Return every row that breaks a promise at `now`."""
        day = local_date(now)
        return [
            Finding(breach.subject, pk, breach.problem)
            for breach in map(self._breaches.__getitem__, sorted(self._peek.ask(now)))
            for pk in breach.rows(now, day).order_by("pk").values_list("pk", flat=True)
        ]
