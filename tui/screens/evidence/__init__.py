"""The evidence of one claim, and its documents."""
