"""`evidence add`, `list`, `weigh` and `remove`."""

from __future__ import annotations

from typing import Any

import click

from claims.model import EvidenceKind, Role
from claims.tables.description import described
from claims.text import one_line, visible
from store.queries import articles, claim_rows, known_sources
from store.queries.claim_rows import claim_number
from store.queries.evidence_items import Item, named, numbered, of_claim
from store.verbs import evidence as attaching
from store.verbs.desk import Desk
from tui.cli.common import Options, date_option, print_json, print_text, tell
from tui.incoming import Incoming, read_evidence

_BELONGS = (  # options that say more about one kind of evidence
    (("exact", "sheet", "encoding"), "file", "FILE"),
    (("accessed", "archived"), "url", "--url"),
    (("held", "medium", "terms"), "conversation", "--conversation"),
)


@click.group()
def evidence() -> None:
    """Attach evidence, list it, weigh it."""


@evidence.command()
@click.argument("file", required=False)
@click.option("--to", "article", metavar="ARTICLE", help="The article, if the desk has several.")
@click.option("--claim", metavar="N", help="For this claim only, not the whole article.")
@click.option("--source", metavar="S", help="Who published or said it: id or name.")
@click.option("--stance", metavar="S", help="supports, refutes or context; with --claim.")
@click.option("--provenance", metavar="P", help="primary or secondary.")
@click.option(
    "--credibility", metavar="1-6", help="1 (confirmed) to 6 (cannot be judged); with --claim."
)
@click.option("--group", metavar="TEXT", help="Pieces in one group count once; with --claim.")
@click.option("--title", metavar="TEXT", help="Its title in lists.")
@click.option("--exact", metavar="TEXT", help="The passage that matters, word for word.")
@click.option("--sheet", default="", metavar="NAME", help="One sheet of a workbook; else all.")
@click.option("--encoding", metavar="NAME", help="Text encoding, if not UTF-8.")
@click.option("--url", metavar="URL", help="Its web address; without FILE, a page to cite.")
@click.option("--accessed", callback=date_option, metavar="DATE", help="When you read the page.")
@click.option("--archived", metavar="URL", help="An archived copy of the page.")
@click.option("--conversation", metavar="WHOM", help="Who you spoke with, by name or role.")
@click.option("--held", callback=date_option, metavar="DATE", help="When you spoke.")
@click.option("--medium", metavar="TEXT", help="How: by telephone, in person …")
@click.option("--terms", metavar="T", help="on_the_record, background, deep_background …")
@click.option("--on-author", is_flag=True, help="The writer vouches for it.")
@click.pass_obj
def add(options: Options, /, **given: Any) -> None:
    """Attach FILE (txt, md, html, pdf, csv, xlsx, ods), a page, a talk or the author's word."""
    kind = _kind(given)
    personal = {"stance": given["stance"], **_weights(given)}
    if any(personal.values()) and not given["claim"]:
        raise click.UsageError("--stance, --credibility and --group need --claim N")
    incoming = _incoming(given) if kind is EvidenceKind.DOCUMENT else None
    with options.desk(ask=True) as desk:
        if incoming:
            tell(incoming)
            _tell_tables(incoming)
        document, claim = _place(desk, given)
        values = _values(desk, given)
        if incoming:
            values |= _passage(incoming.document.text, given["exact"])
            change = attaching.attach_file(
                desk, document, incoming, values, claim, weights=personal
            )
        else:
            change = attaching.attach(desk, document, kind, values, claim, weights=personal)
        _report(desk, document, change.event)


def _kind(given: dict[str, Any]) -> Any:
    asked = {
        EvidenceKind.DOCUMENT: bool(given["file"]),
        EvidenceKind.URL: bool(given["url"]) and not given["file"],
        EvidenceKind.CONVERSATION: bool(given["conversation"]),
        EvidenceKind.ON_AUTHOR: given["on_author"],
    }
    kinds = [kind for kind, wanted in asked.items() if wanted]
    if len(kinds) != 1:
        raise click.UsageError("give one of: FILE, --url URL, --conversation WHOM, --on-author")
    for names, needed, shown in _BELONGS:
        for name in names:
            if given[name] and not given[needed]:
                raise click.UsageError(f"--{name} needs {shown}")
    return kinds[0]


def _incoming(given: dict[str, Any]) -> Incoming:
    named = {name: given[name] for name in ("encoding", "sheet", "url")}
    return read_evidence(given["file"], **named)


def _tell_tables(incoming: Incoming) -> None:
    """Say on stderr how each table of a file is read, or why it can be checked against nothing."""
    if incoming.document.role is Role.DATASET:
        name = incoming.file_name or "standard input"
        for reading in described(incoming.document.text):
            click.echo(f"{name}: {visible(one_line(reading))}", err=True)


def _place(desk: Desk, given: dict[str, Any]) -> tuple[int, int | None]:
    claim = None
    if given["claim"]:
        name = f"{given['article']}:{given['claim']}" if given["article"] else given["claim"]
        claim = claim_rows.find_claim(desk.conn, name, desk.reviewer_id)
        return claim_rows.row(desk.conn, claim, desk.reviewer_id).document, claim
    return articles.find_article(desk.conn, given["article"], desk.reviewer_id).id, claim


