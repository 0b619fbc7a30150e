"""The library: every article of the desk."""
