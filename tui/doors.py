"""The wiring of screens: which screen each door opens, and which acts that screen's keys do.

The one file that knows all screens and all acts, so that none of them knows another. Each is
imported when its door is opened, for a screen that nobody opens costs nothing at start-up; acts
are imported behind the first paint of their screen (`DeskScreen.on_mount`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from claims.model import Span
from claims.scales import Scale
from store.verbs.desk import Desk
from tui.keys import Key
from tui.screens.base import DeskScreen

if TYPE_CHECKING:
    from tui.screens.review.screen import ReviewScreen

Perform = Callable[[Any, str], None]


class Deferred:
    """The acts of a screen, imported when they are first wanted."""

    def __init__(self, load: Callable[[], Perform]) -> None:
        self.load = load

    def perform(self, screen: Any, action: str) -> None:
        self.load()(screen, action)


class HouseDoors:
    """The doors of one running workbench."""

    def __init__(self, app: App[None], desk: Desk, keys: tuple[Key, ...]) -> None:
        self._app = app
        self._desk = desk
        self._keys = keys

    def first(self, document: int | None) -> DeskScreen:
        """The screen with which the workbench opens: an article's, or the library."""
        return self._library(0) if document is None else self._review(document)

    # --- instead of the screen in front ----------------------------------------------------------

    def library(self, document: int = 0) -> None:
        self._instead(self._library(document))

    def review(self, document: int) -> None:
        self._instead(self._review(document))

    def claim(self, document: int, claim: int) -> None:
        from tui.screens.review.screen import ReviewScreen

        below = self._app.screen_stack[-2] if len(self._app.screen_stack) > 1 else None
        if isinstance(below, ReviewScreen) and below.document == document:
            self._app.pop_screen()
            if not below.go(claim):
                below.say("this claim is not in the current view; f c shows all")
            return
        review = self._review(document)
        self._instead(review)
        review.call_later(review.go, claim)

    def _instead(self, screen: Screen[None]) -> None:
        """The first screen cannot be switched, only covered."""
        if len(self._app.screen_stack) > 1:
            self._app.switch_screen(screen)
        else:
            self._app.push_screen(screen)

    # --- over the screen in front ----------------------------------------------------------------

    def evidence(
        self, claim: int, *, item: str = "", focus: tuple[str, Span] | None = None
    ) -> None:
        from tui.screens.evidence.screen import EvidenceScreen

        acts = Deferred(_evidence_acts)
        self._over(
            EvidenceScreen(self._desk, claim, self._keys, self, acts, item=item, focus=focus)
        )

    def adjudication(self, document: int, claim: int) -> None:
        from tui.screens.adjudication.screen import AdjudicationScreen

        acts = Deferred(_adjudication_acts)
        self._over(AdjudicationScreen(self._desk, document, claim, self._keys, self, acts))

    def session(self, document: int) -> None:
        from tui.screens.session.screen import SessionScreen

        acts = Deferred(_session_acts)
        self._over(SessionScreen(self._desk, document, self._keys, self, acts))

    def export(self, document: int) -> None:
        from tui.screens.export.screen import ExportScreen

        acts = Deferred(_export_acts)
        self._over(ExportScreen(self._desk, document, self._keys, self, acts))

    def help(self, scale: Scale) -> None:
        from tui.screens.help import HelpScreen

        self._over(HelpScreen(self._keys, scale))

    def _over(self, screen: Screen[None]) -> None:
        self._app.push_screen(screen)

    # --- the two that can be first ---------------------------------------------------------------

    def _library(self, document: int) -> DeskScreen:
        from tui.screens.library.screen import LibraryScreen

        return LibraryScreen(self._desk, self._keys, self, Deferred(_library_acts), document)

    def _review(self, document: int) -> ReviewScreen:
        from tui.screens.review.screen import ReviewScreen

        return ReviewScreen(self._desk, document, self._keys, self, Deferred(_review_acts))


# --- acts ----------------------------------------------------------------------------------------


def _library_acts() -> Perform:
    from tui.screens.library.acts import perform

    return perform


def _review_acts() -> Perform:
    from tui.screens.review.acts import perform

    return perform


def _evidence_acts() -> Perform:
    from tui.screens.evidence.acts import perform

    return perform


def _adjudication_acts() -> Perform:
    from tui.screens.adjudication.acts import perform

    return perform


def _session_acts() -> Perform:
    from tui.screens.session.acts import perform

    return perform


def _export_acts() -> Perform:
    from tui.screens.export.acts import perform

    return perform
