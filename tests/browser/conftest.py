"""A browser before a live server, whose clock stands still in a world that is made once a run."""

import fcntl
import os
import pickle
import shutil
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from backend.demo.staff import PASSWORD
from directory.models import User
from tests.browser.world import NOW, TOTP_SECRET, World, build

# Playwright keeps an event loop in this thread, which Django takes for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PATIENCE = 10_000  # milliseconds
SETTINGS = {
    "HELP_PHONE": "014 000 0000",
    "HELP_EMAIL": "apu@rinki.example",
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 3600,
    "ACCOUNT_RATE_LIMITS": False,
}


def _is_ours(item: pytest.Item) -> bool:
    return Path(__file__).parent in item.path.parents


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all of this folder: these tests need Chromium, and run on SQLite alone."""
    for item in filter(_is_ours, items):
        item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let it be `NOW` for whoever asks Django, in the server's threads too, during the tests of this folder."""
    if not _is_ours(item):
        return (yield)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW)
        patch.setattr("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda: TOTP_SECRET)
        return (yield)


@pytest.fixture(scope="session")
def made(
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, World]:
    """Make the world once a run, in a database of its own; return its file and what is in it.

    It takes longer than all pages of a small file of tests, so whoever of several test processes comes second
    waits, and takes what the first has made.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # of the whole run
    file, found = folder / "world.sqlite3", folder / "world.pickle"
    with (folder / "world.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not found.exists():
            with django_db_blocker.unblock(), _database(file):
                found.write_bytes(pickle.dumps(_made()))
        return file, pickle.loads(found.read_bytes())  # noqa: S301  # our own, of this run


def _made() -> World:
    call_command("migrate", verbosity=0)
    world = build()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return world


@contextmanager
def _database(file: Path) -> Iterator[None]:
    """Let Django use the SQLite database in `file`, in every thread."""
    assert connection.vendor == "sqlite", "The browser tests run on SQLite: unset DATABASE_URL"
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(file)
    yield
    connection.close()
    connection.settings_dict["NAME"] = before


@pytest.fixture(scope="module")
def world(
    made: tuple[Path, World],
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Give the tests of one file a copy of the world of their own."""
    file, found = made
    copy = Path(shutil.copy(file, tmp_path_factory.mktemp("copy") / "world.sqlite3"))
    with django_db_blocker.unblock(), override_settings(**SETTINGS), _database(copy):
        yield found


@pytest.fixture(scope="module")
def server(world: World) -> Iterator[str]:
    """Return the address of a server in which the world is."""
    running = LiveServer("localhost")
    yield running.url
    running.stop()


@dataclass
class Desk:
    """Opens windows for the staff of the demo, each signed in once through the real form."""

    browser: Browser
    server: str
    signed_in: dict[tuple[str, bool], BrowserContext] = field(default_factory=dict)

    def page(self, user: str = "", language: str = "fi", *, scripts: bool = True) -> Page:
        """Return a new page of `user` (nobody when empty, with no cookies) who reads `language`."""
        User.objects.update(language=language)
        if not user:
            return self._window(language, scripts).new_page()
        if (user, scripts) not in self.signed_in:
            window = self.signed_in[user, scripts] = self._window(language, scripts)
            sign_in(window.new_page(), user)
        return self.signed_in[user, scripts].new_page()

    def close(self) -> None:
        """Close every window."""
        for context in self.browser.contexts:
            context.close()

    def _window(self, language: str, scripts: bool) -> BrowserContext:
        window = self.browser.new_context(
            base_url=self.server,
            locale=language,
            java_script_enabled=scripts,
            viewport={"width": 1280, "height": 800},
            reduced_motion="reduce",
        )
        window.set_default_timeout(PATIENCE)
        return window


def sign_in(page: Page, user: str) -> None:
    """Sign in as a person does, with the second step too if it is asked for."""
    page.goto(reverse("account_login"))
    page.locator("[name=login]").fill(user)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main .btn-primary").click()
    if page.url.endswith(reverse("mfa_authenticate")):
        code = format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))
        page.locator("[name=code]").fill(code)
        with page.expect_navigation():
            page.locator("main .btn-primary").first.click()
    page.close()


@pytest.fixture(scope="module")
def desk(browser: Browser, server: str) -> Iterator[Desk]:
    """Return the desk of one file of tests."""
    made = Desk(browser, server)
    yield made
    made.close()
