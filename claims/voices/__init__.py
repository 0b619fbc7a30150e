"""Who the words for a source stand for, and what is suggested to the reviewer."""
