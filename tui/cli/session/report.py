"""The standing of a team session, in words and as JSON: phase, members, next steps, results.

What the blind phase hides is not asked for here: the queries know whose desk it is, and where one
counts for the rules and not for people, this file leaves it out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from claims.scales import Shelf
from claims.text import one_line, shorten
from store.log import blinds
from store.log.kinds import Adjudicated, SessionClosed, SessionRevealed, SignedOff, VoteOpened
from store.queries import claim_listing, claim_rows, known_reviewers, known_scales
from store.queries.team import (
    at_work,
    comment_threads,
    progress,
    roles,
    session_ballots,
    session_rows,
)
from store.state import ballots
from store.state.session import Assign, Phase, Rule, Session, Workflow
from store.verbs.desk import Desk
from tui.cli.common import print_text

WIDTH = 80
_ABOUT = {
    Phase.BLIND: "blind: nobody sees another's work before the reveal",
    Phase.REVEAL: "revealed: all is visible; a change or a comment opens the discussion",
    Phase.DISCUSS: "discussion: everybody sees everything, and verdicts may change",
    Phase.VOTE: "vote: until a reviewer votes, their verdict counts as their vote",
    Phase.CLOSED: "closed: the verdicts and votes at the close are the result",
}
_DEALT = {
    Assign.ALL: "every claim by everybody",
    Assign.ROUND_ROBIN: "dealt out in turn",
    Assign.HAND: "assigned by hand",
    Assign.LOAD: "dealt out on request",
}


def steps(session: Session) -> list[str]:
    """What comes next, who may do it, and by which command."""
    number = session.id

    def who(kind: type[Any], what: str) -> str:
        return f"{roles.who_may(kind)} {what}"

    close = who(SessionClosed, f"close it: twosource session close {number}")
    match session.phase:
        case Phase.BLIND:
            reveal = who(SessionRevealed, f"reveal it: twosource session reveal {number}")
            return [f"its reviewers judge: twosource session next {number}", reveal]
        case Phase.REVEAL | Phase.DISCUSS:
            opened = f"open the vote: twosource session vote --session {number}"
            judge = f"its reviewers talk: twosource comments {session.document}"
            if not session.revealed_at:
                judge = f"its reviewers judge: twosource session next {number}"
            return [judge, who(VoteOpened, opened), close]
        case Phase.VOTE:
            return ["its reviewers vote: twosource session vote CLAIM STATUS", close]
        case Phase.CLOSED:
            sign = who(SignedOff, f"sign the review: twosource signoff {session.document}")
            return [who(Adjudicated, "may rule: twosource adjudicate CLAIM"), sign]


def decides(session: Session) -> str:
    """The rule and the number that it goes by."""
    if session.votes == 1:
        votes = f"{session.rule}; 1 vote carries"
    else:
        votes = f"{session.rule}; {session.votes} votes carry"
    if session.rule is Rule.EDITOR:
        votes += "; an adjudication where verdicts differ"
    return votes


def reviews(session: Session) -> str:
    if session.assign is Assign.ALL:
        return _DEALT[session.assign]
    many = f"{session.reviews} review{'s' * (session.reviews > 1)}"
    kept = f", kept for {session.lease // 60} min" if session.lease >= 60 else ""
    return f"{many} a claim, {_DEALT[session.assign]}{kept}"


# --- where it stands -----------------------------------------------------------------------------


class Standing(NamedTuple):
    """A session as one reviewer may know it; claims by id, in article order."""

    session: Session
    hidden: bool
    numbers: dict[int, str]
    done: list[progress.MemberProgress]
    states: dict[int, Workflow]
    leases: list[at_work.Lease]
    splits: list[int]
    second: list[int]
    overruled: list[int]
    outcomes: dict[int, ballots.Outcome]
    mentions: int


def standing(desk: Desk, session: Session) -> Standing:
    conn, me, document = desk.conn, desk.reviewer_id, session.document
    now = desk.now
    hidden = session.blind and blinds.hides(conn, document)
    ids = session_rows.claims_of(conn, session)
    return Standing(
        session,
        hidden,
        {row.id: row.number for row in claim_rows.rows(conn, ids, me)},
        progress.members_done(conn, session, me),
        progress.states(conn, session, me, now),
        at_work.leases(conn, session, now),
        claim_listing.listing(conn, document, me, claim_listing.Filter(split=True)),
        progress.wants_second(conn, document, me),
        progress.overruled(conn, document, me),
        {} if hidden else session_ballots.outcomes(conn, session),
        len(comment_threads.waiting(conn, me, document)),
    )


def show(desk: Desk, session: Session) -> None:
    for line in told(desk, standing(desk, session)):
        print_text(line)


def told(desk: Desk, found: Standing) -> Iterable[str]:
    """The lines of `session status`."""
    session = found.session
    scale = known_scales.known(desk.conn).get(session.scale)
    yield shorten(f"session {session.id}: {one_line(session.title)}", WIDTH)
    yield from _entry("phase", [_ABOUT[session.phase]])
    yield from _entry("next", steps(session))
    yield from _entry("decides", [decides(session)])
    yield from _entry("reviews", [reviews(session)])
    yield from _entry("scale", [scale.name if scale else f"unknown here ({session.scale[:8]})"])
    yield from _entry("members", [_member(desk, one) for one in found.done])
    yield from _entry("work", [_work(found)])
    held = [f"#{found.numbers[one.claim]} {one.reviewer} until {one.until}" for one in found.leases]
    yield from _entry("in hand", _wrapped(held, ", "))
    for name, claims in (
        ("split", found.splits),
        ("second", found.second),
        ("overruled", found.overruled),
    ):
        yield from _entry(name, _wrapped([f"#{found.numbers[one]}" for one in claims], " "))
    if found.mentions:
        waits = "mention waits" if found.mentions == 1 else "mentions wait"
        yield from _entry("for you", [f"{found.mentions} {waits}: twosource comments --mine"])


def _entry(name: str, lines: Sequence[str]) -> Iterable[str]:
    for at, line in enumerate(lines):
        yield f"  {name if not at else '':<10}{line}"


def _wrapped(items: Sequence[str], between: str) -> list[str]:
    """The items on as few lines as will do, none broken apart."""
    glued = between.join(one_line(item).replace(" ", "\N{NO-BREAK SPACE}") for item in items)
    lines = textwrap.wrap(
        glued, WIDTH - 12, break_long_words=False, break_on_hyphens=False
    )  # breaks at plain spaces only
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def _member(desk: Desk, one: progress.MemberProgress) -> str:
    role = roles.role(desk.conn, one.reviewer)
    done = f"{one.decided} of {one.of} judged"
    if one.decided is None:
        done = "hidden until the reveal"
    return f"{shorten(one_line(one.name), 24):<24}  {role:<11}  {done}"


def _work(found: Standing) -> str:
    """How many claims are in which state; of one's own while the rest is hidden."""
    states = list(found.states.values())
    counts = {state: states.count(state) for state in Workflow}
    words = ", ".join(f"{n} {state.replace('_', ' ')}" for state, n in counts.items() if n)
    return f"{words or 'no claims'}{' (by you)' * found.hidden}"


