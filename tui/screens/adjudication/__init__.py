"""Settling one claim on which reviewers differ."""
