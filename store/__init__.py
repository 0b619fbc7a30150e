"""What is kept and what leaves: the review log, its projections, the verbs, the exports."""
