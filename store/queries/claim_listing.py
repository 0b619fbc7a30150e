"""The claims of an article that pass a filter."""

import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from store.queries import known_sources, offered
from store.queries.claim_rows import SPLIT, ClaimRow, rows
from store.queries.team import progress, session_rows
from store.state import attribution


class Filter(NamedTuple):
    """Which claims a listing shows. Empty shows all.

    `second` are those that want a second pair of eyes, `overruled` those whose settled verdict is
    not this reviewer's, `assigned` those that are this reviewer's in the open session.
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


_TERMS = {
    "undecided": "j.status IS NULL",
    "mine": "j.status IS NOT NULL",
    "teammate": "EXISTS (SELECT 1 FROM judgement o WHERE o.claim_id = c.id AND o.status IS NOT NULL"
    " AND o.reviewer_id IS NOT r.id)",
    "split": SPLIT,
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
    if wanted.leads:
        left = offered.changed(conn, document, reviewer)
        ids = [claim for claim in ids if claim in flagged or left.get(claim, True)]
    if wanted.text or wanted.source:
        kept = rows(conn, ids, reviewer)
        notes = _note_texts(conn, document) if wanted.text else {}
        called = _called(conn, wanted.source) if wanted.source else ()
        ids = [row.id for row in kept if _fits(row, wanted, notes.get(row.id, ""), called)]
    for wanted_by_team in _team(conn, document, reviewer, wanted):
        ids = [claim for claim in ids if claim in wanted_by_team]
    return ids


def _team(
    conn: sqlite3.Connection, document: int, reviewer: str, wanted: Filter
) -> list[Collection[int]]:
    """The sets of claims that follow from the state of the team."""
    found: list[Collection[int]] = []
    if wanted.second:
        found.append(frozenset(progress.wants_second(conn, document, reviewer)))
    if wanted.overruled:
        found.append(frozenset(progress.overruled(conn, document, reviewer)))
    session = session_rows.open_on(conn, document) if wanted.assigned else None
    mine = progress.assigned_to(conn, session, reviewer) if session else None
    return found if mine is None else [*found, mine]


def _called(conn: sqlite3.Connection, source: str) -> set[str]:
    """A source's id and its name, by which a suggestion may call it that was made before it."""
    return {source, known_sources.names(conn).get(source, source)}


def _fits(row: ClaimRow, wanted: Filter, notes: str, called: Collection[str]) -> bool:
    heard = set(attribution.voices(row.attributions))
    if not row.attributions:
        heard |= {
            n for lead in row.suggestions for m in lead.chain for n in (m.source_id, m.text) if n
        }
    if called and heard.isdisjoint(called):
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


def splits(conn: sqlite3.Connection, document: int) -> int:
    """How many claims of a document have verdicts that differ."""
    sql = f"SELECT count(*) FROM claim c WHERE c.document_id = ? AND c.active AND {SPLIT}"  # noqa: S608
    return int(conn.execute(sql, (document,)).fetchone()[0])
