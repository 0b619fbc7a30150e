"""Evidence as screens, commands, checks and exporters are handed it.

Attaching is shared; stance, credibility and independence are each reviewer's own. A piece that is
attached to the whole article is offered for each of its claims, and counts for a claim once
somebody has weighed it there. Evidence of earlier versions of the article stays attached.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from claims.model import EvidenceKind, Stance
from store.errors import WrongUsage
from store.state import continuation_tables
from store.state.continuation_fold import CARRIED
from store.state.texts import document_text


class Item(NamedTuple):
    """A piece of evidence, with what one reviewer makes of it for the claim in hand.

    `held` is what was said at attaching (`EvidenceAttached`). `claim` is None where it
    is attached to the whole article.
    """

    id: str
    document: int
    claim: int | None
    kind: str
    text: str
    held: dict[str, Any]
    source: str
    source_name: str
    source_reliability: str
    source_class: str
    organisation: str
    added_by: str
    added_at: str
    stance: str = ""
    information_credibility: str = ""
    independence_group: str = ""

    @property
    def title(self) -> str:
        named = (self.held.get(name) for name in ("title", "url", "with_whom"))
        unnamed = "a document" if self.text else "on the author's word"
        return next((str(name) for name in named if name), unnamed)

    @property
    def provenance(self) -> str:
        return str(self.held.get("provenance") or "")

    @property
    def grade(self) -> str:
        """Admiralty: reliability of the source and credibility of the item, `A1`."""
        return f"{self.source_reliability}{self.information_credibility}"

    @property
    def group(self) -> str:
        """Its group when independent pieces are counted: one document is one piece."""
        same = self.text or str(self.held.get("url") or "")
        return self.independence_group or self.organisation or self.source or same or self.id


_ITEM = """
SELECT e.id, e.document_id, e.claim_id, e.kind, e.text, e.held,
  coalesce(s.id, json_extract(e.held, '$.source'), ''), coalesce(s.name, ''),
  coalesce(s.source_reliability, ''), coalesce(s.source_class, ''), coalesce(s.organisation, ''),
  coalesce(b.name, ''), e.added_at,
  coalesce(w.stance, ''), coalesce(w.information_credibility, ''),
  coalesce(w.independence_group, '')
