"""csv: a row per claim and reviewer, for spreadsheets.

`active` is 0 for a span that was split, merged or re-spanned since, and is no claim any more. In a
final view `reviewer` are all who share the verdict; an adjudicated one says so in front of the
name, since who adjudicates need not have judged.

A spreadsheet runs a cell that begins like a formula, so such cells get an apostrophe in front
(OWASP ASVS 5.0, 1.2.10); control codes become visible symbols. `raw` keeps the text as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from claims.text import visible
from store.dossier.values import Claim, Dossier, DossierEvidence, DossierJudgement

VERSION = "1"
SUFFIX = ".csv"
ABOUT = "a row per claim and reviewer, for spreadsheets"

COLUMNS = (
    *("article", "number", "status", "source", "chain", "attribution_status", "confidence"),
    *("exact", "claim_reviewed", "justification", "evidence", "note", "query", "correction"),
    *("reviewer", "reviewed_at", "carried"),
    *("start", "end", "active", "document"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NOTES = ("note", "query", "correction")
ADJUDICATED = "adjudicated by "
_WORDS = COLUMNS.index("carried")  # cells before it are text
Row = tuple[str | int, ...]
AT_ONCE = 200  # rows that leave in one piece
_BEGIN = frozenset(_FORMULA)


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` leaves cells that a spreadsheet would run; `history` makes no difference."""
    del history
    piece: list[str] = []
    write = csv.writer(_Sink(piece), lineterminator="\r\n").writerow
    write(COLUMNS)
    for row in rows(dossier):
        write(row if raw or _clean(row) else [harmless(cell) for cell in row])
        if len(piece) >= AT_ONCE:
            yield "".join(piece)
            piece.clear()
    yield "".join(piece)


class _Sink:
    """What `csv.writer` writes to: a list of lines."""

    def __init__(self, lines: list[str]) -> None:
        self.write = lines.append


def harmless(cell: str | int) -> str | int:
    """`cell` as text that no spreadsheet takes for a formula, and no terminal for a command."""
    if isinstance(cell, int):
        return cell
    shown = visible(cell)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def restored(cell: str) -> str:
    """`cell` without the apostrophe that `harmless` puts in front."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _clean(row: Row) -> bool:
    """Whether no cell needs to be made harmless, found out for all of them at once."""
    words: tuple[str, ...] = row[:_WORDS]  # type: ignore[assignment]
    return " ".join(words).isprintable() and _BEGIN.isdisjoint([word[:1] for word in words])


def rows(dossier: Dossier) -> Iterator[Row]:
    """A row of `COLUMNS` per claim and reviewer; one for a claim that nobody has judged."""
    for article in dossier.articles():
        known = (article.article.title, article.article.sha256)
        for claim in article.every():
            yield from _rows(known, claim)


def _rows(article: tuple[str, str], claim: Claim) -> Iterator[Row]:
    for judgement in claim.judgements:
        yield _cells(article, claim, judgement, judgement.reviewer)
    if not claim.notes:
        if not claim.judgements:
            yield _cells(article, claim, _NOTHING, "")
        return
    judged = {judgement.reviewer for judgement in claim.judgements}
    for reviewer in sorted({note.reviewer for note in claim.notes} - judged):
        yield _cells(article, claim, _NOTHING, reviewer)


_NOTHING = DossierJudgement("")


def _cells(article: tuple[str, str], claim: Claim, held: DossierJudgement, reviewer: str) -> Row:
    title, sha256 = article
    note = query = correction = written = ""
    if claim.notes:
        notes = {one.kind: one for one in claim.notes if one.reviewer == reviewer}
        note, query, correction = (notes[k].text if k in notes else "" for k in _NOTES)
        written = max((one.at for one in notes.values()), default="")
    if held.adjudicated:
        note, reviewer = note or _why(claim), f"{ADJUDICATED}{reviewer}"
    return (
        title,
        claim.number,
        held.status or "unreviewed",
        held.source,
        held.chain,
        held.attribution_status or "",
        held.confidence or "",
        claim.exact,
        held.claim_reviewed or "",
        held.justification or "",
        "; ".join(_piece(one, reviewer) for one in claim.evidence) if claim.evidence else "",
        note,
        query,
        correction,
        reviewer,
        held.reviewed_at or written,
        int(held.carried),
        claim.start,
        claim.end,
        int(claim.active),
        sha256,
    )


def _why(claim: Claim) -> str:
    """Why it was adjudicated so: `edge case: the table was revised`."""
    ruling = claim.ruling
    return ": ".join(filter(None, (ruling.why, ruling.note))) if ruling else ""


def _piece(piece: DossierEvidence, reviewer: str) -> str:
    """`readout.txt (supports)`, as this reviewer weighs it."""
    stance = piece.stance(reviewer)
    return f"{piece.item.title} ({stance})" if stance else piece.item.title
