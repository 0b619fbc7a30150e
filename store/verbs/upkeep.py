"""The verbs of upkeep: redact an event, let entries count, take two ids for one person, rebuild."""

from __future__ import annotations

from collections.abc import Sequence

from store.errors import WrongUsage
from store.log import chain, same_person
from store.log.kinds import (
    NAME,
    REDACTABLE,
    EntriesAdmitted,
    Fact,
    Noted,
    Redacted,
    ReviewersMerged,
)
from store.queries import journal, known_reviewers
from store.queries.team import roles
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


AT_ONCE = 1000  # entries that one word admits: more would not fit into an entry of the log


def admit(desk: Desk, events: Sequence[str]) -> None:
    """Let entries count that do not, whoever wrote them, at their own place in the order."""
    with desk.database.write() as conn:
        roles.demand(conn, desk.reviewer_id, EntriesAdmitted)
        known = {line.event for line in journal.not_obeyed(conn)}
        for event in events:
            if event not in known:
                raise WrongUsage(
                    f"{event!r} is not an entry that waits; `twosource log admit` lists them"
                )
        wanted = tuple(dict.fromkeys(events))
        for first in range(0, len(wanted), AT_ONCE):
            desk.act(EntriesAdmitted(wanted[first : first + AT_ONCE]))
    desk.database.truncate()


def merge_reviewers(desk: Desk, reviewer: str, into: str) -> Change:
    """Take two ids for one person: what was said and is said under `reviewer` is `into`'s. Where
    both are the same id, it stands for itself again."""
    names = known_reviewers.reviewer_names(desk.conn)
    parted = same_person.known(desk.conn).get(reviewer)
    if reviewer == into and parted is None:
        raise WrongUsage("that is one person already; name two, or an id that was merged")
    return desk.act(ReviewersMerged(reviewer, into, names.get(into) or into[:8]))


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
