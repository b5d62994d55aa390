"""Visits every page once and keeps what was found, so that each question about it is a test of its own."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.acts import go_on
from tests.browser.conftest import Desk
from tests.browser.entry import Entry
from tests.browser.look import Look, enlarged, look
from tests.browser.world import World

SIZES = {1280: 800, 640: 480, 320: 256}
JUDGED = (1280, 320)  # by axe
WORDS = """() => {
  const copy = document.body.cloneNode(true);
  copy.querySelectorAll('[lang], script, style').forEach(e => e.remove());
  const found = [document.title];
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.data);
  for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-label'])
    copy.querySelectorAll(`[${name}]`).forEach(e => found.push(e.getAttribute(name)));
  return found.map(words => words.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""


@dataclass(frozen=True)
class Visit:
    """One page as it was found: the answer's status, and `looks` by the width of the window."""

    status: int
    path: str
    language: str
    title: str
    headings: int
    complaints: list[str]
    looks: dict[int, Look]
    enlarged: list[str]
    words: list[str]


@dataclass
class Visits:
    """Every page is opened when it is first asked for."""

    desk: Desk
    world: World
    made: dict[str, Visit] = field(default_factory=dict)

    def of(self, entry: Entry) -> Visit:
        """Return what was found on the page in Finnish."""
        if entry.name not in self.made:
            self.made[entry.name] = self._make(entry)
        return self.made[entry.name]

    def words(self, entry: Entry, language: str) -> list[str]:
        """Return every piece of text of the page, in the order of the page; names of languages apart."""
        page = self.desk.page(entry.user, language)
        go(page, entry, self.world)
        if entry.to_reader:
            go_on(page, f".languages [value={language}]")
        found: list[str] = page.evaluate(WORDS)
        page.close()
        return found

    def _make(self, entry: Entry) -> Visit:
        page = self.desk.page(entry.user)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        status = go(page, entry, self.world)
        words = page.evaluate(WORDS)
        looks = {
            width: look(page, width, height, by_axe=width in JUDGED)
            for width, height in SIZES.items()
        }
        visit = Visit(
            status=status,
            path=urlsplit(page.url).path,
            language=page.locator("html").get_attribute("lang") or "",
            title=page.title(),
            headings=page.locator("h1").count(),
            complaints=[line for line in complaints if _is_serious(line, entry.status)],
            looks=looks,
            enlarged=enlarged(page),
            words=words,
        )
        page.close()
        return visit


def _is_serious(complaint: str, status: int) -> bool:
    """Tell whether a line of the console is more than a hint, and not the answer that was meant."""
    return not complaint.startswith("verbose:") and f"status of {status}" not in complaint


def go(page: Page, entry: Entry, world: World) -> int:
    """Open the page, do what leads to its state; return the status of the last answer shown."""
    answers: list[int] = []
    page.on(
        "response",
        lambda answer: (
            answers.append(answer.status) if answer.request.is_navigation_request() else None
        ),
    )
    page.goto(entry.address(world))
    if entry.act:
        entry.act(page)
    return answers[-1]
