"""One page of the table of all pages: `tests.browser.pages`."""

from dataclasses import dataclass

from django.urls import reverse

from backend.demo.staff import COORDINATOR
from tests.browser.acts import Act
from tests.browser.world import World

NOBODY = ""


@dataclass(frozen=True)
class Entry:
    """One page as somebody sees it.

    `name` also names its picture; `url` is the name in the URL conf, `args` words of the `World` or texts
    as they are; `act` is done after opening, to get to the state that is meant; `status` is of the answer;
    `leads_on`: the address itself answers with another one; `to_reader`: the page is written to one person, in
    their own language until another is chosen on it.
    """

    name: str
    url: str
    args: tuple[str, ...] = ()
    user: str = COORDINATOR
    query: str = ""
    act: Act | None = None
    status: int = 200
    leads_on: bool = False
    to_reader: bool = False

    def address(self, world: World) -> str:
        """Return the path of the page."""
        args = [world.ids.get(arg, arg) for arg in self.args]
        if self.url == "account_reset_password_from_key" and not args:
            args = list(world.reset)
        return reverse(self.url, args=args) + self.query
