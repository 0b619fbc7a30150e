"""Stated figures against the attached tables."""
