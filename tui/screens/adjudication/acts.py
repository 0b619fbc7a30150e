"""The acts of the adjudication screen, one for each key.

`ACTS` is the table of contents, by the ids of `tui/keys.py`. A word is said in steps: whose
judgement or which verdict, then why reviewers differ, then a note; each step only where the store
asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from claims.text import one_line
from store.errors import WrongUsage
from store.queries import claim_listing
from store.state.session import Reason
from store.verbs import settling
from store.verbs.settling import LastWord
from tui.keys import Mode
from tui.screens.adjudication.hints import LETTERS
from tui.screens.ask_comment import ask_comment
from tui.screens.ask_line import ask
from tui.screens.taking_back import redo, undo

if TYPE_CHECKING:
    from store.verbs.desk import Change
    from tui.screens.adjudication.screen import AdjudicationScreen

Act = Callable[["AdjudicationScreen"], object]


def perform(screen: AdjudicationScreen, action: str) -> None:
    """Do what a key asks for; where the case is hidden it is only said so."""
    if action in _ALWAYS or screen.known:
        ACTS[action](screen)


# --- the last word -------------------------------------------------------------------------------


def _take(place: int) -> Act:
    def act(screen: AdjudicationScreen) -> None:
        judges = screen.known.judges
        if place >= len(judges):
            raise WrongUsage("no reviewer here has that letter")
        _say(screen, LastWord(takes=judges[place].uid))

    return act


def _status(number: int) -> Act:
    def act(screen: AdjudicationScreen) -> None:
        scale = screen.known.scale
        if number > len(scale.statuses):
            raise WrongUsage(f"the {scale.name} scale has only {len(scale.statuses)} statuses")
        _say(screen, LastWord(scale.statuses[number - 1].id))

    return act


def _say(screen: AdjudicationScreen, word: LastWord) -> None:
    """The next step of a word: what it still needs is asked for, else it is said."""
    claim = screen.known.claim
    needed = settling.needs(screen.desk, claim.id, word)
    told = f"#{claim.number} becomes {_label(screen, needed.status)}{_as(screen, word)}"
    if needed.reason and word.reason is None:
        screen.enter(Mode.REASON)
        screen.word = word
        screen.say(f"{told}; why do the reviewers differ?")
    elif needed.note and not word.note.strip():
        _ask_note(screen, word)
        screen.say(f"{told}, against the majority; tell the reviewers why")
    else:
        _settle(screen, word, needed.status)


def _reason(reason: Reason) -> Act:
    def act(screen: AdjudicationScreen) -> None:
        word = screen.word
        screen.enter(screen.rest)
        if word is not None:
            _say(screen, word._replace(reason=reason))

    return act


def _ask_note(screen: AdjudicationScreen, word: LastWord) -> None:
    def done(text: str | None) -> None:
        if text is None or not text.strip():
            screen.say("nothing decided: overruling a majority needs a note")
        else:
            _say(screen, word._replace(note=text))

    ask(screen, done, placeholder="your note to the reviewers you overrule")


def _settle(screen: AdjudicationScreen, word: LastWord, status: str) -> None:
    """Say it, on exactly what is on the screen."""
    claim = screen.known.claim
    try:
        change = settling.adjudicate(screen.desk, claim.id, word, on=screen.known)
    except settling.Overtaken:
        screen.reload()
        raise
    screen.changed(change, f"#{claim.number} {_label(screen, status)}{_as(screen, word)}")


def _label(screen: AdjudicationScreen, status: str) -> str:
    return one_line(screen.shelf.label(status, screen.known.scale.digest))


def _as(screen: AdjudicationScreen, word: LastWord) -> str:
    names = {judge.uid: judge.name for judge in screen.known.judges}
    return f", as {one_line(names.get(word.takes, ''))} judged it" if word.takes else ""


def _note(screen: AdjudicationScreen) -> None:
    """A note to the last word that stands here, or another one."""
    ruling = screen.known.ruling
    me = screen.desk.reviewer.name if screen.desk.reviewer else ""
    if ruling is None:
        raise WrongUsage("no last word yet: press a letter or a digit, then m to say why")
    if ruling.reviewer != me:
        raise WrongUsage(f"that last word is {one_line(ruling.reviewer)}'s: give your own first")
    judges = {judge.name: judge for judge in screen.known.judges}
    judge = judges.get(ruling.takes)
    same = judge is not None and judge.row.status == ruling.status
    word = LastWord("" if same else ruling.status, judge.uid if judge and same else "")
    word = word._replace(reason=Reason(ruling.reason) if ruling.reason else None)

    def done(text: str | None) -> None:
        if text is not None and text.strip() != ruling.note:
            _say(screen, word._replace(note=text))

    ask(screen, done, placeholder="why; the reviewers who differ will read it", value=ruling.note)


# --- taking back, and going on -------------------------------------------------------------------


def _next(step: int) -> Act:
    """The next claim that waits for a last word, round the end."""

    def act(screen: AdjudicationScreen) -> None:
        here = screen.known.claim.id
        order = claim_listing.listing(screen.desk.conn, screen.document)
        waiting = set(screen.left) - {here}
        at = order.index(here) if here in order else 0
        round_ = (*order[at:], *order[:at])[::step]
        found = next((claim for claim in round_ if claim in waiting), None)
        if found is None:
            only = here in screen.left
            screen.say(
                "this is the only claim left to settle" if only else "no claim is left to settle"
            )
        else:
            screen.go(found)

    return act


def _comment(screen: AdjudicationScreen) -> None:
    def kept(change: Change, said: str) -> None:
        screen.changed(change, said)
        screen.scroll(screen.body.below)

    ask_comment(screen, screen.known.claim, screen.known.threads, kept)


def _evidence(screen: AdjudicationScreen) -> None:
    screen.doors.evidence(screen.known.claim.id)


def _scroll(lines: int) -> Act:
    return lambda screen: _moved(screen, lines)


def _page(pages: int) -> Act:
    return lambda screen: _moved(screen, pages * max(1, screen.body.size.height - 1))


def _moved(screen: AdjudicationScreen, lines: int) -> None:
    if not screen.scroll(lines):
        screen.say("this is the end" if lines > 0 else "this is the top")


def _help(screen: AdjudicationScreen) -> None:
    screen.doors.help(screen.shelf.used)


def _back(screen: AdjudicationScreen) -> None:
    screen.app.pop_screen()


ACTS: dict[str, Act] = {
    **{f"ruling.take.{n + 1}": _take(n) for n in range(LETTERS)},
    **{f"ruling.status.{n}": _status(n) for n in range(1, 10)},
    **{f"reason.{reason.value}": _reason(reason) for reason in Reason},
    "ruling.next": _next(1),
    "ruling.previous": _next(-1),
    "ruling.note": _note,
    "ruling.undo": lambda screen: undo(screen, screen.document),
    "ruling.redo": lambda screen: redo(screen, screen.document),
    "ruling.comment": _comment,
    "ruling.evidence": _evidence,
    "ruling.down": _scroll(1),
    "ruling.up": _scroll(-1),
    "ruling.page_down": _page(1),
    "ruling.page_up": _page(-1),
    "ruling.help": _help,
    "ruling.back": _back,
    "ruling.suspend": lambda screen: screen.app.action_suspend_process(),
}

_ALWAYS = {"ruling.help", "ruling.back", "ruling.suspend"}
