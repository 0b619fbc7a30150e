"""Read models: what the screens, the commands and the exporters are handed.

Rows become values here, in the file that holds the SELECT.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, NamedTuple

from claims.model import Suggestion
from claims.scales import Scale
from store.errors import WrongUsage
from store.queries import progress, session_rows
from store.state import attached_evidence, suggestions
from store.state.projection import document_text


class Article(NamedTuple):
    """An article and how far this reviewer has come with it."""

    id: int
    sha256: str
    title: str
    file_name: str
    author: str
    publisher: str
    url: str
    date_published: str
    added_at: str
    claims: int = 0
    decided: int = 0
    signed_by: str = ""
    signed_at: str = ""
    changed_since: int = 0
    superseded_by: int = 0  # the next version of it, 0 where this is the newest
    revises: str = ""  # the SHA-256 of the version before
    in_language: str = ""  # BCP 47, empty where it is not known


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
    attributions: tuple[dict[str, Any], ...]
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
        """Whether the last word is another than this reviewer's."""
        return bool(self.ruled and self.stands_for and self.ruled != self.stands_for)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims a listing shows. Empty shows all.

    `second` are those that want a second pair of eyes, `overruled` those on which the last word is
    another than this reviewer's, `assigned` those that are this reviewer's in the open session.
    """

    undecided: bool = False
    mine: bool = False
    teammate: bool = False
    split: bool = False
    queries: bool = False
    leads: bool = False
    second: bool = False
    overruled: bool = False
    assigned: bool = False
    status: str | None = None
    source: str | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return self != Filter()


# --- articles ------------------------------------------------------------------------------------

_ARTICLE = """
SELECT d.id, d.sha256, coalesce(nullif(d.headline, ''), nullif(d.file_name, ''), 'untitled'),
  d.file_name, d.author, d.publisher, d.url, d.date_published, d.added_at,
  (SELECT count(*) FROM claim c WHERE c.document_id = d.id AND c.active),
  (SELECT count(*) FROM judgement j JOIN claim c ON c.id = j.claim_id WHERE j.document_id = d.id
    AND j.reviewer_id = r.id AND j.status IS NOT NULL AND c.active),
  coalesce(w.name, ''), coalesce(s.at, ''),
  CASE WHEN s.at IS NULL THEN 0 ELSE (SELECT count(DISTINCT a.seq) FROM about a
    JOIN event e ON e.seq = a.seq
    WHERE a.document_id = d.id AND e.hlc > s.hlc AND e.kind <> 'signed_off')
    + (SELECT count(*) FROM event e WHERE e.kind = 'source_changed' AND e.hlc > s.hlc
       AND EXISTS (SELECT 1 FROM judgement j WHERE j.document_id = d.id
         AND instr(j.attributions, '"' || json_extract(e.body, '$.fact.source') || '"'))) END,
  coalesce((SELECT max(n.id) FROM document n WHERE n.revises = d.sha256 AND n.added_at <> ''
    AND n.role = 'article'), 0),
  d.revises, d.in_language
FROM document d
LEFT JOIN reviewer r ON r.uid = ?
LEFT JOIN signoff s ON s.document_id = d.id
  AND s.hlc = (SELECT max(hlc) FROM signoff x WHERE x.document_id = d.id)