def record(desk: Desk, found: Standing) -> dict[str, Any]:
    """The same for machines."""
    session = found.session
    scale = known_scales.known(desk.conn).get(session.scale)
    plain = session._asdict() | {
        "lease": session.lease // 60,
        "host": known_reviewers.reviewer_names(desk.conn).get(session.host, ""),
        "scale": scale.name if scale else None,
        "scale_digest": session.scale,
    }
    return plain | {
        "next": steps(session),
        "hidden": found.hidden,
        "members": [
            {
                "name": one.name,
                "id": one.reviewer,
                "role": roles.role(desk.conn, one.reviewer).value,
                "decided": one.decided,
                "of": one.of,
            }
            for one in found.done
        ],
        "claims": [_claim(found, claim) for claim in found.numbers],
        "mentions": found.mentions,
    }


def _claim(found: Standing, claim: int) -> dict[str, Any]:
    outcome = found.outcomes.get(claim)
    return {
        "number": found.numbers[claim],
        "state": found.states[claim].value,
        "in_hand": [
            {"reviewer": one.reviewer, "until": one.until}
            for one in found.leases
            if one.claim == claim
        ],
        "split": claim in found.splits,
        "second": claim in found.second,
        "overruled": claim in found.overruled,
        "result": outcome._asdict() if outcome else None,
    }


# --- what came of it -----------------------------------------------------------------------------


def results(desk: Desk, session: Session) -> Iterable[str]:
    """A line a claim: number, result or what is missing, and the ballots it rests on."""
    ids = session_rows.claims_of(desk.conn, session)
    numbers = {row.id: row.number for row in claim_rows.rows(desk.conn, ids)}
    every = session_ballots.every_ballot(desk.conn, session)
    shelf = known_scales.shelf(desk.conn, desk.scale)
    for claim, outcome in session_ballots.outcomes(desk.conn, session, every).items():
        label = one_line(shelf.label(outcome.status, session.scale))
        came = f"{label:<15}  {outcome.how}" if outcome.status else f"{'-':<15}  {outcome.open}"
        stood = counted(shelf, session, every.get(claim, {}))
        yield f"{numbers[claim]:>4}  {came}{f' ({stood})' if stood else ''}"


def counted(shelf: Shelf, session: Session, cast: ballots.Ballots) -> str:
    """`2 false, 1 verified`"""
    return ", ".join(
        f"{n} {one_line(shelf.label(status, session.scale))}"
        for status, n in ballots.tally(cast).items()
    )
