"""Registers as other offices keep them, each with its truth written by hand."""
