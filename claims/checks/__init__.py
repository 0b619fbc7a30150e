"""Checks of claims against evidence: each finds leads with a reason, and none sets a status."""