LEFT JOIN reviewer w ON w.id = s.reviewer_id
WHERE d.added_at <> '' AND d.role = 'article'
"""


def articles(conn: sqlite3.Connection, reviewer: str = "") -> list[Article]:
    """Newest first."""
    rows = conn.execute(f"{_ARTICLE} ORDER BY d.added_at DESC, d.id DESC", (reviewer,))
    return [Article(*row) for row in rows.fetchall()]


def article(conn: sqlite3.Connection, document: int, reviewer: str = "") -> Article:
    row = conn.execute(f"{_ARTICLE} AND d.id = ?", (reviewer, document)).fetchone()
    if row is None:
        raise WrongUsage("that article is gone; list them again")
    return Article(*row)


def find_article(conn: sqlite3.Connection, name: str | None, reviewer: str = "") -> Article:
    """The article that `name` means: a number, a file name with or without its
    ending, a hash, words of its headline.

    Without a name, the only one. Where several versions of one article fit, it is the newest.
    Raises: `WrongUsage` when none or several fit.
    """
    known = articles(conn, reviewer)
    if not known:
        raise WrongUsage("the desk has no article yet; `twosource add FILE` takes one in")
    if name is None:
        newest = _newest(known, known)
        if len(newest) == 1:
            return newest[0]
        raise WrongUsage(f"the desk has {len(newest)} articles; say which:\n{_listed(newest)}")
    lower = name.lower()
    tests = (
        lambda a: str(a.id) == name,
        lambda a: a.file_name.lower() == lower.rpartition("/")[2],
        lambda a: PurePath(a.file_name.lower()).stem == lower,
        lambda a: len(lower) >= 6 and a.sha256.startswith(lower),
        lambda a: lower in a.title.lower(),
    )
    for test in tests:
        found = _newest([a for a in known if test(a)], known)
        if len(found) == 1:
            return found[0]
        if found:
            raise WrongUsage(f"{name!r} fits {len(found)} articles; say which:\n{_listed(found)}")
    raise WrongUsage(f"no article is called {name!r}; there are:\n{_listed(known)}")


def _newest(found: Sequence[Article], known: Sequence[Article]) -> list[Article]:
    """Of the versions of one article among `found`, only the last."""
    later = {a.id: a.superseded_by for a in known}
    ids = {a.id for a in found}

    def superseded(at: int) -> bool:
        for _ in known:  # versions that two desks made of each other could go in a circle
            at = later.get(at, 0)
            if at in ids:
                return True
        return False

    return [a for a in found if not superseded(a.id)]


def _listed(known: Sequence[Article]) -> str:
    return "\n".join(f"  {a.id}  {a.title}  ({a.file_name}){_later(a)}" for a in known[:20])


def _later(article: Article) -> str:
    return f", superseded by {article.superseded_by}" if article.superseded_by else ""


def text(conn: sqlite3.Connection, document: int) -> str:
    row = conn.execute("SELECT sha256 FROM document WHERE id = ?", (document,)).fetchone()
    return document_text(conn, row[0]) if row else ""


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
            f"claim {number} was split, merged or re-spanned; `twosource claims` lists the new"
        )
    return int(found[0])


def claim_number(conn: sqlite3.Connection, claim: int) -> str:
    row = conn.execute("SELECT number FROM claim WHERE id = ?", (claim,)).fetchone()
    return str(row[0]) if row else ""


# Verdicts differ, and no last word stands on them
_SPLIT = """(EXISTS (SELECT 1 FROM judgement a JOIN judgement b
  ON b.claim_id = a.claim_id AND b.scale = a.scale AND b.status <> a.status
  WHERE a.claim_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM adjudication z WHERE z.claim_id = c.id AND NOT z.contested))"""

_TERMS = {
    "undecided": "j.status IS NULL",
    "mine": "j.status IS NOT NULL",
    "teammate": "EXISTS (SELECT 1 FROM judgement o WHERE o.claim_id = c.id AND o.status IS NOT NULL"
    " AND o.reviewer_id IS NOT r.id)",
    "split": _SPLIT,
    "queries": "EXISTS (SELECT 1 FROM note n WHERE n.claim_id = c.id AND n.kind = 'query'"
    " AND n.state = 'open')",
    "leads": "coalesce(j.attributions, '[]') = '[]'"
    " AND EXISTS (SELECT 1 FROM suggestion s WHERE s.claim_id = c.id)",
}


_LISTING = """SELECT c.id FROM claim c LEFT JOIN reviewer r ON r.uid = ?
  LEFT JOIN judgement j ON j.claim_id = c.id AND j.reviewer_id = r.id"""


def listing(
    conn: sqlite3.Connection,
    document: int,
    reviewer: str = "",
    wanted: Filter | None = None,
    flagged: Collection[int] = (),
) -> list[int]:
    """Ids of the active claims of an article that `wanted` lets through, in article order.

    `flagged` are claims with an open lead, which only the checks know.
    """
    wanted = wanted or Filter()
    terms, params = ["c.document_id = ?", "c.active"], [reviewer, document]
    terms += [term for name, term in _TERMS.items() if getattr(wanted, name)]
    if wanted.leads and flagged:
        marks = ", ".join("?" * len(flagged))
        terms[-1] = f"(({_TERMS['leads']}) OR c.id IN ({marks}))"
        params += flagged
    if wanted.status == "unreviewed":
        terms.append("j.status IS NULL")
    elif wanted.status:
        terms.append("j.status = ?")
        params.append(wanted.status)
    sql = f'{_LISTING} WHERE {" AND ".join(terms)} ORDER BY c.start, c."end"'
    ids = [row[0] for row in conn.execute(sql, params).fetchall()]
    if wanted.text or wanted.source:
        kept = rows(conn, ids, reviewer)
        notes = _note_texts(conn, document) if wanted.text else {}
        ids = [row.id for row in kept if _fits(row, wanted, notes.get(row.id, ""))]
    for wanted_by_team in _team(conn, document, reviewer, wanted):
        ids = [claim for claim in ids if claim in wanted_by_team]
    return ids


def _team(
    conn: sqlite3.Connection, document: int, reviewer: str, wanted: Filter
) -> list[Collection[int]]:
    """What only the team's state can tell, as sets of claims."""
    found: list[Collection[int]] = []
    if wanted.second:
        found.append(frozenset(progress.wants_second(conn, document, reviewer)))
    if wanted.overruled:
        found.append(frozenset(progress.overruled(conn, document, reviewer)))
    session = session_rows.open_on(conn, document) if wanted.assigned else None
    mine = progress.assigned_to(conn, session, reviewer) if session else None
    return found if mine is None else [*found, mine]


