"""After a run: what became of each way, the kilometres, and when the run may be closed."""
