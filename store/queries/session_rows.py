"""Sessions as verbs, screens and commands are handed them: SELECTs and the values they become."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from math import lcm
from typing import Any, NamedTuple

from claims.scales import Scale
from store.errors import WrongUsage
from store.queries import known_scales
from store.state.ballots import Outcome, decide, tally
from store.state.session import Assign, Member, Phase, Rule, Session, SessionMode

_SESSION = """
SELECT s.id, s.uid, s.document_id, s.title, s.mode, s.rule, s.scale, s.votes, s.reviews, s.assign,
  s.lease, s.returns, s.host, s.phase, s.created_at, s.revealed_at, s.voted_at, s.closed_at
FROM session s
"""


def _session(row: tuple[Any, ...]) -> Session:
    mode, rule, assign, phase = SessionMode(row[4]), Rule(row[5]), Assign(row[9]), Phase(row[13])
    head = (*row[:4], mode, rule, *row[6:9], assign, row[10], bool(row[11]), row[12], phase)
    return Session(*head, *row[14:])


def open_on(conn: sqlite3.Connection, document: int) -> Session | None:
    """The session that is going on about an article, if any."""
    row = conn.execute(
        f"{_SESSION} WHERE s.document_id = ? AND s.phase <> 'closed' ORDER BY s.id LIMIT 1",
        (document,),
    ).fetchone()
    return _session(row) if row else None


def last_on(conn: sqlite3.Connection, document: int) -> Session | None:
    """The open session about an article, else the one that was closed last."""
    row = conn.execute(
        f"{_SESSION} WHERE s.document_id = ? ORDER BY s.phase = 'closed', s.closed_at DESC,"
        " s.id DESC LIMIT 1",
        (document,),
    ).fetchone()
    return _session(row) if row else None


def sessions_on(conn: sqlite3.Connection, document: int) -> list[Session]:
    """Every session about an article, in the order in which they were created."""
    rows = conn.execute(
        f"{_SESSION} WHERE s.document_id = ? ORDER BY s.created_at, s.uid", (document,)
    )
    return [_session(row) for row in rows.fetchall()]


def last_on_each(conn: sqlite3.Connection) -> dict[int, Session]:
    """As `last_on`, for every article that has had a session."""
    rows = conn.execute(f"{_SESSION} ORDER BY s.phase = 'closed' DESC, s.closed_at, s.id")
    return {session.document: session for session in map(_session, rows.fetchall())}


def sessions(conn: sqlite3.Connection) -> list[Session]:
    """All of the desk: open ones first, then the newest."""
    rows = conn.execute(f"{_SESSION} ORDER BY s.phase = 'closed', s.created_at DESC, s.id DESC")
    return [_session(row) for row in rows.fetchall()]


def by_uid(conn: sqlite3.Connection, uid: str) -> Session | None:
    row = conn.execute(f"{_SESSION} WHERE s.uid = ?", (uid,)).fetchone()
    return _session(row) if row else None


def streams_of(conn: sqlite3.Connection, session: str) -> frozenset[str]:
    """The streams in which a session was worked on, as far as one may know."""
    rows = conn.execute("SELECT uid FROM stream WHERE session = ?", (session,))
    return frozenset(row[0] for row in rows.fetchall())


def find(conn: sqlite3.Connection, name: str | None) -> Session:
    """The session that `name` means: its number, its title, or an article's.

    Without a name, the only one that is open, else the only one. Raises: `WrongUsage` when none or
    several fit.
    """
    known = sessions(conn)
    if not known:
        raise WrongUsage(
            "the desk has no session yet; `twosource session create ARTICLE --reviewers a,b,c`"
            " starts one"
        )
    if name is None:
        fit = [one for one in known if one.open] or known
    else:
        fit = [one for one in known if str(one.id) == name.lstrip("#")]
        fit = fit or [one for one in known if one.uid == name]
        fit = fit or [one for one in known if name.casefold() in one.title.casefold()]
    if len(fit) == 1:
        return fit[0]
    listed = "\n".join(f"  {one.id}  {one.title}  ({one.phase})" for one in (fit or known)[:20])
    if not fit:
        raise WrongUsage(f"no session is called {name!r}; there are:\n{listed}")
    raise WrongUsage(f"{len(fit)} sessions fit; say which by number:\n{listed}")


def members(conn: sqlite3.Connection, session: Session) -> list[Member]:
    """In the order in which they came."""
    rows = conn.execute(
        "SELECT r.id, r.uid, r.name, coalesce(x.role, '') FROM member m"
        " JOIN reviewer r ON r.id = m.reviewer_id LEFT JOIN role x ON x.reviewer = r.uid"
        " WHERE m.session_id = ? ORDER BY m.place",
        (session.id,),
    )
    return [Member(*row) for row in rows.fetchall()]


def is_member(conn: sqlite3.Connection, session: Session, reviewer: str) -> bool:
    found = conn.execute(
        "SELECT 1 FROM member m JOIN reviewer r ON r.id = m.reviewer_id"
        " WHERE m.session_id = ? AND r.uid = ?",
        (session.id, reviewer),
    )
    return found.fetchone() is not None


def roles(conn: sqlite3.Connection) -> list[Member]:
    """Everybody who has worked here or was named, with the role they were given."""
    rows = conn.execute(
        "SELECT r.id, r.uid, r.name, coalesce(x.role, '') FROM reviewer r"
        " LEFT JOIN role x ON x.reviewer = r.uid WHERE r.name <> '' ORDER BY r.name"
    )
    return [Member(*row) for row in rows.fetchall()]


def scale_of(conn: sqlite3.Connection, session: Session) -> Scale:
    """Raises: `WrongUsage` where this desk does not know the session's scale."""
    found = known_scales.known(conn).get(session.scale)
    if found is None:
        raise WrongUsage("this desk does not know the session's scale; import the log that has it")
    return found


