"""Forms about one-off requests."""
