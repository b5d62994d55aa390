"""Where reports are asked for is where they are heard."""

import pytest
from django.urls import resolve

from notifications.gateways.callbacks import status_path
from notifications.references import reference_of


@pytest.mark.parametrize("gateway", ["twilio", "kannel"])
def test_the_service_hears_a_report_at_the_path_that_the_gateway_is_told(gateway: str) -> None:
    reference = reference_of(7)
    match = resolve(status_path(gateway, reference))
    assert match.view_name == "gateway_status"
    assert match.kwargs == {"gateway": gateway, "reference": reference}
