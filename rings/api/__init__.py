"""The JSON API of rings: the same use cases as the pages, for other programs of the office."""
