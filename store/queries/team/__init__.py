"""Queries about a team: sessions, ballots, adjudications, comments, roles."""
