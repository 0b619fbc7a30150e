"""The findings of reading and checks on the claims, worked out in the background.

A thread with its own connection does the work, after the first paint and a moment after each
change, so that no key waits for it. Until it is done the panel shows what was known before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from textual.worker import get_current_worker

from store.errors import TwosourceError
from store.verbs.opening import open_desk

if TYPE_CHECKING:
    from textual.timer import Timer

    from store.queries.leads import Answered, Told
    from store.verbs.desk import Desk
    from tui.screens.base import DeskScreen

PAUSE = 0.25  # seconds without a change before the checks run again


class Known(NamedTuple):
    """What is known of one claim; the open leads come first. `unread` tells, by the SHA-256 of a
    table, why it is left out."""

    leads: tuple[Answered, ...] = ()
    told: Told | None = None
    unread: Mapping[str, str] = MappingProxyType({})


class Findings:
    """The leads of one article, as last worked out; `found` hears whose flags have changed."""

    def __init__(
        self,
        screen: DeskScreen,
        desk: Desk,
        document: int,
        found: Callable[[Iterable[int]], None],
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._document = document
        self._found = found
        self._leads: list[Answered] = []
        self._told: dict[int, Told] = {}
        self._unread: dict[str, str] = {}
        self._timer: Timer | None = None
        self._by_claim: dict[int, tuple[Answered, ...]] = {}

    def of(self, claim: int) -> Known:
        return Known(self._by_claim.get(claim, ()), self._told.get(claim), self._unread)

    @property
    def flagged(self) -> frozenset[int]:
        """The claims with an open lead."""
        return frozenset(c for one in self._leads if one.open for c in one.claims)

    @property
    def open(self) -> int:
        return sum(one.open for one in self._leads)

    def stale(self) -> None:
        """Something has changed: work it out again when the keys pause."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(PAUSE, self.refresh)

    def refresh(self) -> None:
        """Work it out now; of several runs the last one counts."""
        self._screen.run_worker(self._work, thread=True, exclusive=True, group="findings")

    def _work(self) -> None:
        from store.queries import leads

        screen, document, me = self._screen, self._document, self._desk.reviewer_id
        try:
            desk = open_desk(self._desk.database.path, self._desk.reviewer, create=False)
            try:
                found = leads.of_article(desk.conn, document, me)
                told = leads.told(desk.conn, document, me)
                unread = leads.unread(desk.conn, document)
            finally:
                desk.close()
        except TwosourceError as error:
            screen.app.call_from_thread(screen.say, str(error), wrong=True)
            return
        if not get_current_worker().is_cancelled:
            screen.app.call_from_thread(self._arrived, found, told, unread)

    def _arrived(
        self, found: list[Answered], told: dict[int, Told], unread: dict[str, str]
    ) -> None:
        from store.queries.leads import of_claim

        before = self.flagged
        self._leads, self._told, self._unread = found, told, unread
        claims = {claim for one in found for claim in one.claims}
        self._by_claim = {claim: tuple(of_claim(found, claim)) for claim in claims}
        self._found(before ^ self.flagged)
