"""What goes wrong with the daemon's database, and what each trouble means for the text."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from notifications.gateways.base import Fault
from notifications.gateways.gammu.store import Store, StoreError
from tests.bench.servers import postgres
from tests.gateways.trouble import TROUBLES, nobody_listens, troubled

PATIENCE = 1.0
ONE_ROW = "INSERT INTO outbox (number) VALUES (1)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small database in a file."""
    line = sqlite3.connect(tmp_path / "smsd.db")
    line.execute("CREATE TABLE outbox (number INTEGER UNIQUE)")
    line.close()
    return tmp_path / "smsd.db"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A small database in PostgreSQL, where the account "locked" needs a password."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name, postgres(Path(name)) as address:
        rules = Path(name) / "pg" / "data" / "pg_hba.conf"
        rules.write_text(f"host all locked 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
        with psycopg.connect(address) as line:
            line.execute("CREATE TABLE outbox (number INTEGER UNIQUE DEFERRABLE, word VARCHAR(3))")
            line.execute("CREATE ROLE locked LOGIN PASSWORD 'right'")
            line.execute("SELECT pg_reload_conf()")
        yield address


def do(address: str, *statements: str) -> None:
    """Do `statements` in one transaction."""
    with Store(address, PATIENCE).work() as work:
        for statement in statements:
            work.change(statement)


def fault_of(address: str, *statements: str) -> Fault:
    """Return the fault of doing `statements` in one transaction."""
    with pytest.raises(StoreError) as trouble:
        do(address, *statements)
    assert "right" not in trouble.value.code
    return trouble.value.fault


def rows_in(address: str) -> int:
    """Return how many rows were written."""
    with Store(address, PATIENCE).work() as work:
        return len(work.rows("SELECT number FROM outbox"))


def test_a_file_that_is_not_the_daemons_is_for_somebody_to_mend(tmp_path: Path) -> None:
    absent, other, empty = (tmp_path / name for name in ("absent", "other", "empty"))
    other.write_bytes(b"This is no database at all. " * 100)
    empty.touch()
    for path in (absent, other, empty):
        assert fault_of(f"sqlite:///{path}", ONE_ROW) is Fault.CONFIGURATION
    assert not absent.exists()


def test_while_another_writes_too_long_nothing_was_written_and_it_may_be_tried_again(
    path: Path,
) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert fault_of(f"sqlite:///{path}", ONE_ROW) is Fault.TEMPORARY
    other.close()
    assert rows_in(f"sqlite:///{path}") == 0


def test_an_error_on_the_way_leaves_nothing_behind(path: Path, server: str) -> None:
    for address in (f"sqlite:///{path}", server):
        assert fault_of(address, ONE_ROW, "INSERT INTO nowhere VALUES (1)") is Fault.CONFIGURATION
        assert rows_in(address) == 0


def test_an_error_of_the_very_last_step_leaves_it_open(path: Path, server: str) -> None:
    # What was begun is ended behind our back: the end that we then ask for has nothing to end.
    assert fault_of(f"sqlite:///{path}", ONE_ROW, "ROLLBACK") is Fault.AMBIGUOUS
    twice = ["SET CONSTRAINTS ALL DEFERRED", ONE_ROW, ONE_ROW]
    assert fault_of(server, *twice) is Fault.AMBIGUOUS


def test_a_value_that_does_not_fit_is_refused(server: str) -> None:
    assert fault_of(server, "INSERT INTO outbox (word) VALUES ('too long')") is Fault.REFUSED


def test_a_line_that_breaks_before_the_end_took_nothing(server: str) -> None:
    cut = "SELECT pg_terminate_backend(pg_backend_pid())"
    assert fault_of(server, ONE_ROW, cut) is Fault.TEMPORARY
    assert rows_in(server) == 0


def test_a_slow_statement_ends_in_time_and_took_nothing(server: str) -> None:
    assert fault_of(server, ONE_ROW, "SELECT pg_sleep(60)") is Fault.TEMPORARY
    assert rows_in(server) == 0


def test_a_refused_password_is_for_somebody_to_mend(server: str) -> None:
    place = server.partition("@")[2]
    for account in ("locked", "locked:wrong"):
        assert fault_of(f"postgres://{account}@{place}", ONE_ROW) is Fault.CONFIGURATION


def test_nobody_there_or_somebody_who_speaks_otherwise_took_nothing() -> None:
    address = nobody_listens().replace("http://", "postgres://smsd@")
    assert fault_of(f"{address}/smsd", ONE_ROW) is Fault.TEMPORARY
    for trouble in ("garbage", "html", "dropped", "never"):
        with troubled(TROUBLES[trouble]) as origin:
            address = origin.replace("http://", "postgres://smsd@")
            assert fault_of(f"{address}/smsd", ONE_ROW) is Fault.TEMPORARY
