"""Checks of what claims rest on: their sources and the evidence for them."""
