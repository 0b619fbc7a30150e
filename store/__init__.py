"""The desk: the review log, the state folded from it, queries, verbs, exports and imports."""
