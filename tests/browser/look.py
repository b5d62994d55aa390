"""What a page looks like at one width, measured in the browser: rules that every page must keep."""

from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Whatever is pressed or filled in, and is lower or narrower than a finger needs. A box or dot to tick
# counts with its words; a link in running text is judged by axe (target-size), which sees the space around it.
SMALL_TARGETS = """least => {
  const shown = e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.skip-link');
  const box = e => {
    const label = /^(checkbox|radio)$/.test(e.type) && e.labels && e.labels[0];
    const own = e.getBoundingClientRect(), words = label ? label.getBoundingClientRect() : own;
    return [Math.max(own.width, words.right - own.left), Math.max(own.height, words.height)];
  };
  const pressed = 'button, input:not([type=hidden]), select, textarea, summary, a.btn, nav a, footer a';
  return [...document.querySelectorAll(pressed)].filter(shown).filter(e => Math.min(...box(e)) < least)
    .map(e => e.outerHTML.slice(0, 120) + ' ' + box(e).map(Math.round));
}"""

SMALL_TEXT = """least => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.data.trim() || !holder.checkVisibility() || /SCRIPT|STYLE/.test(holder.tagName)) continue;
    const size = parseFloat(getComputedStyle(holder).fontSize);
    if (size < least) found.add(size + ' ' + node.data.trim().slice(0, 60));
  }
  return [...found];
}"""

# Elements that stick out at the right, for a message that says where to look.
SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > wide + 1 && e.checkVisibility())
    .map(e => e.outerHTML.slice(0, 100)).slice(-5).concat(document.documentElement.scrollWidth + ' px');
}"""

# Text whose own box hides a part of it.
CLIPPED = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(e => {
    const style = getComputedStyle(e);
    return e.checkVisibility() && /hidden|clip/.test(style.overflowX + style.overflowY)
      && !/INPUT|TEXTAREA|SELECT|PROGRESS|svg/.test(e.tagName) && style.clipPath === 'none'
      && !e.closest('.visually-hidden, thead')
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
  }).map(e => e.outerHTML.slice(0, 100))"""

# WCAG 1.4.12: the spacing that a reader may set.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* {line-height: 1.5 !important; letter-spacing: .12em !important;'
    + ' word-spacing: .16em !important} p {margin-bottom: 2em !important}');
  document.adoptedStyleSheets.push(sheet);
}"""
TWICE_AS_LARGE = {
    "fontSizes": {"standard": 32, "fixed": 26}
}  # the reader's own setting of the browser


@dataclass(frozen=True)
class Look:
    """What was found at one size of the window; each list is empty on a good page."""

    broken_rules: list[str]
    sideways: list[str]
    small_targets: list[str]
    small_text: list[str]


def look(page: Page, width: int, height: int, *, by_axe: bool) -> Look:
    """Measure the page in a window of `width` × `height` CSS pixels."""
    page.set_viewport_size({"width": width, "height": height})
    return Look(
        broken_rules=broken_rules(page) if by_axe else [],
        sideways=page.evaluate(SIDEWAYS),
        small_targets=page.evaluate(SMALL_TARGETS, 44),
        small_text=page.evaluate(SMALL_TEXT, 16),
    )


def broken_rules(page: Page, within: str = "html") -> list[str]:
    """Return what axe finds against `RULES` in the part of the page that `within` selects, one line an element."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    run = "([part, options]) => axe.run(part, options)"
    found: dict[str, Any] = page.evaluate(run, [within, options])
    return [
        f"{rule['id']}: {node['html'][:200]} ({node.get('failureSummary', '')[:200]})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def enlarged(page: Page) -> list[str]:
    """Return what breaks with text twice as large and widely spaced, in a window of 1280 px."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.context.new_cdp_session(page).send("Page.setFontSizes", TWICE_AS_LARGE)
    page.evaluate(SPACED)
    assert page.evaluate("() => getComputedStyle(document.body).fontSize") == "36px"
    return [*page.evaluate(SIDEWAYS), *page.evaluate(CLIPPED)]
