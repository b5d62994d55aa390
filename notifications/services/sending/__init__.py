"""How a worker hands texts over: what it has in hand, which calls it makes, and what it writes down of them.

One run goes round and round: take texts in hand (`claims`), choose those that may go now, mark exactly as many as
there are free places (`marking`), make the calls (`calls`), and record in one transaction what came of them
(`recording`). Whoever dies between two of these steps leaves rows that say how far it came.
"""