def _fits(row: ClaimRow, wanted: Filter, notes: str) -> bool:
    heard = {voice for a in row.attributions for voice in a.get("chain", ())}
    if not row.attributions:
        heard |= {m.source_id for lead in row.suggestions for m in lead.chain if m.source_id}
    if wanted.source and wanted.source not in heard:
        return False
    words = f"{row.exact}\n{row.source}\n{row.chain}\n{row.claim_reviewed or ''}\n{notes}"
    return wanted.text.casefold() in words.casefold()


def _note_texts(conn: sqlite3.Connection, document: int) -> dict[int, str]:
    found = conn.execute(
        "SELECT n.claim_id, group_concat(n.text, char(10)) FROM note n"
        " JOIN claim c ON c.id = n.claim_id WHERE c.document_id = ? GROUP BY n.claim_id",
        (document,),
    )
    return dict(found.fetchall())


_CLAIM = f"""
SELECT c.id, c.document_id, c.start, c."end", c.number, c.exact, j.status, j.scale, j.confidence,
  j.attribution_status, j.claim_reviewed, j.attributions, j.source, j.chain, j.reviewed_at,
  (SELECT group_concat(DISTINCT n.kind) FROM note n WHERE n.claim_id = c.id),
  {_SPLIT},
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
    return [found[claim] for claim in ids if claim in found]


def row(conn: sqlite3.Connection, claim: int, reviewer: str = "") -> ClaimRow:
    found = rows(conn, [claim], reviewer)
    if not found:
        raise WrongUsage("that claim is gone; list them again")
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
        tuple(json.loads(attributions)) if attributions else (),
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

    That is a span which is no claim any more and which this one overlaps, else the claim of the
    version before, or of the one before that.
    """
    at: int | None = claim
    while at is not None:
        if found := _replaced(conn, at, reviewer):
            return found
        before = attached_evidence.link_to(conn, at)
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


def places(conn: sqlite3.Connection, document: int) -> dict[int, tuple[int, int]]:
    """Start and end of every claim of a document, by id."""
    found = conn.execute('SELECT id, start, "end" FROM claim WHERE document_id = ?', (document,))
    return {claim: (start, end) for claim, start, end in found.fetchall()}


def splits(conn: sqlite3.Connection, document: int) -> int:
    """How many claims of a document have verdicts that differ."""
    sql = f"SELECT count(*) FROM claim c WHERE c.document_id = ? AND c.active AND {_SPLIT}"  # noqa: S608
    return int(conn.execute(sql, (document,)).fetchone()[0])


def reviewer_names(conn: sqlite3.Connection) -> dict[str, str]:
    return dict(conn.execute("SELECT uid, name FROM reviewer").fetchall())


def find_reviewer(conn: sqlite3.Connection, name: str) -> str:
    """The id of the reviewer called `name`. Raises: `WrongUsage` when there is none."""
    ids = {known: key for key, known in reviewer_names(conn).items()}
    if name not in ids:
        raise WrongUsage(f"nobody called {name!r} has worked on this desk")
    return ids[name]


def known_status(conn: sqlite3.Connection, status: str, used: Scale) -> bool:
    """Whether `status` is one of the scale in use, or somebody here has given it on any."""
    if used.get(status):
        return True
    found = conn.execute("SELECT 1 FROM judgement WHERE status = ? LIMIT 1", (status,))
    return found.fetchone() is not None


def session_known(conn: sqlite3.Connection, session: str) -> bool:
    found = conn.execute("SELECT 1 FROM stream WHERE session = ? LIMIT 1", (session,))
    return found.fetchone() is not None
