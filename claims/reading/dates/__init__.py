"""Dates and times in a text, as TIMEX3 values."""
