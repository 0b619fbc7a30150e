"""The verbs that change which words are a claim: mark, split, merge, re-span, drop."""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import Span
from store.errors import WrongUsage
from store.log.kinds import ClaimsReplaced
from store.queries import articles, claim_places
from store.verbs.desk import Change, Desk


def mark(desk: Desk, document: int, span: Span) -> Change:
    """Make `span` a claim."""
    text = articles.text(desk.conn, document)
    return _replace(desk, document, (), (claim_places.trimmed(text, span),))


def split(desk: Desk, claim: int, at: int) -> Change:
    """Cut a claim in two at code point `at` of its document."""
    document, start, end = claim_places.place(desk.conn, claim)
    if not start < at < end:
        raise WrongUsage("a claim can only be split between two of its words")
    parts = (Span(start, at), Span(at, end))
    text = articles.text(desk.conn, document)
    new = tuple(claim_places.trimmed(text, part) for part in parts)
    return _replace(desk, document, ((start, end),), new)


def merge(desk: Desk, claims: Sequence[int]) -> Change:
    """Make one claim of neighbours: from the first one's start to the last one's end."""
    found = [claim_places.place(desk.conn, claim) for claim in claims]
    if len({place[0] for place in found}) != 1 or len(found) < 2:
        raise WrongUsage("choose two or more claims of one article to merge")
    old = tuple((start, end) for _, start, end in found)
    new = (min(start for start, _ in old), max(end for _, end in old))
    return _replace(desk, found[0][0], old, (new,), alone=True)


def respan(desk: Desk, claim: int, span: Span) -> Change:
    """Give a claim other bounds. Judgements stay with the old span."""
    document, start, end = claim_places.place(desk.conn, claim)
    text = articles.text(desk.conn, document)
    return _replace(desk, document, ((start, end),), (claim_places.trimmed(text, span),))


def drop(desk: Desk, claim: int) -> Change:
    """Drop a claim. Nothing is deleted; undo brings it back."""
    document, start, end = claim_places.place(desk.conn, claim)
    return _replace(desk, document, ((start, end),), ())


def _replace(
    desk: Desk,
    document: int,
    old: Sequence[tuple[int, int]],
    new: Sequence[tuple[int, int]],
    *,
    alone: bool = False,
) -> Change:
    """Replace claims by others. `alone`: no other claim may lie within the new ones."""
    with desk.database.write():
        active = claim_places.active(desk.conn, document)
        claim_places.all_standing(desk.conn, document, old)
        if set(new) & active - set(old) or (new and tuple(new) == tuple(old)):
            raise WrongUsage("that is already a claim")
        others = active - set(old)
        if alone and any(a <= c and d <= b for a, b in new for c, d in others):
            raise WrongUsage("there is another claim between these; merge only neighbours")
        return desk.act(
            ClaimsReplaced(claim_places.sha256(desk.conn, document), tuple(old), tuple(new))
        )