def _values(desk: Desk, given: dict[str, Any]) -> dict[str, Any]:
    source = given["source"]
    return {
        "title": given["title"],
        "source": known_sources.find(desk.conn, source).id if source else None,
        "provenance": given["provenance"],
        "url": given["url"],
        "accessed_at": given["accessed"],
        "archived_url": given["archived"],
        "with_whom": given["conversation"],
        "held_at": given["held"],
        "medium": given["medium"],
        "terms": given["terms"],
    }


def _weights(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "information_credibility": given["credibility"],
        "independence_group": given["group"],
    }


def _passage(text: str, exact: str | None) -> dict[str, Any]:
    """Where the chosen words stand. Raises: a usage error when they do not."""
    if not exact:
        return {}
    start = text.find(exact)
    if start < 0:
        raise click.UsageError("the document does not have the words of --exact")
    return {"exact": exact, "start": start, "end": start + len(exact)}


def _report(desk: Desk, document: int, event: str) -> None:
    for number, item in numbered(desk.conn, document).items():
        if item.id == event:
            print_text(_line(desk, number, item))


@evidence.command(name="list")
@click.argument("article", required=False)
@click.option("--claim", metavar="N", help="Only what bears on this claim, as you weigh it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(options: Options, article: str | None, claim: str | None, as_json: bool) -> None:
    """List the evidence of ARTICLE."""
    with options.reading() as desk:
        found = articles.find_article(desk.conn, article, desk.reviewer_id)
        items = numbered(desk.conn, found.id)
        if claim:
            name = f"{found.id}:{claim}"
            number = claim_rows.find_claim(desk.conn, name, desk.reviewer_id)
            weighed = {item.id: item for item in of_claim(desk.conn, number, desk.reviewer_id)}
            items = {n: weighed[item.id] for n, item in items.items() if item.id in weighed}
        if as_json:
            print_json([_record(desk, n, item) for n, item in items.items()])
            return
        for n, item in items.items():
            print_text(_line(desk, n, item))
        if not items:
            click.echo("no evidence yet; attach some with `twosource evidence add FILE`", err=True)


def _line(desk: Desk, number: int, item: Item) -> str:
    where = f"#{claim_number(desk.conn, item.claim)}" if item.claim is not None else "article"
    parts = [item.kind.replace("_", " "), item.source_name, item.provenance, item.grade]
    parts += [item.stance, item.independence_group]
    told = ", ".join(one_line(part) for part in parts if part)
    return f"e{number:<3} {where:<8} {one_line(item.title)}  ({told})"


def _record(desk: Desk, number: int, item: Item) -> dict[str, Any]:
    return {
        "number": number,
        "id": item.id,
        "claim": claim_number(desk.conn, item.claim) if item.claim is not None else None,
        "kind": item.kind,
        "document": item.text or None,
        "title": item.title,
        "source": item.source or None,
        "provenance": item.provenance or None,
        "source_reliability": item.source_reliability or None,
        "information_credibility": item.information_credibility or None,
        "stance": item.stance or None,
        "independence_group": item.independence_group or None,
        "details": {k: v for k, v in item.held.items() if k not in ("text", "title", "source")},
        "added_by": item.added_by,
        "added_at": item.added_at,
    }


@evidence.command()
@click.argument("claim")
@click.argument("item", metavar="EVIDENCE")
@click.option("--stance", metavar="S", help="supports, refutes, context; `none` clears it.")
@click.option("--credibility", metavar="1-6", help="1 (confirmed) to 6 (cannot be judged).")
@click.option("--group", metavar="TEXT", help="Pieces in one group count once.")
@click.pass_obj
def weigh(options: Options, /, claim: str, item: str, **given: Any) -> None:
    """Weigh EVIDENCE (its number in `evidence list`) for CLAIM."""
    weights = {"stance": given["stance"], **_weights(given)}
    values = {k: None if v == "none" else v for k, v in weights.items() if v is not None}
    if not values:
        raise click.UsageError("give --stance, --credibility or --group")
    with options.desk(ask=True) as desk:
        number = claim_rows.find_claim(desk.conn, claim, desk.reviewer_id)
        row = claim_rows.row(desk.conn, number, desk.reviewer_id)
        found = named(desk.conn, row.document, item)
        attaching.weigh(desk, number, found.id, values)
        told = ", ".join(str(v or "none") for v in values.values())
        print_text(f"#{row.number} {found.title}: {told}")


@evidence.command()
@click.argument("item", metavar="EVIDENCE")
@click.option("--of", "article", metavar="ARTICLE", help="The article, if the desk has several.")
@click.pass_obj
def remove(options: Options, item: str, article: str | None) -> None:
    """Remove EVIDENCE (its number in `evidence list`). The log keeps it."""
    with options.desk(ask=True) as desk:
        found = articles.find_article(desk.conn, article, desk.reviewer_id)
        piece = named(desk.conn, found.id, item)
        attaching.detach(desk, piece.id)
        print_text(f"{piece.title}: removed")
