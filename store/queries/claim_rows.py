"""Claims as one reviewer holds them, as values: a claim by its number, a row of a list, a split."""

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from claims.model import Suggestion
from claims.scales import Scale
from store.errors import WrongUsage
from store.queries import offered
from store.queries.articles import find_article
from store.state import attribution, continuation_tables, suggestions
from store.state.attribution import HeldAttribution


class ClaimRow(NamedTuple):
    """A claim with one reviewer's own values. `split` says that a colleague's verdict differs."""

    id: int
    document: int
    start: int
    end: int
    number: str
    exact: str
    status: str | None
    scale: str | None
    confidence: str | None
    attribution_status: str | None
    claim_reviewed: str | None
    attributions: tuple[HeldAttribution, ...]
    source: str
    chain: str
    reviewed_at: str
    notes: frozenset[str]
    split: bool
    colleagues: int
    suggestions: tuple[Suggestion, ...]
    justification: str | None = None
    carried: bool = False
    comments: int = 0
    ruled: str | None = None  # the adjudicated status, on `ruled_on`
    ruled_on: str | None = None
    vote: str | None = None  # this reviewer's, while the vote is open

    @property
    def stands_for(self) -> str | None:
        """This reviewer's ballot: the vote, else the verdict."""
        return self.vote or self.status

    @property
    def overruled(self) -> bool:
        """Whether the settled verdict differs from this reviewer's."""
        return bool(self.ruled and self.stands_for and self.ruled != self.stands_for)


# --- claims --------------------------------------------------------------------------------------


def find_claim(conn: sqlite3.Connection, name: str, reviewer: str = "") -> int:
    """`7` where the desk has one article, else `article:7`."""
    place, _, number = name.rpartition(":")
    document = find_article(conn, place or None, reviewer).id
    number = number.lstrip("#").lower()
    found = conn.execute(
        "SELECT id, active FROM claim WHERE document_id = ? AND number = ?",
        (document, number if number.isascii() else None),
    ).fetchone()
    if found is None:
        raise WrongUsage(f"there is no claim {number!r}; `twosource claims` lists them")
    if not found[1]:
        raise WrongUsage(
            f"claim {number} was split, merged or re-spanned; `twosource claims` lists the new ones"
        )
    return int(found[0])


def claim_number(conn: sqlite3.Connection, claim: int) -> str:
    row = conn.execute("SELECT number FROM claim WHERE id = ?", (claim,)).fetchone()
    return str(row[0]) if row else ""


# Verdicts differ, and no last word stands on them
SPLIT = """(EXISTS (SELECT 1 FROM judgement a JOIN judgement b
  ON b.claim_id = a.claim_id AND b.scale = a.scale AND b.status <> a.status
  WHERE a.claim_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM adjudication z WHERE z.claim_id = c.id AND NOT z.contested))"""


_CLAIM = f"""
SELECT c.id, c.document_id, c.start, c."end", c.number, c.exact, j.status, j.scale, j.confidence,
  j.attribution_status, j.claim_reviewed, j.attributions, j.source, j.chain, j.reviewed_at,
  (SELECT group_concat(DISTINCT n.kind) FROM note n WHERE n.claim_id = c.id),
  {SPLIT},
  (SELECT count(*) FROM judgement o WHERE o.claim_id = c.id AND o.status IS NOT NULL
    AND o.reviewer_id IS NOT r.id),
  s.body, j.justification, j.carried,
  (SELECT count(*) FROM comment m WHERE m.claim_id = c.id AND NOT m.withdrawn),
  (SELECT a.status FROM adjudication a WHERE a.claim_id = c.id ORDER BY a.at DESC LIMIT 1),
  (SELECT a.scale FROM adjudication a WHERE a.claim_id = c.id ORDER BY a.at DESC LIMIT 1),
  (SELECT v.status FROM vote v JOIN session z ON z.id = v.session_id AND z.phase = 'vote'
    WHERE v.claim_id = c.id AND v.reviewer_id = r.id)
FROM claim c LEFT JOIN reviewer r ON r.uid = ?
LEFT JOIN judgement j ON j.claim_id = c.id AND j.reviewer_id = r.id
LEFT JOIN suggestion s ON s.claim_id = c.id
"""  # noqa: S608