# --- ballots and results -------------------------------------------------------------------------

# What each member stands for on a claim: the vote, else the verdict held on the session's scale, at
# the close once there was one. The rules ask `main`, past the blinds; people are told by the views.
_BALLOTS = """
SELECT c.id, r.uid, coalesce(v.status, CASE WHEN s.phase = 'closed' THEN h.status
    ELSE j.status END) AS ballot
FROM session s JOIN member m ON m.session_id = s.id JOIN reviewer r ON r.id = m.reviewer_id
JOIN claim c ON c.document_id = s.document_id
LEFT JOIN {db}vote v ON v.session_id = s.id AND v.claim_id = c.id AND v.reviewer_id = r.id
LEFT JOIN {db}judgement j ON j.claim_id = c.id AND j.reviewer_id = r.id AND j.scale = s.scale
LEFT JOIN {db}held h ON h.session_id = s.id AND h.claim_id = c.id AND h.reviewer_id = r.id
  AND h.moment = 'close' AND h.scale = s.scale
WHERE s.id = ? AND ballot IS NOT NULL
"""


def ballots(conn: sqlite3.Connection, session: Session, claim: int) -> dict[str, str]:
    """Status by reviewer, as the rules count them: nothing is hidden."""
    rows = conn.execute(f"{_BALLOTS.format(db='main.')} AND c.id = ?", (session.id, claim))
    return {reviewer: status for _, reviewer, status in rows.fetchall()}


def every_ballot(conn: sqlite3.Connection, session: Session) -> dict[int, dict[str, str]]:
    """Status by reviewer for every claim that has any; nobody's but one's own before the reveal."""
    found: dict[int, dict[str, str]] = {}
    sql = _BALLOTS.format(db="")
    for claim, reviewer, status in conn.execute(sql, (session.id,)).fetchall():
        found.setdefault(claim, {})[reviewer] = status
    return found


def counts(conn: sqlite3.Connection, session: Session, claim: int) -> dict[str, int]:
    return tally(ballots(conn, session, claim))


class Ruling(NamedTuple):
    """An adjudication. `session` is empty outside one; `takes` names the reviewer it follows."""

    claim: int
    session: str
    reviewer: str
    status: str
    scale: str | None
    takes: str
    reason: str
    note: str
    attributions: tuple[dict[str, Any], ...]
    tally: dict[str, int]
    at: str
    contested: bool


