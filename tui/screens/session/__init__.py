"""The session screen: running a team session."""
