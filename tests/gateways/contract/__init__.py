"""What every gateway must do, whatever it talks to: one suite for all of them.

A gateway's `tests/gateways/NAME/test_contract.py` brings a fixture `counterpart` (see
`tests.gateways.counterpart`) and one test class for each part. Of every line below it takes exactly one, so
that what a gateway cannot do is shown and not skipped; `tests/gateways/test_complete.py` holds it to that.

    TakesTexts
    RefusesNumbers   or  TakesAnyNumber
    IsAsked          or  CannotBeAsked     or  KeepsNoBooks
    Reports          or  ReportsWhenAsked  or  NeverReports  or  ArrivesAtOnce
    HearsByWebhook   or  HearsByPoll       or  HearsNothing  or  HearsOnAPage
    OverHttp         or  OverAnotherLine   or  IsAlwaysThere
"""

from tests.gateways.contract.asking import CannotBeAsked, IsAsked
from tests.gateways.contract.at_hand import (
    ArrivesAtOnce,
    HearsOnAPage,
    IsAlwaysThere,
    KeepsNoBooks,
)
from tests.gateways.contract.hearing import HearsByPoll, HearsByWebhook, HearsNothing
from tests.gateways.contract.reporting import NeverReports, Reports, ReportsWhenAsked
from tests.gateways.contract.sending import RefusesNumbers, TakesAnyNumber, TakesTexts
from tests.gateways.contract.troubles import OverAnotherLine, OverHttp

LINES: tuple[tuple[type, ...], ...] = (
    (TakesTexts,),
    (RefusesNumbers, TakesAnyNumber),
    (IsAsked, CannotBeAsked, KeepsNoBooks),
    (Reports, ReportsWhenAsked, NeverReports, ArrivesAtOnce),
    (HearsByWebhook, HearsByPoll, HearsNothing, HearsOnAPage),
    (OverHttp, OverAnotherLine, IsAlwaysThere),
)

__all__ = [
    "LINES",
    "ArrivesAtOnce",
    "CannotBeAsked",
    "HearsByPoll",
    "HearsByWebhook",
    "HearsNothing",
    "HearsOnAPage",
    "IsAlwaysThere",
    "IsAsked",
    "KeepsNoBooks",
    "NeverReports",
    "OverAnotherLine",
    "OverHttp",
    "RefusesNumbers",
    "Reports",
    "ReportsWhenAsked",
    "TakesAnyNumber",
    "TakesTexts",
]
