"""Compares the facts of an article with the texts that are attached to it."""