FROM evidence e LEFT JOIN source o ON o.id = json_extract(e.held, '$.source')
LEFT JOIN source s ON s.id = coalesce(o.merged_into, o.id)
LEFT JOIN reviewer b ON b.uid = e.added_by
LEFT JOIN reviewer r ON r.uid = ?
"""


def of_article(conn: sqlite3.Connection, document: int) -> list[Item]:
    """Everything attached to an article, to its claims and to its earlier versions."""
    found: list[Item] = []
    for version in versions(conn, document):
        rows = conn.execute(
            f"{_ITEM} LEFT JOIN weighing w ON 0 WHERE e.document_id = ? AND e.attached"
            " ORDER BY e.added_at, e.id",
            ("", version),
        )
        found += [_item(row) for row in rows.fetchall()]
    return found


def numbered(conn: sqlite3.Connection, document: int) -> dict[int, Item]:
    """The evidence of an article by the number under which commands know it.

    A piece that was taken off keeps its number, so the others keep theirs.
    """
    rows = []
    for version in reversed(list(versions(conn, document))):
        found = conn.execute(
            "SELECT v.id, v.attached FROM evidence v JOIN stream s ON s.uid = substr(v.id, 1, 32)"
            " JOIN event e ON e.stream_id = s.id AND e.n = CAST(substr(v.id, 34) AS INTEGER)"
            " WHERE v.document_id = ? ORDER BY e.hlc, v.id",  # a clock that goes back moves none
            (version,),
        )
        rows += found.fetchall()
    held = {item.id: item for item in of_article(conn, document)}
    return {n: held[evidence] for n, (evidence, on) in enumerate(rows, 1) if on}


def named(conn: sqlite3.Connection, document: int, name: str) -> Item:
    """The piece that a command calls `3` or `e3`. Raises: `WrongUsage` when there is none."""
    known = numbered(conn, document)
    digits = name.lower().lstrip("e#")
    found = known.get(int(digits)) if digits.isascii() and digits.isdigit() else None
    if found is None:
        there = ", ".join(str(n) for n in known) or "none"
        raise WrongUsage(f"there is no evidence {name!r} on this article; it has {there}")
    return found


def of_claim(conn: sqlite3.Connection, claim: int, reviewer: str = "") -> list[Item]:
    """What is attached to a claim, then what is attached to its whole article."""
    claims = list(lineage(conn, claim))
    marks = ", ".join("?" * len(claims))
    document = conn.execute("SELECT document_id FROM claim WHERE id = ?", (claim,)).fetchone()
    if document is None:
        return []
    found: list[Item] = []
    for version in versions(conn, int(document[0])):
        rows = conn.execute(
            f"{_ITEM} LEFT JOIN weighing w ON w.evidence_id = e.id AND w.claim_id = ?"
            " AND w.reviewer_id = r.id WHERE e.document_id = ? AND e.attached"
            f" AND (e.claim_id IS NULL OR e.claim_id IN ({marks})) ORDER BY e.added_at, e.id",
            (reviewer, claim, version, *claims),
        )
        found += [_item(row) for row in rows.fetchall()]
    return sorted(found, key=lambda item: item.claim is None)


def begun(conn: sqlite3.Connection, document: int) -> bool:
    """Whether anything is attached to an article: from then on the two-source rule holds."""
    return any(
        conn.execute(
            "SELECT 1 FROM evidence WHERE document_id = ? AND attached LIMIT 1", (version,)
        ).fetchone()
        for version in versions(conn, document)
    )


def counted(items: Sequence[Item]) -> list[Item]:
    """The pieces that count for a claim, of those `of_claim` gives: attached to it, or weighed."""
    return [item for item in items if counts(item)]


def counts(item: Item) -> bool:
    return item.claim is not None or bool(item.stance)


def independent(items: Iterable[Item]) -> int:
    """How many independent pieces support the claim, as `claims.checks.sourcing` counts them."""
    supports = (one for one in items if one.stance == Stance.SUPPORTS.value)
    return len({one.group for one in supports if one.kind != EvidenceKind.ON_AUTHOR.value})


def find(conn: sqlite3.Connection, evidence: str) -> Item | None:
    row = conn.execute(
        f"{_ITEM} LEFT JOIN weighing w ON 0 WHERE e.id = ?", ("", evidence)
    ).fetchone()
    return _item(row) if row else None


def _item(row: tuple[Any, ...]) -> Item:
    return Item._make((*row[:5], json.loads(row[5]), *row[6:]))


class Text(NamedTuple):
    """A document that is attached as evidence."""

    sha256: str
    title: str
    role: str
    media_type: str
    in_language: str
    text: str


def texts(conn: sqlite3.Connection, items: Sequence[Item]) -> list[Text]:
    """The documents of `items`, each once, in that order; those that have not arrived left out."""
    found = []
    for sha256 in dict.fromkeys(item.text for item in items if item.text):
        row = conn.execute(
            "SELECT coalesce(nullif(headline, ''), file_name), role, media_type, in_language,"
            " file_name FROM document WHERE sha256 = ?",
            (sha256,),
        ).fetchone()
        text = document_text(conn, sha256)
        if row and text:
            found.append(Text(sha256, row[4] or row[0], row[1], row[2], row[3], text))
    return found


def versions(conn: sqlite3.Connection, document: int) -> Iterator[int]:
    """The article and the versions that it revises, newest first."""
    seen: set[int] = set()
    at: int | None = document
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        row = conn.execute(
            "SELECT o.id FROM document d JOIN document o ON o.sha256 = d.revises WHERE d.id = ?",
            (at,),
        ).fetchone()
        at = int(row[0]) if row else None


def lineage(conn: sqlite3.Connection, claim: int) -> Iterator[int]:
    """The claim and the claims of earlier versions that it continues unchanged."""
    at: int | None = claim
    while at is not None:
        yield at
        found = continuation_tables.link_to(conn, at)
        at = found[0] if found and found[1].state in CARRIED else None
