"""Which gateways may carry a text, in which order."""

import pytest

from notifications.gateways.base import Capabilities
from notifications.rules.routing import Carries, Parcel, Rule, Way, ways_for

TWO_WAY = Capabilities(two_way=True, alphanumeric=False, receipts=True, look_up=True)
ONE_WAY = Capabilities(two_way=False, alphanumeric=True, receipts=True, look_up=True)
WAYS = [Way("name", ONE_WAY), Way("modem", TWO_WAY), Way("carrier", TWO_WAY)]
ASKING = Parcel("+358401230002", 7, asks=True)
TELLING = Parcel("+358401230002", 7, asks=False)
SWEDISH = Parcel("+46701230002", None, asks=True)


@pytest.mark.parametrize(
    ("parcel", "rules", "names"),
    [
        (TELLING, [], ["name", "modem", "carrier"]),
        (ASKING, [], ["modem", "carrier"]),
        (ASKING, [Rule(gateway="carrier"), Rule(gateway="modem")], ["carrier", "modem"]),
        (SWEDISH, [Rule(prefix="+46", gateway="carrier")], ["carrier"]),
        (ASKING, [Rule(prefix="+46", gateway="carrier")], ["modem", "carrier"]),
        (ASKING, [Rule(municipality_id=7, gateway="carrier")], ["carrier"]),
        (SWEDISH, [Rule(municipality_id=7, gateway="carrier")], ["modem", "carrier"]),
        (TELLING, [Rule(carries=Carries.TELLING, gateway="name")], ["name"]),
        (ASKING, [Rule(carries=Carries.TELLING, gateway="name")], ["modem", "carrier"]),
        (TELLING, [Rule(by_name=True)], ["name"]),
        (TELLING, [Rule(gateway="modem"), Rule()], ["modem", "name", "carrier"]),
        # The rules name only what cannot carry it, or what is not in use: any that can does.
        (ASKING, [Rule(gateway="name")], ["modem", "carrier"]),
        (ASKING, [Rule(gateway="gone")], ["modem", "carrier"]),
    ],
)
def test_the_rules_that_fit_name_the_gateways_in_order(
    parcel: Parcel, rules: list[Rule], names: list[str]
) -> None:
    assert ways_for(parcel, rules, WAYS) == names


@pytest.mark.parametrize("rules", [[], [Rule(gateway="name")], [Rule(by_name=True)], [Rule()]])
def test_a_text_that_asks_never_goes_where_nobody_can_reply(rules: list[Rule]) -> None:
    assert ways_for(ASKING, rules, WAYS[:1]) == []
    assert "name" not in ways_for(ASKING, rules, WAYS)
