"""Checks of stated figures against the attached tables."""
