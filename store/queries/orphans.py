"""Claims that a later version of their article no longer has, as one reviewer held them."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from claims.versions.anchors import AnchorState
from store.queries import claim_rows, evidence_items
from store.queries.claim_rows import ClaimRow


class Orphan(NamedTuple):
    """A claim that a later version no longer has, as one reviewer held it.

    `version` is the article in which it stands, `gone_in` the version that left it out.
    """

    row: ClaimRow
    version: int
    gone_in: int


def orphans(conn: sqlite3.Connection, document: int, reviewer: str = "") -> list[Orphan]:
    """The claims of all earlier versions that went on nowhere, the latest loss first."""
    found: list[Orphan] = []
    for version in evidence_items.versions(conn, document):
        gone = conn.execute(
            "SELECT c.id, d.id FROM continuation k JOIN document d ON d.sha256 = k.earlier"
            " JOIN claim c ON c.document_id = d.id AND c.start = k.earlier_start"
            '   AND c."end" = k.earlier_end'
            ' WHERE k.document_id = ? AND k.state = ? ORDER BY c.start, c."end"',
            (version, AnchorState.GONE.value),
        ).fetchall()
        rows = claim_rows.rows(conn, [claim for claim, _ in gone], reviewer)
        found += [Orphan(row, place, version) for row, (_, place) in zip(rows, gone, strict=True)]
    return found
