"""Whose word a claim rests on, and how many bear it out."""
