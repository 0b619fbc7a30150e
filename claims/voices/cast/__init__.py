"""The cast of an article: every voice that it names, once, under its fullest name."""
