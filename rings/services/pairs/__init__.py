"""The life of a pair: suggested, both asked, introduced, on trial, settled, and at last a farewell.

`suggest` begins it, `asking` hears both, `meeting` introduces them, `trial` asks how it goes, `ending` parts them;
`steps` is the one writer, `clock` sees that somebody has it in hand.
"""
