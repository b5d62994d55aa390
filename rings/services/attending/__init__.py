"""The life of one turn: what the clock does about it, what people answer, and how it ends."""
