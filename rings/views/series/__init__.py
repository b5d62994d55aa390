"""Pages about rings that run: what a change does, exceptions, more often for a while, decisions."""
