"""What a carrier posts to us: texts that came in, and what became of ours; again and again until it is taken."""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from time import monotonic, sleep
from urllib.parse import urlencode

from tests.crash.line import PASSWORD, Askable

AT_ONCE = 8
PATIENCE = 300.0
HEADERS = {"X-Password": PASSWORD, "Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Post:
    """One request to us."""

    path: str
    fields: dict[str, str]


def text(number: str, words: str, name: str) -> Post:
    """Return the post of a text that came in; `name` is the carrier's own for it."""
    fields = {"id": name, "from": number, "text": words}
    return Post(f"/gateways/{Askable.name}/inbound/", fields)


def callback(reference: str, status: str) -> Post:
    """Return the post of what became of our text."""
    fields = {"id": f"x-{reference}", "status": status}
    return Post(f"/gateways/{Askable.name}/status/{reference}/", fields)


def post_all(posts: Sequence[Post], port: int, seed: int) -> None:
    """Post everything in an order made by `seed`, some at once; each until we say that we have it."""
    mixed = random.Random(seed).sample(posts, len(posts))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _done in pool.map(lambda post: _post(post, port), mixed):
            pass


def _post(post: Post, port: int) -> None:
    limit = monotonic() + PATIENCE
    while monotonic() < limit:
        line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            line.request("POST", post.path, urlencode(post.fields), HEADERS)
            if line.getresponse().status == 204:
                return
        except (OSError, HTTPException):
            sleep(0.05)  # whoever was to take it has died
        finally:
            line.close()
    raise AssertionError(f"nobody took {post}")
