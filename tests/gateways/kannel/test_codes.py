"""What Kannel's answers to a new text mean."""

import pytest

from notifications.gateways.base import Fault, Status
from notifications.gateways.kannel.codes import result_of


@pytest.mark.parametrize("body", ["0: Accepted for delivery", "3: Queued for later delivery"])
def test_a_text_that_kannel_has_is_taken(body: str) -> None:
    result = result_of(202, body)
    assert (result.fault, result.status, result.provider_id) == (Fault.NONE, Status.ACCEPTED, "")


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (403, "Authorization failed for sendsms", Fault.CONFIGURATION),
        (404, "Unknown request.", Fault.CONFIGURATION),
        (301, "", Fault.CONFIGURATION),
        (400, "Sender missing and no global set, rejected", Fault.CONFIGURATION),
        (400, "Invalid content-type", Fault.CONFIGURATION),
        (400, "Empty receiver number not allowed, rejected", Fault.NUMBER),
        (400, "Number(s) has/have been denied by white- and/or black-lists.", Fault.NUMBER),
        (403, "Not routable. Do not try again.", Fault.REFUSED),
        (503, "Temporal failure, try again later.", Fault.TEMPORARY),
        (503, "<h1>Service Unavailable</h1>", Fault.AMBIGUOUS),
        (500, "", Fault.AMBIGUOUS),
        (202, "", Fault.AMBIGUOUS),
        (202, "<h1>It works!</h1>", Fault.AMBIGUOUS),
        (200, "0: Accepted for delivery", Fault.AMBIGUOUS),
    ],
)
def test_every_other_answer_has_its_fault(status: int, body: str, fault: Fault) -> None:
    result = result_of(status, body)
    assert (result.fault, result.code) == (fault, str(status))
