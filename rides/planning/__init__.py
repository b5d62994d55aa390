"""Plans shared rides: who is fetched by whom, when, and in which order. Pure code over dataclasses.

A day goes in, a plan comes out: `plan`. In a running day: `insert`, `place`, `remove`. Why somebody is not driven:
`explain`. Whether a plan keeps all limits: `check`. When everything can be at the earliest and latest: `timetable`.
"""
