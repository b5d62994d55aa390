"""The demo: an invented office with a morning under way."""
