"""Putting rides into cars: what the planner is told, what becomes of its answer, and why it is so.

`make.plan_day` plans a day, `insert` places one way of a ride in it, `why` says in words why it stands where
it stands. Nobody is told anything here: the plan is a draft until it is published.
"""