_RULING = """
SELECT a.claim_id, a.session, r.name, a.status, a.scale, coalesce(t.name, ''), a.reason, a.note,
  a.attributions, a.tally, a.at, a.contested
FROM adjudication a JOIN reviewer r ON r.id = a.reviewer_id
LEFT JOIN reviewer t ON t.uid = a.takes AND a.takes <> ''
"""


def rulings(conn: sqlite3.Connection, claim: int) -> list[Ruling]:
    """Every last word on a claim, the newest first: one a session, and one outside."""
    rows = conn.execute(f"{_RULING} WHERE a.claim_id = ? ORDER BY a.at DESC", (claim,))
    return [_ruling(row) for row in rows.fetchall()]


def rulings_on(
    conn: sqlite3.Connection, document: int, session: str | None = None
) -> dict[int, Ruling]:
    """The newest last word on each claim of an article that has one, in one session or in any."""
    rows = conn.execute(
        f"{_RULING} JOIN claim c ON c.id = a.claim_id WHERE c.document_id = ?"
        " AND a.session = coalesce(?, a.session) ORDER BY a.at, a.session",
        (document, session),
    )
    return {row[0]: _ruling(row) for row in rows.fetchall()}


def _ruling(row: tuple[Any, ...]) -> Ruling:
    spoken, counted = tuple(json.loads(row[8])), json.loads(row[9])
    return Ruling._make((*row[:8], spoken, counted, row[10], bool(row[11])))


def outcomes(conn: sqlite3.Connection, session: Session) -> dict[int, Outcome]:
    """The result on each active claim of the session's article, in article order; before the
    reveal, of one's own ballots alone."""
    found, ruled = every_ballot(conn, session), rulings_in(conn, session)
    scale = known_scales.known(conn).get(session.scale)
    second = frozenset(s.id for s in scale.statuses if s.second) if scale else frozenset[str]()
    return {
        claim: decide(
            session.rule,
            session.votes,
            found.get(claim, {}),
            second=second,
            adjudicated=ruled.get(claim),
        )
        for claim in claims_of(conn, session)
    }


def claims_of(conn: sqlite3.Connection, session: Session) -> list[int]:
    rows = conn.execute(
        'SELECT id FROM claim WHERE document_id = ? AND active ORDER BY start, "end"',
        (session.document,),
    )
    return [row[0] for row in rows.fetchall()]


def rulings_in(conn: sqlite3.Connection, session: Session) -> dict[int, str]:
    """The adjudicated status of each claim that has one in the session."""
    rows = conn.execute(
        "SELECT claim_id, status FROM adjudication WHERE session = ?", (session.uid,)
    )
    return dict(rows.fetchall())


class Held(NamedTuple):
    """What a member held on a claim at a moment; `source` are the innermost voices, by name."""

    reviewer: str
    status: str | None
    scale: str | None
    attribution_status: str | None
    attributions: tuple[dict[str, Any], ...]
    reviewed_at: str


def held(conn: sqlite3.Connection, session: Session, moment: str) -> dict[int, list[Held]]:
    """By claim, what the members held at the "reveal", at the "close", or "now".

    Nobody's but one's own before the reveal.
    """
    if moment == "now":
        rows = conn.execute(
            "SELECT j.claim_id, r.uid, j.status, j.scale, j.attribution_status, j.attributions,"
            " j.reviewed_at FROM member m JOIN reviewer r ON r.id = m.reviewer_id"
            " JOIN judgement j ON j.reviewer_id = m.reviewer_id AND j.document_id = ?"
            " WHERE m.session_id = ? ORDER BY m.place",
            (session.document, session.id),
        )
    else:
        rows = conn.execute(
            "SELECT h.claim_id, r.uid, h.status, h.scale, h.attribution_status, h.attributions,"
            " h.reviewed_at FROM held h JOIN member m ON m.session_id = h.session_id"
            " AND m.reviewer_id = h.reviewer_id JOIN reviewer r ON r.id = m.reviewer_id"
            " WHERE h.session_id = ? AND h.moment = ? ORDER BY m.place",
            (session.id, moment),
        )
    return _held(rows)


