"""Published counts as JSON and as files: whole tables, the same as on the pages."""
