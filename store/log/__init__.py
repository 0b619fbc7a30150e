"""The review log: its kinds of event, its chained streams, and what a blind reviewer sees of it."""
