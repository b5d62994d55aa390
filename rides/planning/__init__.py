"""Plans shared rides: who is fetched by whom, when, and in which order. Pure code over dataclasses.

A day goes in, a plan comes out: `plan`. In a running day: `insert`, `remove`. Why somebody is not driven:
`explain`. Whether a plan keeps all limits: `check`. The earliest and the latest times: `timetable`.
"""
