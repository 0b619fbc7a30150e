"""Claims as values, and how they are found and checked in text: no files, database or screen."""
