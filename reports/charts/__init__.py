"""Charts as plain numbers: from what is shown to lengths and places, with no database and no words of their own.

A chart knows a count by its words and by what they may mean, and so nothing that a reader could not read.
"""
