"""Tables and timelines as values, read from csv text."""
