"""Voices: the people and bodies that an article's words for a source stand for."""
