"""Versions of an article: where the claims of one stand in the next."""
