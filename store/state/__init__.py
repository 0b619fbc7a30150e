"""Current state, folded from the log into tables of the same file."""
