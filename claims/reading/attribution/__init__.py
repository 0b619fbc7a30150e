"""Who says what in which words: one module a pattern, tried in the order of `patterns`."""
