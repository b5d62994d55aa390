"""Reading a coordinator's Excel register into clean people: pure code, no database.

Start at `reader.read_register`. Every parser returns a `Read`: a value and the reasons a person should look at it.
"""
