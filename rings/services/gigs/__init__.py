"""One-off requests: written down, offered in waves to those who may be asked, taken by the first yes.

Modules: `create` (write down, change, call off), `intake` (requests by a team's link), `candidates` (who may be
asked and why not), `waves` (sending out), `claim` (yes and no, by text, link or telephone), `phone_list`
(ringing round), `supply` (what can be promised), `unmet` (nobody was found), `stage` (where a request stands).
"""