def held_on(conn: sqlite3.Connection, document: int) -> dict[int, list[Held]]:
    """By claim of an article, what everybody holds now, in a session or not."""
    rows = conn.execute(
        "SELECT j.claim_id, r.uid, j.status, j.scale, j.attribution_status, j.attributions,"
        " j.reviewed_at FROM judgement j JOIN reviewer r ON r.id = j.reviewer_id"
        " WHERE j.document_id = ? ORDER BY r.id",
        (document,),
    )
    return _held(rows)


def _held(rows: sqlite3.Cursor) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = {}
    for claim, reviewer, status, scale, faithful, spoken, at in rows.fetchall():
        one = Held(reviewer, status, scale, faithful, tuple(json.loads(spoken)), at)
        found.setdefault(claim, []).append(one)
    return found


class Vote(NamedTuple):
    claim: int
    reviewer: str
    status: str
    at: str


def votes(conn: sqlite3.Connection, session: Session) -> list[Vote]:
    """Every vote that was cast, with the reviewer's id."""
    rows = conn.execute(
        "SELECT v.claim_id, r.uid, v.status, v.at FROM vote v"
        " JOIN reviewer r ON r.id = v.reviewer_id WHERE v.session_id = ? ORDER BY v.at",
        (session.id,),
    )
    return [Vote(*row) for row in rows.fetchall()]


def votes_by_name(conn: sqlite3.Connection, session: Session, claim: int) -> dict[str, str]:
    """The votes on one claim: status by the voter's name."""
    rows = conn.execute(
        "SELECT r.name, v.status FROM vote v JOIN reviewer r ON r.id = v.reviewer_id"
        " WHERE v.session_id = ? AND v.claim_id = ? ORDER BY v.at",
        (session.id, claim),
    )
    return dict(rows.fetchall())


# --- how far the work has come -------------------------------------------------------------------


def assigned(conn: sqlite3.Connection, session: Session) -> dict[int, list[int]]:
    """By claim, the local ids of the reviewers whose it is, by hand or in turn."""
    if session.assign is Assign.ROUND_ROBIN:
        return _in_turn(conn, session)
    rows = conn.execute(
        "SELECT claim_id, reviewer_id FROM assignment WHERE session_id = ?"
        " ORDER BY claim_id, reviewer_id",
        (session.id,),
    )
    found: dict[int, list[int]] = {}
    for claim, reviewer in rows.fetchall():
        found.setdefault(claim, []).append(reviewer)
    return found


def _in_turn(conn: sqlite3.Connection, session: Session) -> dict[int, list[int]]:
    people = [member.id for member in members(conn, session)]
    return {
        claim: _turn(people, at, session.reviews)
        for at, claim in enumerate(claims_of(conn, session))
    }


def _turn(people: Sequence[int], at: int, reviews: int) -> list[int]:
    """Whose claim number `at` is: they are dealt like cards, so that loads differ by one at most.

    Each time that a deal comes out even it begins one further, so that all meet all.
    """
    each = min(reviews, len(people))
    even = lcm(each, len(people)) // each
    first = at * each + at // even
    return [people[(first + step) % len(people)] for step in range(each)]


def assignees(conn: sqlite3.Connection, session: Session, claim: int) -> list[int]:
    """As `assigned`, for one claim."""
    if session.assign is not Assign.ROUND_ROBIN:
        rows = conn.execute(
            "SELECT reviewer_id FROM assignment WHERE session_id = ? AND claim_id = ?",
            (session.id, claim),
        )
        return [row[0] for row in rows.fetchall()]
    (at,) = conn.execute(
        "SELECT count(*) FROM claim o JOIN claim c ON c.document_id = o.document_id"
        ' WHERE c.id = ? AND o.active AND (o.start, o."end") < (c.start, c."end")',
        (claim,),
    ).fetchone()
    return _turn([member.id for member in members(conn, session)], at, session.reviews)


def wanted_reviews(conn: sqlite3.Connection, session: Session) -> int:
    """How many reviewers each claim is to have."""
    if session.assign is Assign.ALL:
        return len(members(conn, session))
    return session.reviews
