"""The English that the patterns rest on: words, tokens, quotation marks, phrases, verbs."""
