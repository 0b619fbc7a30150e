"""csv: a row per claim and reviewer, for spreadsheets.

`active` is 0 for a span that was split, merged or re-spanned since, and is no claim any more.

A spreadsheet runs a cell that begins like a formula, so such cells get an apostrophe in front
(OWASP ASVS 5.0, 1.2.10); control codes become visible symbols. `raw` keeps the text as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from claims.text import visible
from store.dossier import ArticleDossier, Claim, Dossier, Evidence, Judgement

VERSION = "1"
SUFFIX = ".csv"

COLUMNS = (
    *("article", "number", "status", "source", "chain", "attribution_status", "confidence"),
    *("exact", "claim_reviewed", "justification", "evidence", "note", "query", "correction"),
    *("reviewer", "reviewed_at", "carried"),
    *("start", "end", "active", "document"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export(dossier: Dossier, *, raw: bool = False) -> Iterable[str]:
    keep = str if raw else harmless
    yield _line(COLUMNS)
    for article in dossier.articles:
        for claim in (*article.claims, *article.replaced):
            for cells in _rows(article, claim):
                yield _line(keep(cell) if isinstance(cell, str) else cell for cell in cells)


def harmless(cell: str) -> str:
    """`cell` as text that no spreadsheet takes for a formula, and no terminal for a command."""
    shown = visible(cell)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _rows(article: ArticleDossier, claim: Claim) -> Iterator[list[str | int]]:
    writers = {note.reviewer for note in claim.notes} - {j.reviewer for j in claim.judgements}
    for judgement in claim.judgements:
        yield _cells(article, claim, judgement, judgement.reviewer)
    for reviewer in sorted(writers):
        yield _cells(article, claim, None, reviewer)
    if not claim.judgements and not writers:
        yield _cells(article, claim, None, "")


def _cells(
    article: ArticleDossier, claim: Claim, held: Judgement | None, reviewer: str
) -> list[str | int]:
    notes = {note.kind: note for note in claim.notes if note.reviewer == reviewer}
    text = {kind: note.text for kind, note in notes.items()}
    written = max((note.at for note in notes.values()), default="")
    return [
        article.article.title,
        claim.number,
        (held.status if held else None) or "unreviewed",
        held.source if held else "",
        held.chain if held else "",
        (held.attribution_status if held else None) or "",
        (held.confidence if held else None) or "",
        claim.exact,
        (held.claim_reviewed if held else None) or "",
        (held.justification if held else None) or "",
        "; ".join(_piece(piece, reviewer) for piece in claim.evidence),
        text.get("note", ""),
        text.get("query", ""),
        text.get("correction", ""),
        reviewer,
        held.reviewed_at if held else written,
        int(held.carried) if held else 0,
        claim.start,
        claim.end,
        int(claim.active),
        article.article.sha256,
    ]


def _piece(piece: Evidence, reviewer: str) -> str:
    """`readout.txt (supports)`, as this reviewer weighs it."""
    stance = dict(piece.weighed).get(reviewer)
    return f"{piece.item.title} ({stance})" if stance else piece.item.title


def _line(cells: Iterable[str | int]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()
