"""Publishing the counts of a period, and reading what has been published."""
