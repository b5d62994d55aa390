"""What holds for every test: an ERROR in the log fails it, nothing is skipped, Chromium is the system's."""

import logging
import shutil
from collections.abc import Iterator

import pytest
from django.core.cache import cache

from notifications.services.wording import forget_own_words

# The first is Chromium without the parts that a window has: a page is seen in half the time.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Errors(logging.Handler):
    """Keeps every record of level ERROR or above."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(autouse=True)
def _a_logged_error_fails_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on any logged ERROR, unless `@pytest.mark.logs_error("words")` says that it is meant."""
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    yield
    logging.getLogger().removeHandler(errors)
    meant = [mark.args[0] for mark in request.node.iter_markers("logs_error")]
    for words in meant:
        assert any(words in line for line in errors.lines), f"no ERROR was logged with {words!r}"
    surprises = [line for line in errors.lines if not any(words in line for words in meant)]
    assert not surprises, "the test logged an ERROR:\n" + "\n".join(surprises)


@pytest.fixture(autouse=True)
def _every_test_begins_with_an_empty_cache() -> None:
    """Forget an office's own words, and the counts of sign-ins: many come from one address within a minute."""
    cache.clear()
    forget_own_words()


@pytest.fixture(autouse=True)
def _every_page_asks_anew_whether_the_clock_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the answer no few seconds: how many queries a page takes must not hang on how fast the test is."""
    monkeypatch.setattr("notifications.services.heartbeat.KNOWN_FOR", 0)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn a run with a skipped test red: a test that is skipped tests nothing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and not session.exitstatus:
        reporter.write_line("A skipped test fails the run.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Launch the Chromium of the system: nothing is downloaded."""
    found = [path for name in CHROMIUM_NAMES if (path := shutil.which(name))]
    assert found, "There is no Chromium: apt-get install chromium"
    return {"executable_path": found[0], "args": CHROMIUM_FLAGS}
