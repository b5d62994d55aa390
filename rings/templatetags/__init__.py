"""Template tags of the rings pages."""
