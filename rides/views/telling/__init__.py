"""The phone list: whom to ring about rides, and what they said."""
