"""One row after the other: a broken one keeps nobody else."""

from collections.abc import Callable, Sequence

import pytest

from directory.machine import ConcurrentMoveError
from directory.models import Barrier
from directory.one_by_one import one_by_one, together


@pytest.fixture
def three(db: None) -> list[Barrier]:
    """Three rows, called a, b and c."""
    return [Barrier.objects.create(code=code, name_fi=code) for code in "abc"]


def renaming(broken: str, error: Exception) -> Callable[[Barrier], bool]:
    """Return what renames a row, and fails afterwards at the `broken` one."""

    def rename(row: Barrier) -> bool:
        Barrier.objects.filter(pk=row.pk).update(name_fi=row.code.upper())
        if row.code == broken:
            raise error
        return True

    return rename


@pytest.mark.logs_error("could not rename")
def test_a_broken_row_is_undone_and_logged_by_its_number_and_the_others_go_on(
    three: list[Barrier], caplog: pytest.LogCaptureFixture
) -> None:
    assert one_by_one(three, renaming("b", ValueError("broken")), "rename") == 2
    names = Barrier.objects.filter(code__in="abc").order_by("code")
    assert list(names.values_list("name_fi", flat=True)) == ["A", "b", "C"]
    assert f"could not rename {three[1].pk}" in caplog.text


def test_a_row_that_another_worker_has_taken_is_passed_over_without_a_word(
    three: list[Barrier], caplog: pytest.LogCaptureFixture
) -> None:
    assert one_by_one(three, renaming("b", ConcurrentMoveError("taken")), "rename") == 2
    assert caplog.text == ""


@pytest.mark.logs_error("could not rename")
def test_what_fails_together_is_done_one_by_one_and_only_the_broken_row_is_left(
    three: list[Barrier], caplog: pytest.LogCaptureFixture
) -> None:
    rename = renaming("b", ValueError("broken"))

    def rename_all(rows: Sequence[Barrier]) -> int:
        return sum(rename(row) for row in rows)

    assert together(three, rename_all, "rename") == 2
    names = Barrier.objects.filter(code__in="abc").order_by("code")
    assert list(names.values_list("name_fi", flat=True)) == ["A", "b", "C"]
    assert caplog.text.count("could not rename") == 1
