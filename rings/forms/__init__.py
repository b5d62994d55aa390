"""What coordinators fill in about rings and calls."""
