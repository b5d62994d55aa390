"""Finding somebody else for a turn: who may be asked, in which order, and the first yes."""
