"""Building a ring from those who wait: who they are, a proposal, the sheet of the builder, a rehearsal."""
