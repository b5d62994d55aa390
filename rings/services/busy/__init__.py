"""Who could do something, and who is busy then."""
