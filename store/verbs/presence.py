"""The verbs of presence: say that this reviewer has an article open, or has gone."""

from __future__ import annotations

from store.verbs.desk import Desk


def here(desk: Desk, document: int, claim: int | None) -> None:
    """Note that this reviewer has an article open, and is on a claim of it."""
    if desk.reviewer is None or desk.database.read_only:
        return
    now = desk.now
    with desk.database.write() as conn:
        conn.execute(
            "INSERT INTO presence SELECT id, ?, ?, ? FROM reviewer WHERE uid = ?"
            " ON CONFLICT DO UPDATE SET document_id = excluded.document_id,"
            " claim_id = excluded.claim_id, at = excluded.at",
            (document, claim, now, desk.reviewer.id),
        )


def gone(desk: Desk) -> None:
    """Note that this reviewer has closed the workbench."""
    if desk.reviewer is None or desk.database.read_only:
        return
    with desk.database.write() as conn:
        conn.execute(
            "DELETE FROM presence WHERE reviewer_id = (SELECT id FROM reviewer WHERE uid = ?)",
            (desk.reviewer.id,),
        )
