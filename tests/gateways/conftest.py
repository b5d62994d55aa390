"""What every gateway's tests stand on; failed assertions of the suite show their values."""

import pytest

pytest.register_assert_rewrite("tests.gateways.contract")

from tests.notifications.conftest import coordinator, maija, topic  # noqa: E402

__all__ = ["coordinator", "maija", "topic"]
