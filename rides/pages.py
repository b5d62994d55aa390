"""What the rides app puts on pages of lower floors: its menu entries, and its part of a person's page."""


def connect_pages() -> None:
    """Register the menu entries and the panels; called once, when the models are loaded."""
