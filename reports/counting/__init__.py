"""From what happened to true counts: `facts` the words, `read` out of the tables, `tally` counts, `plan` which."""
