"""What is run beside one database only: just what asks for no table of any."""

import pytest

from directory.models import Municipality

MARK = "without_database"


def test_what_asks_for_no_table_is_run_once_and_gets_none(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker(MARK)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Municipality.objects.exists()


@pytest.mark.django_db
def test_what_is_marked_for_tables_is_run_beside_both(request: pytest.FixtureRequest) -> None:
    assert not request.node.get_closest_marker(MARK)


@pytest.mark.usefixtures("transactional_db")
def test_what_is_given_tables_is_run_beside_both(request: pytest.FixtureRequest) -> None:
    assert not request.node.get_closest_marker(MARK)
