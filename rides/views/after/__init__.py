"""Pages about what comes after a run: the report, claims, payment files, a driver's year."""
