"""The adjudication screen: settling one claim on which reviewers differ."""
