"""Calling off many at once, with time to think again: storm, an office closed, no electricity."""
