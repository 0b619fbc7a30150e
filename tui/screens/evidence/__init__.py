"""The evidence screen: the evidence of one claim, and its documents."""
