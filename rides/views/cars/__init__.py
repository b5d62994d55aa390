"""Pages about drivers, destinations, and riders who do not share a car."""
