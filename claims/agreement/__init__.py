"""How far reviewers agree on one field: the measures, and the values they are told in."""
