"""The acts of the session screen, one for each key: read the screen, call a verb, show it.

`ACTS` is the table of contents, by the ids of `tui/keys.py`. A step that ends a phase for everybody
asks once: what it does is said on the line above the keys, and the same key again does it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from claims.text import one_line
from store import minutes
from store.errors import Exists, NotPermitted, WrongUsage
from store.log import kinds
from store.log.kinds import SessionClosed, SessionRevealed, VoteOpened
from store.queries import known_reviewers
from store.queries.team import roles, session_rows
from store.state.session import Phase, Session, Workflow
from store.verbs import sessions
from tui.screens import output_paths
from tui.screens.ask_line import ask
from tui.screens.session import plan_line

if TYPE_CHECKING:
    from store.queries.team.session_overview import SessionOverview
    from tui.screens.session.screen import SessionScreen

Act = Callable[["SessionScreen"], None]


def perform(screen: SessionScreen, action: str) -> None:
    """Do what a key asks for; a step only when its key is pressed twice in a row."""
    asked, screen.asked = screen.asked, ""
    if action in STEPS:
        step = STEPS[action]
        step(screen) if asked == action else _ask_first(screen, action)
    else:
        ACTS[action](screen)


def _meeting(screen: SessionScreen) -> SessionOverview:
    if screen.meeting is None:
        key = screen.shown("session.new")
        raise WrongUsage(f"no session on this article yet; {key} starts one")
    return screen.meeting


# --- steps ---------------------------------------------------------------------------------------


def _ask_first(screen: SessionScreen, action: str) -> None:
    """Say what the step does; nothing is asked for what would be refused."""
    found = _meeting(screen)
    kind, told = _ASKS[action]
    sessions.may(screen.desk, found.session, kind)
    screen.asked = action
    screen.say(f"{screen.shown(action)} again {told(found)}")


def _told_reveal(found: SessionOverview) -> str:
    behind = [
        f"{one_line(one.name)} {one.decided}/{one.of}"
        for one in found.people
        if one.member and one.decided is not None and one.decided < one.of
    ]
    late = f"; not finished: {', '.join(behind)}" if behind else ""
    return f"shows everybody everything, for good{late}"


def _told_vote(found: SessionOverview) -> str:
    count = len([one for one in found.disputes if one.about == "verdict"])
    return f"ends the discussion and opens the vote ({count} still differ)"


def _told_close(found: SessionOverview) -> str:
    left = sum(n for state, n in found.states.items() if state is not Workflow.DONE)
    without = f"; {left} claim{'' if left == 1 else 's'} would have no result"
    return f"closes the session, for good{without if left else ''}"


def _reveal(screen: SessionScreen) -> None:
    session = sessions.reveal(screen.desk, _meeting(screen).session)
    screen.changed(f"session {session.id} is revealed", session.revealed_at)


def _vote(screen: SessionScreen) -> None:
    session = sessions.open_vote(screen.desk, _meeting(screen).session)
    screen.changed(f"session {session.id}: the vote is open", session.voted_at)


def _close(screen: SessionScreen) -> None:
    session = sessions.close(screen.desk, _meeting(screen).session)
    key = screen.shown("session.minutes")
    screen.changed(f"session {session.id} is closed; {key} writes its minutes", session.closed_at)


def _join(screen: SessionScreen) -> None:
    session = _meeting(screen).session
    sessions.join(screen.desk, session)
    screen.changed(f"you have joined session {session.id}")


# --- a new one -----------------------------------------------------------------------------------


def _new(screen: SessionScreen) -> None:
    """Ask for a plan in one line; the usual one is there to be changed."""
    found = screen.meeting
    if found and found.session.open:
        raise WrongUsage(f"session {found.session.id} is still open on this article")
    names = _reviewers(screen)

    def done(text: str | None) -> None:
        if text is not None and text.strip():
            plan = plan_line.plan(text)
            session = sessions.create(screen.desk, screen.document, plan)
            screen.changed(f"session {session.id} is open: {session.phase}", session.created_at)

    usual = plan_line.line(names) if names else ""
    ask(screen, done, placeholder=plan_line.line(["a,b,c"]), value=usual)


def _reviewers(screen: SessionScreen) -> list[str]:
    """Who may judge here; whoever begins the session only where they are needed."""
    known = known_reviewers.everybody(screen.desk.conn)
    able = [one for one in known if not one.role or one.role in kinds.JUDGE]
    others = [one.name for one in able if one.uid != screen.reviewer]
    found = others if len(others) > 1 else [one.name for one in able]
    return found if len(found) > 1 else []


# --- the minutes ---------------------------------------------------------------------------------


def _minutes(screen: SessionScreen) -> None:
    """Ask for a path and write them there; what is there is replaced at the second Enter."""
    session = _meeting(screen).session
    if session.blind:
        raise NotPermitted(f"session {session.id} is blind: its minutes come after the reveal")
    refused = ""

    def done(text: str | None) -> None:
        nonlocal refused
        if text is None:
            return
        path = _path(screen, text)
        try:
            _write(screen, session, path, force=str(path) == refused)
        except Exists:
            refused = str(path)
            told = f"{path.name} already exists: Enter replaces it, or type another name"
            raise Exists(told) from None
        screen.changed(f"written: {path}")

    usual = output_paths.shown(_usual(screen))
    ask(screen, done, placeholder="path of a file, .md or .html", value=usual)


def _usual(screen: SessionScreen) -> Path:
    return Path(os.path.abspath(f"{output_paths.stem(screen.article)}-minutes.md"))


def _path(screen: SessionScreen, text: str) -> Path:
    """What was typed, as a path; nothing is the usual name, a folder gets it inside."""
    usual = _usual(screen)
    if not text.strip():
        return usual
    try:
        path = Path(os.path.abspath(Path(text.strip()).expanduser()))
        return path / usual.name if path.is_dir() else path
    except (OSError, RuntimeError, ValueError) as error:
        raise WrongUsage(f"not a usable path: {error}") from None


def _write(screen: SessionScreen, session: Session, path: Path, *, force: bool) -> None:
    form = minutes.form_of(path.name)
    minutes.write(screen.desk.database, session, form, str(path), force=force)


# --- the list ------------------------------------------------------------------------------------


def _open(screen: SessionScreen) -> None:
    """Settle the claim under the cursor, where this reviewer may; else go to it."""
    found, one = _meeting(screen), screen.current
    if one is None:
        raise WrongUsage("no disagreement to open")
    if _settles(screen, found.session):
        screen.doors.adjudication(screen.document, one.claim)
    else:
        screen.doors.claim(screen.document, one.claim)


def _settles(screen: SessionScreen, session: Session) -> bool:
    role = roles.role(screen.desk.conn, screen.reviewer)
    return role in kinds.SETTLE and session.phase is not Phase.BLIND


# --- the rest ------------------------------------------------------------------------------------


def _help(screen: SessionScreen) -> None:
    scale = session_rows.scale_for(screen.desk.conn, screen.document, screen.desk.scale)
    screen.doors.help(scale)


def _back(screen: SessionScreen) -> None:
    screen.app.pop_screen()


def _scroll(pages: int) -> Act:
    def act(screen: SessionScreen) -> None:
        screen.about.page(pages)

    return act


STEPS: dict[str, Act] = {
    "session.reveal": _reveal,
    "session.vote": _vote,
    "session.close": _close,
}

_ASKS: dict[
    str,
    tuple[type[SessionRevealed | VoteOpened | SessionClosed], Callable[[SessionOverview], str]],
] = {
    "session.reveal": (SessionRevealed, _told_reveal),
    "session.vote": (VoteOpened, _told_vote),
    "session.close": (SessionClosed, _told_close),
}

ACTS: dict[str, Act] = {
    **STEPS,
    "session.open": _open,
    "session.down": lambda screen: screen.disputes.move(1),
    "session.up": lambda screen: screen.disputes.move(-1),
    "session.join": _join,
    "session.minutes": _minutes,
    "session.new": _new,
    "session.page_down": _scroll(1),
    "session.page_up": _scroll(-1),
    "session.help": _help,
    "session.back": _back,
    "session.suspend": lambda screen: screen.app.action_suspend_process(),
}
