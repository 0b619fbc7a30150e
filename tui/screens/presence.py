"""Telling colleagues now and then that this reviewer is here, and on which claim."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from store.team import live, reading

if TYPE_CHECKING:
    from store.desk import Desk

SAY_AGAIN = 4.0  # seconds between two signs of life


class Presence:
    """Says it only while a session is going on: an editor alone writes nothing but judgements."""

    def __init__(self, desk: Desk, document: int) -> None:
        self._desk, self._document = desk, document
        self._claim: int | None = None
        self._at = float("-inf")

    def tell(self, claim: int | None = None) -> None:
        """Once every few seconds, and at once when it is another claim."""
        now = time.monotonic()
        if claim == self._claim and now - self._at < SAY_AGAIN:
            return
        self._claim, self._at = claim, now
        if reading.open_on(self._desk.conn, self._document):
            live.here(self._desk, self._document, claim)
