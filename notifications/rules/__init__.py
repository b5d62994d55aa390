"""Whether a text may go now, and through what: pure rules over plain values, with the instant passed in."""
