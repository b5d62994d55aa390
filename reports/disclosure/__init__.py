"""Disclosure control: what is shown of counts, what a reader can infer from it, and what is held back. Pure.

`cells` holds the words, `display` shows one count, `system` is everything ever shown as linear relations,
`audit` asks how far each protected count can be narrowed by it, `protect` coarsens until none can.
"""
