"""What the auditor found: one promise broken by one row."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`subject` and `subject_id` name the row; `problem` is a short code such as "no_owner"; `detail` says more.

    Holds no personal data: it is printed, logged and mailed.
    """

    subject: str
    subject_id: int
    problem: str
    detail: str = ""
