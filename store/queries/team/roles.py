"""The rules of roles, from `store.log.kinds`: asked before anything is written.

On a desk where nobody has a role everybody may do everything, which is what a lone editor needs.
The first session makes its host the editor; from then on whoever has no role is a checker.
`--reviewer` lets whoever holds the file act as anyone, so on one host roles keep honest people from
slips.
"""

from __future__ import annotations

import sqlite3

from store.errors import NotPermitted
from store.log import chain
from store.log.kinds import NAME, RULES, Fact, ReviewerRole, RoleGiven


def role(conn: sqlite3.Connection, reviewer: str) -> ReviewerRole:
    """The role of a reviewer on this desk."""
    row = conn.execute("SELECT role FROM role WHERE reviewer = ?", (reviewer,)).fetchone()
    if row:
        return ReviewerRole(row[0])
    return ReviewerRole.CHECKER if given(conn) else ReviewerRole.EDITOR


def given(conn: sqlite3.Connection) -> bool:
    """Whether anybody has a role on this desk."""
    return conn.execute("SELECT 1 FROM role LIMIT 1").fetchone() is not None


def sees_all(conn: sqlite3.Connection, reviewer: str) -> bool:
    """Whether this reviewer sees the blind sessions of others, as in `store.log.blinds`."""
    return given(conn) and role(conn, reviewer) is ReviewerRole.EDITOR


def saw_all(conn: sqlite3.Connection, reviewer: str, session: str) -> bool:
    """Whether this reviewer has been an editor at any time since a session began."""
    begun = chain.find(conn, session)
    start = begun.hlc if begun else 0
    given_to = [
        (event.hlc, event.fact.role == ReviewerRole.EDITOR)
        for event in chain.fold_order(chain.read(conn, "e.kind = ?", (NAME[RoleGiven],)))
        if isinstance(event.fact, RoleGiven) and event.fact.reviewer == reviewer
    ]
    at_the_start = [editor for hlc, editor in given_to if hlc <= start][-1:]
    return any(at_the_start) or any(editor for hlc, editor in given_to if hlc > start)


def may(conn: sqlite3.Connection, reviewer: str, kind: type[Fact]) -> bool:
    return role(conn, reviewer) in RULES[kind].may


def demand(conn: sqlite3.Connection, reviewer: str, kind: type[Fact], act: str = "") -> None:
    """Raises: `NotPermitted` where this reviewer's role does not allow it; `act` says what they do,
    where the kind's own words do not fit."""
    if not may(conn, reviewer, kind):
        rule = RULES[kind]
        held = role(conn, reviewer).value
        article = "an" if held[0] in "aeiou" else "a"
        raise NotPermitted(
            f"{article} {held} may not {act or rule.act} here; {_people(rule.may)} may"
        )


def who_may(kind: type[Fact]) -> str:
    """`editors and adjudicators`"""
    return _people(RULES[kind].may)


def _people(who: frozenset[ReviewerRole]) -> str:
    names = [f"{role.value}s" for role in ReviewerRole if role in who]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
