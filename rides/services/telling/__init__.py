"""Telling drivers and riders of their rides, and hearing what they say: by text, or by telephone from a list.

`changes` and `publish` begin it. `drivers` and `riders` write to each side, `run_topics` and `leg_topic` read the
texts that come back. `back`, `trouble` and `by_phone` are what happens on the day; `phone_list` and `clock` see
that nobody is forgotten.
"""
