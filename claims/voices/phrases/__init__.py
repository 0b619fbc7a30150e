"""Takes the words for a source apart: the name, the head noun, the role, the body."""
