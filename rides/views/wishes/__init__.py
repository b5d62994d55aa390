"""Pages about rides asked for: the list, taking one down, changing and ending it, and those that come again."""
