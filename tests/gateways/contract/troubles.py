"""Everything that goes wrong on the line: nothing is raised, and each trouble has its one word."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest
from django.utils.module_loading import import_string

from notifications.gateways.base import Fault, LookUp
from tests.gateways import counterpart as drivers
from tests.gateways.contract.part import Lead, Part, sms
from tests.gateways.trouble import (
    TROUBLES,
    nobody_listens,
    trickling,
    troubled,
    wrong_certificate,
)

SHORT = 1.0  # seconds that a call may take in these tests


class OverHttp(Part):
    """A gateway that is spoken to over HTTP.

    `surely_not_taken` holds the troubles after which its documentation says that it took nothing.
    """

    surely_not_taken: ClassVar[Mapping[str, Fault]] = {}

    @pytest.fixture(autouse=True)
    def _short(self, counterpart: drivers.Counterpart, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(import_string(counterpart.gateway), "timeout", SHORT)

    @pytest.mark.parametrize("trouble", TROUBLES)
    def test_after_a_bad_answer_nobody_knows_and_nothing_is_raised(
        self, counterpart: drivers.OverHttp, lead: Lead, trouble: str
    ) -> None:
        with troubled(TROUBLES[trouble]) as origin:
            gateway = lead(counterpart.environment_at(origin))
            began = time.monotonic()
            fault = gateway.send(sms()).fault
            assert time.monotonic() - began < SHORT + 2
            assert fault is self.surely_not_taken.get(trouble, Fault.AMBIGUOUS)
            assert gateway.look_up(sms()).look_up is LookUp.CANNOT_SAY
            assert gateway.poll(sms().handed_over_at) == []

    def test_an_answer_that_trickles_for_ever_ends_in_time(
        self, counterpart: drivers.OverHttp, lead: Lead
    ) -> None:
        with trickling(every=0.2) as origin:
            gateway = lead(counterpart.environment_at(origin))
            began = time.monotonic()
            assert gateway.send(sms()).fault is Fault.AMBIGUOUS
            assert time.monotonic() - began < SHORT + 2

    @pytest.mark.parametrize("origin", ["", "http://gateway.invalid"], ids=["closed", "no name"])
    def test_when_nobody_is_reached_it_surely_did_not_go(
        self, counterpart: drivers.OverHttp, lead: Lead, origin: str
    ) -> None:
        gateway = lead(counterpart.environment_at(origin or nobody_listens()))
        assert gateway.send(sms()).fault is Fault.TEMPORARY
        assert gateway.look_up(sms()).look_up is LookUp.CANNOT_SAY
        assert gateway.poll(sms().handed_over_at) == []

    def test_a_wrong_certificate_is_for_somebody_to_mend(
        self, counterpart: drivers.OverHttp, lead: Lead, tmp_path: Path
    ) -> None:
        with troubled(TROUBLES["html"], wrong_certificate(tmp_path)) as origin:
            gateway = lead(counterpart.environment_at(origin))
            assert gateway.send(sms()).fault is Fault.CONFIGURATION
            assert gateway.look_up(sms()).look_up is LookUp.CANNOT_SAY


class OverAnotherLine(Part):
    """A gateway that is reached in another way; its own tests show the troubles of that line."""

    def test_when_nobody_is_there_it_surely_did_not_go(
        self, counterpart: drivers.Leaving, lead: Lead
    ) -> None:
        gateway = lead(counterpart.away())
        result = gateway.send(sms())
        assert result.fault in {Fault.TEMPORARY, Fault.CONFIGURATION}
        assert gateway.look_up(sms()).look_up is LookUp.CANNOT_SAY
        assert gateway.poll(sms().handed_over_at) == []
        assert counterpart.taken() == []
