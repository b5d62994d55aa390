"""Who might help whom, and how well: pure rules over numpy columns, the same for one pair and for a million."""
