"""What only a circle does: it goes on past a silent member, somebody owns the break, and the captain closes it."""
