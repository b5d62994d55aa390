"""Rides asked for: taken down, changed, cancelled, found to be out of reach, and those that come again."""
