"""The verbs of upkeep: redact an event, rebuild the tables."""

from __future__ import annotations

from store.errors import WrongUsage
from store.log import chain
from store.log.kinds import NAME, REDACTABLE, Fact, Noted, Redacted
from store.state import projection, suggestions
from store.verbs.desk import Change, Desk


def redact(desk: Desk, event: str, reason: str) -> Change:
    """Drop the body of one event by order, on this file and on every replica.

    The same note as undone or done again goes with it.
    """
    with desk.database.write() as conn:
        found = chain.find(conn, event)
        fact = found.event.fact if found and found.event else None
        if fact is None or not isinstance(fact, REDACTABLE):
            raise WrongUsage(
                f"{event!r} is not a judgement, note, comment or adjudication;"
                " `twosource log --json` lists them"
            )
        change = Change()
        for other in _same(desk, fact):
            document = getattr(fact, "claim").document  # noqa: B009
            change = desk.act(Redacted(other, reason, document))
    desk.database.truncate()
    return change


def _same(desk: Desk, fact: Fact) -> list[str]:
    """Ids of the events that hold the same free text about the same claim."""
    kinds = [NAME[kind] for kind in REDACTABLE]
    stored = chain.read(desk.conn, f"e.kind IN ({', '.join('?' * len(kinds))})", kinds)
    return [entry.id for entry in stored if entry.event and _twins(entry.event.fact, fact)]


def rebuild(desk: Desk) -> None:
    """Make every projection anew from the log."""
    with desk.database.write() as conn:
        projection.rebuild(conn)
        for (document,) in conn.execute("SELECT id FROM document").fetchall():
            suggestions.refresh(conn, document)


def _twins(one: Fact | None, other: Fact) -> bool:
    """Two facts about one claim with the same free text."""
    if isinstance(one, Noted) and isinstance(other, Noted):
        return (one.claim, one.note, one.text) == (other.claim, other.note, other.text)
    return one == other
