"""The pages of the ring builder."""
