"""The main job over HTTP, as a coordinator with a browser would do it."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import requests

from backend.demo.staff import PASSWORD, SECOND

TIMEOUT = 30  # seconds, for one page
PHONE = re.compile(r'<article class="phone">.*?</article>', re.DOTALL)
PHONE_ADDRESS = re.compile(r'action="(/phones/\d+/)"')
TELEPHONE = re.compile(r'href="tel:\+358\d+">([^<]+)<')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
Say = Callable[[str], None]


class WalkError(Exception):
    """A step of the walk came out wrong; the text says which and how."""


class Walk:
    """One signed-in coordinator."""

    def __init__(self, base_url: str, say: Say) -> None:
        self._base = base_url.rstrip("/")
        self._session = requests.Session()
        self._say = say

    def go(self) -> None:
        """Walk the main job; raise `WalkError` where it stops."""
        self.sign_in()
        waiting = self.see_today()
        self.answer(waiting)
        self.see_done(waiting)

    def sign_in(self) -> None:
        """Sign in as the second coordinator, whose rings are still under way."""
        page = self._get("/accounts/login/")
        self._post("/accounts/login/", page, login=SECOND, password=PASSWORD)
        if "sessionid" not in self._session.cookies:
            raise WalkError(f"{SECOND} could not sign in")
        self._say(f"Signed in as {SECOND}")

    def see_today(self) -> dict[str, Any]:
        """Open Today; return an occurrence that waits for an answer."""
        page, board = self._get("/today/"), self._json("/api/today/")
        missing = [ring["name"] for ring in board["rings"] if ring["name"] not in unescape(page)]
        if missing or not board["rings"]:
            raise WalkError(f"Today does not show its rings: {missing}")
        self._say(f"Today shows {len(board['rings'])} rings: {board['counts']}")
        for row in self._occurrences(board["day"]):
            if row["state"] == "reminded" and row["helper_id"]:
                return row
        raise WalkError("no occurrence of today waits for an answer")

    def answer(self, waiting: dict[str, Any]) -> None:
        """Find the demo phone of whoever has the turn, and answer ok on it."""
        helper = self._get(f"/people/{waiting['helper_id']}/")
        numbers = TELEPHONE.findall(helper)
        phones = PHONE.findall(self._get("/phones/"))
        for phone in phones:
            address = PHONE_ADDRESS.search(phone)
            if address and any(number in phone for number in numbers):
                self._post(address[1], phone, body="ok")
                self._say(f"Answered ok on {address[1]}, one of {len(phones)} demo phones")
                return
        raise WalkError(f"none of {len(phones)} demo phones is the helper's")

    def see_done(self, waiting: dict[str, Any]) -> None:
        """See that the occurrence turned done, on its list and in its ring's progress."""
        state = self._state_of(waiting)
        if state != "done":
            raise WalkError(f"occurrence {waiting['id']} is {state} after the answer")
        board = self._json("/api/today/")
        done = {ring["ring_id"]: ring["done"] for ring in board["rings"]}
        if not done.get(waiting["ring_id"]):
            raise WalkError("Today does not count the occurrence as done")
        self._get("/today/")
        self._say(f"The occurrence is done: {board['counts']}")

    def _state_of(self, occurrence: dict[str, Any]) -> str:
        rows = self._occurrences(occurrence["nominal_date"])
        return next(str(row["state"]) for row in rows if row["id"] == occurrence["id"])

    def _occurrences(self, day: str) -> list[dict[str, Any]]:
        return self._rows(f"/api/occurrences/?date={day}")

    def _rows(self, first: str) -> list[dict[str, Any]]:
        """Return the rows of all pages of a list."""
        rows: list[dict[str, Any]] = []
        address: str | None = first
        while address:
            page = self._json(address)
            rows += page["results"]
            address = page["next"] and page["next"].removeprefix(self._base)
        return rows

    def _get(self, address: str) -> str:
        return self._checked(address, self._session.get(self._base + address, timeout=TIMEOUT)).text

    def _json(self, address: str) -> dict[str, Any]:
        response = self._session.get(self._base + address, timeout=TIMEOUT)
        answer: dict[str, Any] = self._checked(address, response).json()
        return answer

    def _post(self, address: str, page: str, **fields: str) -> requests.Response:
        """Send the form of `page` to `address`; return the page it leads to."""
        token = TOKEN.search(page)
        if token is None:
            raise WalkError(f"no form to send to {address}")
        response = self._session.post(
            self._base + address,
            data={"csrfmiddlewaretoken": token[1], **fields},
            headers={"Referer": self._base + address},
            timeout=TIMEOUT,
        )
        return self._checked(address, response)

    def _checked(self, address: str, response: requests.Response) -> requests.Response:
        if not response.ok:
            raise WalkError(f"{address} answered {response.status_code}")
        return response
