"""What pages show of turns: Today, the week, what nobody has taken, the story of one turn."""
