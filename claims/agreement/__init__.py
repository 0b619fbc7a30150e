"""Agreement of reviewers on one field: the measures, and the results they come out as."""
