"""What the lower floors call up to rides for: answers to our questions, changes of people, pages."""

from rides.pages import connect_pages


def connect() -> None:
    """Register every topic and handler; called once, when the models are loaded."""
    connect_pages()
