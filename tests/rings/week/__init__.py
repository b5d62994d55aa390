"""The week, what nobody has taken, and calling days off, as a coordinator sees them."""
