"""Rings that run for years: what their plans want, changing them while they run, and what is left to decide."""
