"""The English that the patterns rest on: words, tokens, quotation marks, verbs and their frames."""
