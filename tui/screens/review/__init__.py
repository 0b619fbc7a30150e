"""Judging an article claim by claim."""
