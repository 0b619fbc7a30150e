"""Acts that choose which claims are shown and which one is current: cursor, filter, search."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from claims.text import one_line
from store.clock import Instant, local
from store.queries.claim_listing import Filter
from store.verbs.handing_out import Handed
from tui.keys import Mode
from tui.screens.ask_line import ask

if TYPE_CHECKING:
    from store.queries.claim_rows import ClaimRow
    from tui.screens.review.screen import ReviewScreen

Act = Callable[["ReviewScreen"], None]


def move(delta: int) -> Act:
    return lambda screen: screen.claims.move(delta)


def page(delta: int) -> Act:
    return lambda screen: screen.claims.page(delta)


def edge(last: bool) -> Act:
    return lambda screen: screen.claims.goto(len(screen.view.ids) - 1 if last else 0)


def undecided(step: int) -> Act:
    return lambda screen: next_undecided(screen, step)


def next_undecided(screen: ReviewScreen, step: int, *, quiet: bool = False) -> None:
    """Go to the next claim of the list without a verdict, round the end once.

    In a session that deals its claims out it is the next one handed out; in a vote, the next one on
    which verdicts differ and no vote of this reviewer's is cast.
    """
    if screen.team.takes_any and screen.team.handed_out and step > 0:
        take_next(screen, quiet=quiet)
        return
    wanted, done = _open_to(screen)
    if not seek(screen, step, wanted):
        screen.say(f"{done} · saved {screen.saved}" if quiet else done)


def take_next(screen: ReviewScreen, *, quiet: bool = False) -> None:
    """Put the cursor on the claim that this reviewer is handed."""
    handed = screen.team.hand_out(screen.claim.id if screen.current else None)
    if handed is None:
        done = "no claim is left for you in this session"
        screen.say(f"{done} · saved {screen.saved}" if quiet else done)
        return
    if not screen.go(handed.claim):
        screen.say("your next claim is not in this view; f c shows all")
    elif handed.until and not quiet:
        screen.say(f"#{screen.claim.number} is yours {until(handed)}")


def until(handed: Handed) -> str:
    """`until 10:42`"""
    return f"until {local(Instant(handed.until).at, '%H:%M')}"


def _open_to(screen: ReviewScreen) -> tuple[Callable[[ClaimRow], bool], str]:
    """Which claims wait for this reviewer, and what to say when none does."""
    mine = screen.team.mine
    if screen.team.voting:
        return (lambda row: row.split and row.vote is None), "no split is waiting for your vote"
    session = screen.team.session
    if session is not None and session.sends_back:
        done = "you have judged all your claims, and none has come back"
        return (lambda row: row.status is None or row.split), done
    if mine is not None:
        done = "you have judged all your claims in this view"
        return (lambda row: row.status is None and row.id in mine), done
    return (lambda row: row.status is None), "you have judged every claim in this view"


def next_split(screen: ReviewScreen) -> None:
    if not seek(screen, 1, lambda row: row.split):
        screen.say("no split in this view")


def seek(screen: ReviewScreen, step: int, wanted: Callable[[ClaimRow], bool]) -> bool:
    total, here = len(screen.view.ids), screen.claims.cursor
    for distance in range(1, total + 1):
        index = (here + step * distance) % total
        if wanted(screen.view.row(index)):
            screen.claims.goto(index)
            return True
    return False


def paragraph(step: int) -> Act:
    def act(screen: ReviewScreen) -> None:
        total, here = len(screen.view.ids), screen.claims.cursor
        own = screen.text.count("\n", 0, screen.claim.start)
        index = here
        while 0 <= index + step < total:
            index += step
            if screen.text.count("\n", 0, screen.view.row(index).start) != own:
                break
        if step < 0:
            there = screen.text.count("\n", 0, screen.view.row(index).start)
            while index and screen.text.count("\n", 0, screen.view.row(index - 1).start) == there:
                index -= 1
        screen.claims.goto(index)

    return act


def only(**wanted: bool) -> Act:
    def act(screen: ReviewScreen) -> None:
        screen.enter(Mode.NORMAL)
        set_filter(screen, Filter(**wanted))  # type: ignore[arg-type]

    return act


def set_filter(screen: ReviewScreen, wanted: Filter) -> None:
    screen.view.filter = wanted
    screen.reload()
    count = len(screen.view.ids)
    screen.say(f"{count} claim{'' if count == 1 else 's'} shown")


def same_source(screen: ReviewScreen) -> None:
    row = screen.claim
    voices = [one.speaker for one in row.attributions if one.speaker]
    voices += [m.source_id or m.text for lead in row.suggestions for m in lead.chain[-1:]]
    screen.enter(Mode.NORMAL)
    if voices:
        set_filter(screen, Filter(source=str(voices[0])))
    else:
        screen.say("this claim has no source to filter by")


def search(screen: ReviewScreen) -> None:
    def done(text: str | None) -> None:
        if text is not None:
            set_filter(screen, Filter(text=text.strip()))

    ask(screen, done, placeholder="words in a claim, source or note; leave empty to show all")


def go_to(screen: ReviewScreen) -> None:
    def done(text: str | None) -> None:
        if not text:
            return
        wanted = text.strip().lstrip("#").lower()
        found = next((c for c in screen.view.ids if screen.view.row_of(c).number == wanted), None)
        if found is None:
            screen.say(f"no claim {one_line(wanted)} in this view")
        else:
            screen.go(found)

    ask(screen, done, placeholder="number of a claim, like 7 or 7a")
