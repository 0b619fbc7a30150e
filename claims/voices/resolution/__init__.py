"""Finds for each source of a text the voice of the cast that it is."""
