"""The JSON API of rings."""
