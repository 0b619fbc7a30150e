"""Past rulings: claims of other articles that are like the one in hand, with their verdicts.

Words find candidates (SQLite's full-text index, ranked by bm25), likeness decides: the share of
words that both have, whatever their order.
"""

from __future__ import annotations

import re
import sqlite3
from typing import NamedTuple

from claims.scales import Shelf
from store.queries import claim_rows, evidence_items, known_scales
from store.state import attribution

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
    same_speaker: bool = False


def rulings(
    conn: sqlite3.Connection, claim: int, reviewer: str = "", *, limit: int = 8
) -> list[PastRuling]:
    """Judged claims of other articles like `claim`: those by the same speaker first, then the
    likest.

    Versions of the same article do not count as other articles.
    """
    row = conn.execute("SELECT exact, document_id FROM claim WHERE id = ?", (claim,)).fetchone()
    wanted = _query(row[0]) if row else ""
    if not wanted:
        return []
    own, shelf = _family(conn, int(row[1])), known_scales.shelf(conn, known_scales.in_use(conn))
    speakers = _speakers(conn, claim, reviewer)
    found = [
        ruling
        for held in conn.execute(_SELECT, (wanted, CANDIDATES)).fetchall()
        if held[1] not in own
        for ruling in [_ruling(held, row[0], shelf, speakers)]
        if ruling.likeness >= LIKE
    ]
    return sorted(found, key=_order)[:limit]


_SELECT = """
SELECT c.id, c.document_id, coalesce(nullif(d.headline, ''), d.file_name), c.number, c.exact,
  j.status, j.scale, coalesce(nullif(j.chain, ''), j.source), r.name, j.reviewed_at,
  j.attributions
FROM (SELECT rowid AS id FROM claim_words WHERE claim_words MATCH ? ORDER BY rank LIMIT ?) w
JOIN claim c ON c.id = w.id JOIN document d ON d.id = c.document_id
JOIN judgement j ON j.claim_id = c.id AND j.status IS NOT NULL
JOIN reviewer r ON r.id = j.reviewer_id
"""


def _query(exact: str) -> str:
    """The full-text query: any of the claim's words that are not found everywhere."""
    words = dict.fromkeys(word.lower() for word in _WORD.findall(exact))
    return " OR ".join(f'"{word}"' for word in words if not _COMMON.fullmatch(word))


def _order(one: PastRuling) -> tuple[bool, int, int, str]:
    return not one.same_speaker, -one.likeness, one.claim, one.reviewer


def _speakers(conn: sqlite3.Connection, claim: int, reviewer: str) -> set[str]:
    """Whose words `claim` is, held or else suggested, by id."""
    row = claim_rows.row(conn, claim, reviewer)
    if row.attributions:
        return {one.speaker for one in row.attributions if one.speaker}
    return {lead.chain[-1].source_id for lead in row.suggestions if lead.chain[-1].source_id}


def _ruling(held: tuple[object, ...], exact: str, shelf: Shelf, speakers: set[str]) -> PastRuling:
    from rapidfuzz.fuzz import token_set_ratio  # only when somebody asks
    from rapidfuzz.utils import default_process

    claim, document, article, number, text, status, scale, source, who, at, voices = held
    like = token_set_ratio(exact, str(text), processor=default_process)
    label = shelf.label(str(status), str(scale) if scale else None)
    return PastRuling(
        int(str(claim)),
        int(str(document)),
        *(str(article), str(number), str(text), label, str(source or "")),
        *(str(who), str(at), round(like)),
        same_speaker=any(one.speaker in speakers for one in attribution.read(str(voices))),
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
