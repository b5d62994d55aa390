"""Pages of pairs: the list by next step, one pair, suggesting one, and its end."""
