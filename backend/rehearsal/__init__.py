"""A rehearsal: the real code under a moving clock, with people who answer as people do."""
