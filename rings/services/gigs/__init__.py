"""One-off requests that find their volunteer: asked for, offered in waves, claimed, carried out or not met."""
