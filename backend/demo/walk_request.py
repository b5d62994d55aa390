"""The other main job over HTTP: a one-off request from the telephone call to the report, in a minute."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.utils.timezone import localdate

from backend.demo.walk import Walk, WalkError

NEW = "/requests/new/"
SHOWN = re.compile(r'name="shown" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="([^"]+)"')
CANDIDATE = re.compile(r'name="person" value="(\d+)"')
OF_A_REQUEST = re.compile(r"^/requests/(\d+)/")
TEN = "10:00"


class RequestWalk(Walk):
    """A coordinator writes a request down, rings a volunteer, and records how it went: at any hour of the day."""

    def go(self) -> None:
        """Walk on from the calls of today; raise `WalkError` where it stops."""
        super().go()
        request_id, page = self.write_down()
        self.give(request_id, page)
        self.report(request_id)

    def write_down(self) -> tuple[int, str]:
        """Write a request of somebody new down, see what can be promised, and choose by hand."""
        form = self._get(NEW)
        fields = {
            "first_name": "Testi",
            "last_name": "Esimerkki",
            "municipality": _option(form, "municipality"),
            "agreed": "on",
            "service_line": _choice(form, "service_line"),
            "day": (localdate() + timedelta(days=1)).isoformat(),
            "hour": TEN,
            "aid": "rollator",
            "association": _option(form, "association"),
        }
        promised = self._post(NEW, form, **fields).text
        shown = SHOWN.search(promised)
        if shown is None:
            raise WalkError("the new request shows nothing that can be promised")
        saved = self._post(NEW, promised, **fields, shown=shown[1], choose="1")
        found = OF_A_REQUEST.match(urlsplit(saved.url).path)
        if found is None:
            raise WalkError(f"the new request led to {saved.url}")
        self._say(f"Request {found[1]} is written down")
        return int(found[1]), saved.text

    def give(self, request_id: int, page: str) -> None:
        """Choose the first volunteer on the list, who said yes on the telephone."""
        candidate, seen = CANDIDATE.search(page), SEEN.search(page)
        if candidate is None or seen is None:
            raise WalkError("nobody can be chosen for the request")
        address = f"/requests/{request_id}/answer/"
        self._post(address, page, person=candidate[1], seen=seen[1], answer="yes")
        self._expect(request_id, "filled")

    def report(self, request_id: int) -> None:
        """Record that it went well and how long it took."""
        page = self._get(f"/requests/{request_id}/")
        seen = SEEN.search(page)
        fields = {"result": "reached", "reporter": "helper", "minutes": "1,5 h"}
        self._post(f"/requests/{request_id}/record/", page, **fields, seen=seen[1] if seen else "")
        self._expect(request_id, "done")

    def _expect(self, request_id: int, stage: str) -> None:
        rows = self._rows(f"/api/gigs/?stage={stage}")
        if request_id not in {row["id"] for row in rows}:
            raise WalkError(f"request {request_id} is not {stage}")
        self._say(f"Request {request_id} is {stage}")


def _choice(page: str, name: str) -> str:
    """Return the value of the first box to choose in the question `name`."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]+)"', page)
    if found is None:
        raise WalkError(f"the form offers no {name}")
    return found[1]


def _option(page: str, name: str) -> str:
    """Return the first value of the list `name`, or the one that is hidden because it is the only one."""
    found = re.search(rf'<select[^>]*name="{name}".*?<option value="([^"]+)"', page, re.DOTALL)
    return found[1] if found else _choice(page, name)
