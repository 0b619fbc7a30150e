"""What is read of a team: sessions, ballots, last words, comments, who may do what."""
