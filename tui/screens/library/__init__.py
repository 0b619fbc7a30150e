"""The library screen: every article on the desk."""
