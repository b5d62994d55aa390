"""Worries about people: opened, looked into by an owner with a clock, closed with a reason."""
