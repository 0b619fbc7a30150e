"""One SQLite file: how it is opened, its schema, whose it is, and files written beside it."""
