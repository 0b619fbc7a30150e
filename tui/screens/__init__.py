"""The screens, a folder each, and beside them the modules that several screens share."""
