"""The export screen's background work: previews and exports, in threads with own connections.

A preview is made a moment after the last key, and of several the last one counts. An export tells
how far it is and can be stopped, by SQLite in the midst of a long statement and by the report of
progress between short ones; what was begun is cleared away by whoever writes the file.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from textual.css.query import NoMatches
from textual.worker import Worker, get_current_worker

from store.dossier.walk import size
from store.errors import Exists, StoreError, TwosourceError
from store.exports import write
from store.exports.preview import preview
from store.verbs.opening import open_desk
from tui.screens.export.options import missing

if TYPE_CHECKING:
    from textual.timer import Timer

    from store.exports.write import Order
    from store.verbs.desk import Desk
    from tui.screens.base import DeskScreen

PAUSE = 0.08  # seconds without a key before a preview is made
TELL = 0.1  # seconds between two lines of progress
NO_TEXT = "This format is not text, so it has no preview."


class Heard(Protocol):
    """What the screen is told, in its own thread, of the work beside it."""

    def order(self, *, force: bool = False) -> Order: ...

    def previewed(self, text: str) -> None: ...

    def progressed(self, passed: int, total: int) -> None: ...

    def written(self, order: Order) -> None: ...

    def refused(self, sentence: str, *, exists: bool = False, wrong: bool = True) -> None: ...


class Sending:
    """What is being written, if anything, and the preview; `heard` is told how it goes."""

    def __init__(self, screen: DeskScreen, heard: Heard) -> None:
        self._screen = screen
        self._heard = heard
        self._timer: Timer | None = None
        self._export: Worker[None] | None = None
        self._stopped = False

    @property
    def busy(self) -> bool:
        return self._export is not None

    # --- the preview -----------------------------------------------------------------------------

    def stale(self) -> None:
        """Something else is chosen: make the preview anew when the keys pause."""
        if self._timer is not None:
            self._timer.stop()
        self._screen.workers.cancel_group(self._screen, "preview")
        self._timer = self._screen.set_timer(PAUSE, self._preview)

    def _preview(self) -> None:
        order = self._heard.order()
        self._screen.run_worker(
            lambda: self._read(order), thread=True, exclusive=True, group="preview"
        )

    def _read(self, order: Order) -> None:
        worker = get_current_worker()
        try:
            with self._desk(worker, order) as desk:
                text = preview(desk.database, order)
        except TwosourceError as error:
            text = str(error)
        if not worker.is_cancelled:
            shown = NO_TEXT if text is None else text
            self._tell(self._heard.previewed, shown)

    # --- the export ------------------------------------------------------------------------------

    def start(self, order: Order) -> None:
        self._stopped = False
        self._export = self._screen.run_worker(
            lambda: self._write(order), thread=True, group="export"
        )

    def stop(self) -> None:
        """Ask the writing to end; it says itself when it has."""
        if self._export is not None:
            self._stopped = True
            self._export.cancel()

    def _write(self, order: Order) -> None:
        worker = get_current_worker()
        refused: TwosourceError | None = None
        try:
            with self._desk(worker, order) as desk:
                total = size(desk.conn, order.scope)
                write.export(desk.database, order, self._telling(worker, total))
        except TwosourceError as error:
            refused = error
        if self._stopped or not worker.is_cancelled:  # else the program is ending
            self._tell(self._ended, order, refused)

    def _telling(self, worker: Worker[None], total: int) -> Callable[[int], None]:
        told = time.monotonic()

        def progress(passed: int) -> None:
            nonlocal told
            if worker.is_cancelled:
                raise StoreError("stopped")  # between statements too short for SQLite to ask in
            if time.monotonic() - told < TELL:
                return
            told = time.monotonic()
            self._tell(self._heard.progressed, passed, total)

        return progress

    def _ended(self, order: Order, refused: TwosourceError | None) -> None:
        self._export = None
        if refused is None:
            self._heard.written(order)
        elif self._stopped:
            self._heard.refused("stopped; nothing was written", wrong=False)
        else:
            self._heard.refused(str(refused), exists=isinstance(refused, Exists))

    # --- both ------------------------------------------------------------------------------------

    def _tell(self, tell: Callable[..., None], *told: object) -> None:
        """Let the screen's own thread say something, if the screen is still there."""

        def if_there() -> None:
            if self._screen.is_attached:
                with suppress(NoMatches):  # it is being taken down, and some lines are gone
                    tell(*told)

        self._screen.app.call_from_thread(if_there)

    @contextmanager
    def _desk(self, worker: Worker[None], order: Order) -> Iterator[Desk]:
        """The desk for this thread, until it is cancelled. What goes wrong is a sentence."""
        try:
            desk = open_desk(
                self._screen.desk.database.path, self._screen.desk.reviewer, create=False
            )
            try:
                desk.database.stop_when(lambda: worker.is_cancelled)
                with desk.database.explained():
                    yield desk
            finally:
                desk.close()
        except ImportError as error:
            raise StoreError(missing(order.form, error)) from error
