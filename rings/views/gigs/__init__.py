"""Pages of one-off requests."""
