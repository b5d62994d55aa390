"""Who drives, with which car, and on which days."""
