"""Ladders at work: the steps when something is missing, and the office and the contacts at their end."""
