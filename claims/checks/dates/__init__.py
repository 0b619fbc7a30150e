"""Checks of dates against the calendar, the day of publication and a timeline."""
