"""Widgets: leaves that are handed their objects and know no store."""
