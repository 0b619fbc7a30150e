"""The whole main job on the shipped sample, without a screen.

A reviewer who knows where the sample's faults are accepts the suggested sources and judges each
claim; then the review is signed off, the log is written out, and verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from claims.model import AttributionStatus, NoteKind
from claims.text import one_line, shorten
from store.exports import write
from store.log import chain
from store.queries import articles, claim_listing, claim_rows, known_scales
from store.queries.claim_rows import ClaimRow
from store.verbs import judging, naming, signing
from store.verbs.desk import Desk
from store.verbs.verify import verify
from tui.cli.common import print_text


@dataclass(frozen=True, slots=True)
class DemoRuling:
    """How the sample's reviewer judges the claim that holds `words`."""

    words: str
    status: str
    note: str
    correction: str = ""
    attribution: str = ""


RULINGS = (
    DemoRuling(
        "29 per cent",
        "false",
        "240.11 / 190.27 - 1 = 26.2 per cent by the customs table.",
        "up 26 per cent on the year",
    ),
    DemoRuling(
        "double confinement",
        "misleading",
        "The Kremlin's readout has “double containment”.",
        "“double containment”",
        "altered",
    ),
    DemoRuling(
        "Wednesday (Feb 8)", "false", "8 February 2024 was a Thursday.", "on Thursday (Feb 8)"
    ),
    DemoRuling(
        "no limits",
        "false",
        "The partnership was declared on 4 February 2022, not in this call.",
        "the “no limits” partnership declared on 4 February 2022",
    ),
    DemoRuling("Moscow has moved closer", "unverified", "Nobody is named who says so."),
    DemoRuling(
        "keep Russia and China working", "verified", "Told twice: see the CCTV readout above."
    ),
    DemoRuling("Analysts put", "unverified", "Which analysts?"),
    DemoRuling("claims the island", "verified", "A public position of Beijing."),
)


def whole_job(desk: Desk, document: int, folder: Path) -> None:
    for row in claim_rows.rows(
        desk.conn, claim_listing.listing(desk.conn, document), desk.reviewer_id
    ):
        _judge(desk, row)
    signing.sign_off(desk, document)
    _print(desk, document)
    for form in ("md", "jsonl", "csv"):
        order = write.Order(form, output=str(folder / f"review-log.{form}"))
        write.export(desk.database, order)
    faults = verify(desk.database)
    entries = chain.count(desk.conn)
    click.echo(f"\nLog: {entries} entries, {len(faults)} faults, digest {chain.digest(desk.conn)}")
    click.echo(f"Review log for people: {folder / 'review-log.md'}")
    click.echo(f"For machines: {folder / 'review-log.jsonl'} and review-log.csv")
    click.echo(f"Desk: {folder / 'desk.db'}")


def _judge(desk: Desk, row: ClaimRow) -> None:
    """Accept the source, give the verdict, write down why."""
    ruling = next((r for r in RULINGS if r.words in row.exact), None)
    if row.suggestions:
        naming.accept(desk, row.id)
    faithful = AttributionStatus(ruling.attribution) if ruling and ruling.attribution else None
    status = ruling.status if ruling else "verified"
    judging.judge(desk, row.id, status=status, attribution_status=faithful)
    if ruling:
        judging.note(desk, row.id, NoteKind.NOTE, ruling.note)
    if ruling and ruling.correction:
        judging.note(desk, row.id, NoteKind.CORRECTION, ruling.correction)


def _print(desk: Desk, document: int) -> None:
    article = articles.article(desk.conn, document, desk.reviewer_id)
    shelf = known_scales.shelf(desk.conn, desk.scale)
    print_text(f"{article.title}\n{article.decided} of {article.claims} claims decided\n")
    for row in claim_rows.rows(
        desk.conn, claim_listing.listing(desk.conn, document), desk.reviewer_id
    ):
        source = one_line(row.chain or row.source or "nobody named")
        click.echo(f"{row.number:>3}  {shorten(one_line(row.exact), 96)}")
        click.echo(f"     {shelf.label(row.status, row.scale)}; source: {source}")
