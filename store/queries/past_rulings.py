"""Past rulings: claims of other articles that are like the one in hand, with their verdicts.

Words find candidates (SQLite's full-text index, ranked by bm25), likeness decides: the share of
words that both have, whatever their order.
"""

from __future__ import annotations

import re
import sqlite3
from typing import NamedTuple

from claims.scales import Shelf
from store.queries import evidence_items, known_scales

CANDIDATES = 40
LIKE = 60  # of 100, rapidfuzz's token_set_ratio; news repeats itself nearly word for word
_WORD = re.compile(r"\w{3,}")
_COMMON = re.compile(
    "the|and|that|with|from|was|were|has|had|have|its|his|her|their|for|said|are|not|but|which|"
    "who|this|been|after|will|would"
)


class PastRuling(NamedTuple):
    """A claim of another article and one reviewer's verdict on it; `likeness` is 0 to 100."""

    claim: int
    document: int
    article: str
    number: str
    exact: str
    label: str
    source: str
    reviewer: str
    reviewed_at: str
    likeness: int


def rulings(conn: sqlite3.Connection, claim: int, *, limit: int = 8) -> list[PastRuling]:
    """Judged claims of other articles like `claim`, the likest first.

    Versions of the same article do not count as other articles.
    """
    row = conn.execute("SELECT exact, document_id FROM claim WHERE id = ?", (claim,)).fetchone()
    wanted = _query(row[0]) if row else ""
    if not wanted:
        return []
    own, shelf = _family(conn, int(row[1])), known_scales.shelf(conn, known_scales.in_use(conn))
    found = [
        ruling
        for held in conn.execute(_SELECT, (wanted, CANDIDATES)).fetchall()
        if held[1] not in own
        for ruling in [_ruling(held, row[0], shelf)]
        if ruling.likeness >= LIKE
    ]
    return sorted(found, key=lambda one: (-one.likeness, one.claim, one.reviewer))[:limit]


_SELECT = """
SELECT c.id, c.document_id, coalesce(nullif(d.headline, ''), d.file_name), c.number, c.exact,
  j.status, j.scale, coalesce(nullif(j.chain, ''), j.source), r.name, j.reviewed_at
FROM (SELECT rowid AS id FROM claim_words WHERE claim_words MATCH ? ORDER BY rank LIMIT ?) w
JOIN claim c ON c.id = w.id JOIN document d ON d.id = c.document_id
JOIN judgement j ON j.claim_id = c.id AND j.status IS NOT NULL
JOIN reviewer r ON r.id = j.reviewer_id
"""


def _query(exact: str) -> str:
    """The full-text query: any of the claim's words that are not found everywhere."""
    words = dict.fromkeys(word.lower() for word in _WORD.findall(exact))
    return " OR ".join(f'"{word}"' for word in words if not _COMMON.fullmatch(word))


def _ruling(held: tuple[object, ...], exact: str, shelf: Shelf) -> PastRuling:
    from rapidfuzz.fuzz import token_set_ratio  # only when somebody asks
    from rapidfuzz.utils import default_process

    claim, document, article, number, text, status, scale, source, who, at = held
    like = token_set_ratio(exact, str(text), processor=default_process)
    label = shelf.label(str(status), str(scale) if scale else None)
    return PastRuling(
        int(str(claim)),
        int(str(document)),
        *(str(article), str(number), str(text), label, str(source or "")),
        *(str(who), str(at), round(like)),
    )


def _family(conn: sqlite3.Connection, document: int) -> set[int]:
    """All versions of one article."""
    first = list(evidence_items.versions(conn, document))[-1]
    family, fresh = {first}, [first]
    while fresh:
        rows = conn.execute(
            "SELECT n.id FROM document o JOIN document n ON n.revises = o.sha256 WHERE o.id = ?",
            (fresh.pop(),),
        )
        new = {row[0] for row in rows.fetchall()} - family
        family |= new
        fresh += new
    return family
