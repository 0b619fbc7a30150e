"""The team as the review screen knows it: session, people present, mentions, claims assigned.

It is read again with the list of claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.text import one_line
from store.log import blinds
from store.queries import known_scales
from store.queries.team import at_work, comment_threads, progress, session_rows
from store.state.session import Assign, Phase, Session
from store.verbs import handing_out
from tui.screens.presence import Presence

if TYPE_CHECKING:
    from store.queries.claim_rows import ClaimRow
    from store.verbs.desk import Desk

SHOWN = 3  # colleagues that the top line names


class Team:
    """The team of one article, as one reviewer may know it."""

    def __init__(self, desk: Desk, document: int) -> None:
        self._desk = desk
        self._document = document
        self.session: Session | None = None
        self.member = False
        self.waiting: frozenset[int] = frozenset()  # claims with a comment that mentions me
        self.mine: frozenset[int] | None = None  # None: every claim
        self.people: list[at_work.Present] = []
        self.presence = Presence(desk, document)
        self.scale = desk.scale  # what the article is judged on

    @property
    def _me(self) -> str:
        return self._desk.reviewer_id

    @property
    def open(self) -> bool:
        return self.session is not None and self.session.open

    @property
    def voting(self) -> bool:
        """Whether a verdict key casts a vote."""
        return self.member and self.session is not None and self.session.phase is Phase.VOTE

    @property
    def handed_out(self) -> bool:
        """Whether the next claim is asked for, and not only looked for."""
        return bool(self.member and self.open and self.session and self.session.deals)

    def read(self) -> None:
        conn = self._desk.conn
        self.session = session_rows.last_on(conn, self._document)
        self.member = bool(self.session and session_rows.is_member(conn, self.session, self._me))
        found = comment_threads.waiting(conn, self._me, self._document)
        self.waiting = frozenset(one.claim for one in found)
        held = self.session if self.handed_out else None
        self.mine = progress.assigned_to(conn, held, self._me) if held else None
        self.scale = self._desk.scale
        if self.session and self.session.open:
            self.scale = known_scales.known(conn).get(self.session.scale, self._desk.scale)
        self.look()

    def look(self) -> None:
        """Who is here now."""
        self.people = []
        if self.open:
            now = self._desk.now
            self.people = at_work.people(self._desk.conn, self._document, self._me, now)

    def hand_out(self, after: int | None) -> handing_out.Handed | None:
        """The next claim to judge, leased; see `store.verbs.handing_out.hand_out`."""
        assert self.session
        return handing_out.hand_out(self._desk, self.session, after)

    @property
    def takes_any(self) -> bool:
        return self.session is not None and self.session.assign is Assign.LOAD

    # --- in words --------------------------------------------------------------------------------

    def top(self, *, wide: bool) -> str:
        """`@1  blind  ●li#3 ●mo`, for the right end of the top line."""
        called = f"@{len(self.waiting)}" if self.waiting else ""
        phase = self.session.phase.value if self.session and self.open else ""
        names = self.people[:SHOWN]
        there = [f"●{one_line(p.name)}{f'#{p.number}' if p.number else ''}" for p in names]
        if len(self.people) > SHOWN:
            there.append(f"+{len(self.people) - SHOWN}")
        if not wide and len(there) > 1:
            there = [f"●{len(self.people)}"]
        return "  ".join(part for part in (called, phase, " ".join(there)) if part)

    def greeting(self) -> str:
        """What a reviewer has to know who has just come, or nothing."""
        session = self.session
        if session is None or not session.open:
            return ""
        if not self.member:
            blind = blinds.hides(self._desk.conn, self._document)
            hidden = "; its judgements are hidden until the reveal" if blind else ""
            return f"you are not in session {session.id} on this article{hidden}"
        return f"session {session.id}: {_GREETING[session.phase]}"

    def flags(self, row: ClaimRow) -> str:
        """Marks for the list: a comment, one that calls this reviewer, an adjudication."""
        talk = "@" if row.id in self.waiting else "t" if row.comments else ""
        ruled = "A" if row.overruled else "a" if row.ruled else ""
        return f"{talk}{ruled}"


_GREETING = {
    Phase.BLIND: "blind; until the reveal you see only your own judgements",
    Phase.REVEAL: "revealed; ! goes to the next split, a change or comment opens the discussion",
    Phase.DISCUSS: "in discussion; ! goes to the next split, C comments",
    Phase.VOTE: "the vote is open; the verdict keys now cast your vote",
}
