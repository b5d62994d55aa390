"""Who might help whom: from the tables to the columns of `volunteers.matching`, and back to people and reasons."""
