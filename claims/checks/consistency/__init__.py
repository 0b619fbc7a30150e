"""Checks of an article against itself."""
