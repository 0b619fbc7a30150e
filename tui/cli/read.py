"""`read`: what a text itself tells, without a desk."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from tui.cli.common import date_option, print_json, read_input

if TYPE_CHECKING:
    from claims.model import Quantity, Reading, Span


@click.command()
@click.argument("file", required=False)
@click.option("--published", callback=date_option, metavar="DATE", help="When it was published.")
@click.option("--encoding", metavar="NAME", help="How its bytes are to be read, if not UTF-8.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.option("--batch", is_flag=True, help="JSONL {id, text, published} in, JSONL out, in order.")
def read(
    file: str | None, published: str | None, encoding: str | None, as_json: bool, batch: bool
) -> None:
    """Show who says what in FILE (- is standard input)."""
    if batch:
        _batch()
        return
    if file is None:
        raise click.UsageError("name a FILE, or pass --batch")
    from claims.intake import read_document
    from claims.reading import read as read_text

    document = read_document(read_input(file), "" if file == "-" else file, encoding)
    reading = read_text(document.text, published)
    if as_json:
        print_json({"id": file} | _record(reading))
    else:
        _show(document.text, reading)


def _batch() -> None:
    from claims.reading import read as read_text
    from store.errors import BadInput
    from store.exports.jsonl import json_text

    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text, published = record["text"], record.get("published")
            if not isinstance(text, str):
                raise TypeError("text is no string")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BadInput(f"line {number} is no record with an id and a text: {error}") from None
        sys.stdout.write(json_text({"id": record.get("id")} | _record(read_text(text, published))))
        sys.stdout.write("\n")


def _record(reading: Reading) -> dict[str, Any]:
    return {
        "sentences": _pairs(reading.sentences),
        "claims": _pairs(reading.claims),
        "attributions": [
            {
                "source": _pairs(found.source),
                "cue": _pairs(found.cue),
                "content": _pairs(found.content),
                "quotation_type": found.quotation_type.value,
                "attribution_type": found.attribution_type.value,
                "pattern": found.pattern,
                "confidence": found.confidence,
                "nested_in": found.nested_in,
            }
            for found in reading.attributions
        ],
        "dates": [
            {"start": d.span.start, "end": d.span.end, "value": d.value, "type": d.type.value}
            for d in reading.dates
        ],
        "quantities": [_quantity(found) for found in reading.quantities],
    }


def _quantity(found: Quantity) -> dict[str, Any]:
    return {
        "start": found.span.start,
        "end": found.span.end,
        "value": float(found.value),
        "unit": found.unit,
        "kind": found.kind.value,
    } | ({"high": float(found.high)} if found.high else {})


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _show(text: str, reading: Reading) -> None:
    from claims.reasons import reason
    from claims.registry import Registry
    from claims.suggest import suggest
    from claims.text import one_line

    leads = suggest(text, reading.claims, reading.attributions, Registry())
    for number, (span, found) in enumerate(zip(reading.claims, leads, strict=True), 1):
        click.echo(f"{number:>4}  {one_line(span.of(text))}")
        for lead in found:
            voices = " > ".join(one_line(mention.text) for mention in lead.chain)
            click.echo(f"      {voices or 'nobody named'}: {one_line(reason(lead, text))}")
