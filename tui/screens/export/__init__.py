"""Choosing, previewing and writing an export."""
