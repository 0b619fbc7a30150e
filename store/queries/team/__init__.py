"""What is read of a team: sessions, ballots, adjudications, comments, roles."""