def rows(conn: sqlite3.Connection, ids: Sequence[int], reviewer: str = "") -> list[ClaimRow]:
    """The claims `ids`, in that order, as `reviewer` has judged them."""
    found: dict[int, ClaimRow] = {}
    for first in range(0, len(ids), 500):
        part = ids[first : first + 500]
        marks = ", ".join("?" * len(part))
        sql = f"{_CLAIM} WHERE c.id IN ({marks})"
        for row in conn.execute(sql, (reviewer, *part)).fetchall():
            found[row[0]] = _claim_row(row)
    for document in {one.document for one in found.values()}:
        for claim, leads in offered.changed(conn, document, reviewer).items():
            if claim in found:
                found[claim] = found[claim]._replace(suggestions=leads)
    return [found[claim] for claim in ids if claim in found]


def row(conn: sqlite3.Connection, claim: int, reviewer: str = "") -> ClaimRow:
    found = rows(conn, [claim], reviewer)
    if not found:
        raise WrongUsage("that claim is gone; list the claims again")
    return found[0]


def justification(conn: sqlite3.Connection, claim: int, reviewer: str) -> str | None:
    """The reason that `reviewer` gives for a verdict."""
    found = conn.execute(
        "SELECT j.justification FROM judgement j JOIN reviewer r ON r.id = j.reviewer_id"
        " WHERE j.claim_id = ? AND r.uid = ?",
        (claim, reviewer),
    ).fetchone()
    return found[0] if found else None


def _claim_row(raw: tuple[Any, ...]) -> ClaimRow:
    claim, document, start, end, number, exact = raw[:6]
    status, scale, confidence, faithful, reviewed = raw[6:11]
    attributions, source, chain, at, kinds, split, colleagues, leads = raw[11:19]
    return ClaimRow(
        *(claim, document, start, end, number, exact),
        *(status, scale, confidence, faithful, reviewed),
        attribution.read(attributions),
        source or "",
        chain or "",
        at or "",
        frozenset((kinds or "").split(",")) - {""},
        bool(split),
        colleagues,
        suggestions.load(leads),
        raw[19],
        bool(raw[20]),
        *raw[21:],
    )


def earlier(conn: sqlite3.Connection, claim: int, reviewer: str) -> ClaimRow | None:
    """What `reviewer` held about the span that this claim replaces, or continues with a change.

    That is a span which is no longer a claim and which this one overlaps, else the claim of the
    version before, or of the one before that.
    """
    at: int | None = claim
    while at is not None:
        if found := _replaced(conn, at, reviewer):
            return found
        before = continuation_tables.link_to(conn, at)
        at = before[0] if before else None
        if at is not None and _holds(held := row(conn, at, reviewer)):
            return held
    return None


def _holds(held: ClaimRow) -> bool:
    return bool(held.status or held.attributions)


def _replaced(conn: sqlite3.Connection, claim: int, reviewer: str) -> ClaimRow | None:
    found = conn.execute(
        "SELECT o.id FROM claim c JOIN claim o ON o.document_id = c.document_id AND o.active = 0"
        ' AND o.start < c."end" AND c.start < o."end"'
        " JOIN judgement j ON j.claim_id = o.id"
        " AND (j.status IS NOT NULL OR j.attributions <> '[]')"
        " JOIN reviewer r ON r.id = j.reviewer_id AND r.uid = ?"
        " WHERE c.id = ? ORDER BY j.reviewed_at DESC LIMIT 1",
        (reviewer, claim),
    ).fetchone()
    return row(conn, found[0], reviewer) if found else None


def known_status(conn: sqlite3.Connection, status: str, used: Scale) -> bool:
    """Whether `status` is "unreviewed", one of the scale in use, or somebody has given it here."""
    if status == "unreviewed" or used.get(status):
        return True
    found = conn.execute("SELECT 1 FROM judgement WHERE status = ? LIMIT 1", (status,))
    return found.fetchone() is not None
