"""The preview of a register speaks as its readers do."""

from people.views.understood import as_written


def test_hours_are_shown_as_people_write_them() -> None:
    assert as_written("09:00-12:00,17:00-20:00") == "9.00–12.00, 17.00–20.00"
    assert as_written("17:00-") == "17.00–"
    assert as_written("10:30") == "10.30"
