"""Expense claims: one for each run, decided by a person, paid by a file."""
