"""Running a session: who is in it, how far it is, where it splits."""
