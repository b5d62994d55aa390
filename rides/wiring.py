"""What the lower floors call up to rides for: answers to our questions, changes of people, pages."""

from people.changes import on_change
from rides.pages import connect_pages
from rides.services.drivers.falling_out import follow_driver
from rides.services.telling.connect import connect_telling
from rides.services.wishes.people import follow_change


def connect() -> None:
    """Register every topic and handler; called once, when the models are loaded."""
    on_change(follow_change)
    on_change(follow_driver)
    connect_telling()
    connect_pages()
