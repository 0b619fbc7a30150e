"""`add` and `claims`: adding articles, listing their claims."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from claims.scales import Shelf
from claims.text import one_line, shorten
from store.errors import WrongUsage
from store.file.identity import UNNAMED
from store.log import blinds
from store.queries import (
    articles,
    claim_listing,
    claim_rows,
    known_reviewers,
    known_scales,
    known_sources,
    offered,
)
from store.queries.articles import Article
from store.queries.claim_rows import ClaimRow
from store.queries.orphans import orphans
from store.queries.team import progress, session_rows
from store.queries.team.progress import Settled
from store.verbs import intake
from store.verbs.desk import Desk
from store.verbs.revising import revise
from tui import incoming
from tui.cli.common import Options, date_option, print_json, print_text, tell
from tui.incoming import Incoming

WIDTH = 80
_VOICES = 1000  # more speak in no article
LONG = 512 * 1024  # bytes; reading this much takes a second


_CALLED = {
    "date_published": "date",
    "publisher": "publisher",
    "url": "address",
    "headline": "headline",
}


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--published", callback=date_option, metavar="DATE", help="Publication date, like 2024-02-08."
)
@click.option("--publisher", metavar="NAME", help="Publisher.")
@click.option("--url", metavar="URL", help="Web address.")
@click.option("--headline", metavar="TEXT", help="Headline, if it is not the first line.")
@click.option("--encoding", metavar="NAME", help="Text encoding, if not UTF-8.")
@click.option("--revises", metavar="ARTICLE", help="Add it as a new version of ARTICLE.")
@click.pass_obj
def add(
    options: Options,
    files: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    url: str | None,
    headline: str | None,
    encoding: str | None,
    revises: str | None,
) -> None:
    """Add articles: txt, md, html or pdf; - reads plain text from standard input.

    Adding an article again updates what you give about it. If one of several files cannot be
    read, none is added.

    In a new version, unchanged claims keep their judgements; changed claims are undecided again.
    """
    if revises is not None and len(files) > 1:
        raise WrongUsage("--revises takes one file; add the others separately")

    about = {"date_published": published, "publisher": publisher, "url": url, "headline": headline}
    files_read = [incoming.read_article(name, encoding=encoding, **about) for name in files]
    with options.desk(create=True, fallback=UNNAMED) as desk:
        for article in files_read:
            if len(article.data) > LONG and sys.stderr.isatty():
                click.echo(f"reading {article.file_name or 'standard input'} …", err=True)
            tell(article)
            if revises is not None:
                _revise(desk, article, revises)
                return
            title, added = article.title, intake.take_in(desk, *article)
            state = "added"
            if added.known:
                given = {name: value for name, value in about.items() if value}
                state = "already on the desk"
                if given and intake.describe(desk, added.document, given).event:
                    state += f"; {' and '.join(map(_CALLED.__getitem__, given))} updated"
                title = articles.article(desk.conn, added.document).title
            many = "1 claim" if added.claims == 1 else f"{added.claims} claims"
            print_text(f"{added.document}  {title}: {many}, {state}")


def _revise(desk: Desk, article: Incoming, revises: str) -> None:
    """Take in a new version, and say what became of the claims."""
    earlier = articles.find_article(desk.conn, revises, desk.reviewer_id)
    done = revise(desk, *article, earlier.id)
    counts = {state.value: count for state, count in done.counts.items()}
    total = sum(counts.values())
    told = {
        "unchanged": counts["same"],
        "moved": counts["moved"],
        "changed (undecided again)": counts["changed"],
        "no longer in the text (see `twosource claims --orphaned`)": counts["gone"],
        "new": done.new,
    }
    words = ", ".join(f"{count} {state}" for state, count in told.items() if count)
    print_text(
        f"{done.added.document}  {article.title}, a version of {earlier.id}: "
        f"{total} claim{'' if total == 1 else 's'}: {words or 'none'}"
    )


@click.command()
@click.argument("article", required=False)
@click.option("--status", metavar="S", help="Only claims with this status (or unreviewed).")
@click.option("--source", metavar="S", help="Only claims of this source: its id or name.")
@click.option("--of", "of", metavar="NAME", help="As this reviewer has judged them.")
@click.option("--undecided", is_flag=True, help="Only claims without a verdict.")
@click.option("--second", is_flag=True, help="Only claims that need a second pair of eyes.")
@click.option("--overruled", is_flag=True, help="Only claims where you were overruled.")
@click.option("--assigned", is_flag=True, help="Only claims assigned to you in the session.")
@click.option("--orphaned", is_flag=True, help="Claims of earlier versions, no longer in the text.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def claims(
    options: Options,
    article: str | None,
    status: str | None,
    source: str | None,
    of: str | None,
    undecided: bool,
    second: bool,
    overruled: bool,
    assigned: bool,
    orphaned: bool,
    as_json: bool,
) -> None:
    """List the claims of ARTICLE (its number, file name or words of its headline)."""
    if orphaned and (status or source or undecided or second or overruled or assigned):
        raise WrongUsage("--orphaned cannot be combined with another filter")
    with options.reading() as desk:
        reviewer = desk.reviewer_id
        if of:
            reviewer = known_reviewers.find_reviewer(desk.conn, of)
        if status and not claim_rows.known_status(desk.conn, status, desk.scale):
            known = ", ".join(s.id for s in desk.scale.statuses)
            raise WrongUsage(f"{status!r} is not a status; choose one of {known}, unreviewed")
        found = articles.find_article(desk.conn, article, reviewer)
        if of and reviewer != desk.reviewer_id:
            _say_hidden(desk, found, of)
        if orphaned:
            _print_orphans(desk, found, reviewer, as_json)
            return
        if assigned:
            _in_session(desk, found)
        source_id = _voice(desk, found, source) if source else None
        wanted = claim_listing.Filter(
            undecided=undecided,
            second=second,
            overruled=overruled,
            assigned=assigned,
            status=status,
            source=source_id,
        )
        ids_ = claim_listing.listing(desk.conn, found.id, reviewer, wanted)
        rows = claim_rows.rows(desk.conn, ids_, reviewer)
        names = known_sources.names(desk.conn)
        last = progress.settled(desk.conn, found.id)
        if as_json:
            print_json([_record(row, found, names) | _final(last.get(row.id)) for row in rows])
        else:
            _print(rows, found, known_scales.shelf(desk.conn, desk.scale), last)


def _voice(desk: Desk, article: Article, name: str) -> str:
    """The id of a source, or the name of a voice of the article that is in no registry yet."""
    known = known_sources.called(desk.conn, name)
    if known is not None:
        return known.id
    heard = [one.mention for one in offered.voices(desk.conn, article.id, _VOICES)]
    fits = (one for one in heard if known_sources.folded(one.text) == known_sources.folded(name))
    voice = next(fits, None)
    return voice.text if voice else known_sources.find(desk.conn, name).id


def _say_hidden(desk: Desk, article: Article, name: str) -> None:
    if blinds.hides(desk.conn, article.id):
        click.echo(f"{name}'s judgements are hidden until the reveal", err=True)


def _in_session(desk: Desk, article: Article) -> None:
    if session_rows.open_on(desk.conn, article.id) is None:
        raise WrongUsage("no session is open on this article, so nothing is assigned")


def _final(last: Settled | None) -> dict[str, Any]:
    return {"final": last._asdict() if last else None}


def _print_orphans(desk: Desk, article: Article, reviewer: str, as_json: bool) -> None:
    """The claims that went on nowhere, each with the version that it stands in."""
    found = orphans(desk.conn, article.id, reviewer)
    names = known_sources.names(desk.conn)
    if as_json:
        versions = {n: articles.article(desk.conn, n) for n in {o.version for o in found}}
        print_json(
            [
                _record(o.row, versions[o.version], names)
                | {"version": o.version, "gone_in": o.gone_in}
                for o in found
            ]
        )
        return
    shelf = known_scales.shelf(desk.conn, desk.scale)
    many = "1 claim" if len(found) == 1 else f"{len(found)} claims"
    print_text(f"{article.title}: {many} of earlier versions no longer in the text")
    for o in found:
        click.echo(f"{f'{o.version}:{o.row.number}':>7}  {_told(o.row, shelf)}")


def _print(
    rows: list[ClaimRow], article: Article, shelf: Shelf, last: Mapping[int, Settled]
) -> None:
    print_text(f"{article.title}: {article.decided} of {article.claims} decided")
    if last:
        click.echo(f"      {'yours':<15}  {'final':<18}  {'source':<12}  claim (* adjudicated)")
    for row in rows:
        if last:
            click.echo(shorten(f"{row.number:>4}  {_settled(row, shelf, last.get(row.id))}", WIDTH))
            continue
        click.echo(f"{row.number:>4}  {_told(row, shelf)}")


def _settled(row: ClaimRow, shelf: Shelf, last: Settled | None) -> str:
    """A claim with the last word on it, in the cells that there are."""
    final = shelf.label(last.status, last.scale) if last else ""
    if last and last.how == "adjudicated":
        final += " *?" if last.contested else " *"
    source = shorten(one_line(row.chain or row.source or suggested(row)), 12)
    yours = shorten(one_line(shelf.label(row.status, row.scale)), 15)
    return f"{yours:<15}  {shorten(one_line(final), 18):<18}  {source:<12}  {one_line(row.exact)}"


def _told(row: ClaimRow, shelf: Shelf) -> str:
    """A claim on one line: status, source, words."""
    source = row.chain or row.source or suggested(row)
    label = one_line(shelf.label(row.status, row.scale))
    return f"{label:<15}  {one_line(source):<24}  {one_line(row.exact)}"


def suggested(row: ClaimRow) -> str:
    """What reading suggests, with the question mark that says so; empty for nothing."""
    voices = dict.fromkeys(
        " > ".join(mention.text for mention in lead.chain) for lead in row.suggestions
    )
    return f"{' + '.join(voices)}?" if any(voices) else ""


def _record(row: ClaimRow, article: Article, names: dict[str, str]) -> dict[str, Any]:
    return {
        "article": article.title,
        "document": article.sha256,
        "number": row.number,
        "start": row.start,
        "end": row.end,
        "exact": row.exact,
        "status": row.status,
        "source": row.source,
        "chain": row.chain,
        "attributions": [one.plain for one in row.attributions],
        "attribution_status": row.attribution_status,
        "confidence": row.confidence,
        "claim_reviewed": row.claim_reviewed,
        "reviewed_at": row.reviewed_at or None,
        "suggestions": [
            {
                "chain": [names.get(m.source_id or "", m.text) for m in lead.chain],
                "sources": [m.source_id for m in lead.chain],
                "mentions": [m.text for m in lead.chain],
                "inferred": any(m.inferred for m in lead.chain),
                "pattern": lead.pattern,
                "confidence": lead.confidence,
                "quotation_type": lead.quotation_type.value,
            }
            for lead in row.suggestions
        ],
    }
