"""`Presence`, which tells colleagues that this reviewer is here, and on which claim."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from store.queries.team import session_rows
from store.verbs import presence

if TYPE_CHECKING:
    from store.verbs.desk import Desk

SAY_AGAIN = 4.0  # seconds between two signs of life
AT_MOST = 0.3  # seconds between two claims: a cursor on its way stops at many


class Presence:
    """Says it only while a session is going on: an editor alone writes nothing but judgements."""

    def __init__(self, desk: Desk, document: int) -> None:
        self._desk, self._document = desk, document
        self._claim: int | None = None
        self._at = float("-inf")

    def tell(self, claim: int | None = None) -> None:
        """Once every few seconds, and soon when it is another claim."""
        now = monotonic()
        if now - self._at < (SAY_AGAIN if claim == self._claim else AT_MOST):
            return
        self._claim, self._at = claim, now
        if not self._desk.database.read_only and session_rows.open_on(
            self._desk.conn, self._document
        ):
            presence.here(self._desk, self._document, claim)

    def leave(self) -> None:
        """Say that the workbench is closed, if it ever said that it was open."""
        if self._at > 0 and not self._desk.database.read_only:
            presence.gone(self._desk)
