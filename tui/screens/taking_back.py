"""Undo and redo, on any screen that shows what they changed."""

from __future__ import annotations

from typing import Protocol

from store.queries import journal
from store.verbs import undoing
from store.verbs.desk import Change, Desk


class Changing(Protocol):
    desk: Desk

    def say(self, text: str) -> None:
        """The line above the keys."""

    def changed(self, change: Change, said: str) -> None:
        """Show what a verb changed."""


def undo(screen: Changing, document: int) -> Change | None:
    """Take back this reviewer's last act on a document, and say which."""
    return _told(screen, undoing.undo(screen.desk, document), "you have nothing left to undo here")


def redo(screen: Changing, document: int) -> Change | None:
    """Do again what was taken back last, and say what."""
    return _told(screen, undoing.redo(screen.desk, document), "nothing to redo")


def _told(screen: Changing, change: Change | None, nothing: str) -> Change | None:
    if change is None:
        screen.say(nothing)
    else:
        screen.changed(change, journal.what(screen.desk.conn, change.event))
    return change
