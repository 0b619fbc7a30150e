"""`read`: the claims, sources, dates and figures of a text, without a desk."""

from __future__ import annotations

import json
import os
import sys
from decimal import Decimal
from typing import Any

import click

from claims.json_text import json_text
from claims.model import Mention, Quantity, Reading, Span, Suggestion, Voice
from claims.reading import read as read_text
from claims.reading.worth import worth
from claims.text import one_line
from claims.voices.reasons import reason
from claims.voices.registry import Registry
from claims.voices.suggest import Voiced, voiced
from store.errors import BadInput
from store.sandbox.parent import read_document
from tui.cli.common import date_option, print_json
from tui.incoming import read_input


@click.command()
@click.argument("file", required=False)
@click.option(
    "--published", callback=date_option, metavar="DATE", help="Publication date, like 2024-02-08."
)
@click.option("--encoding", metavar="NAME", help="Text encoding, if not UTF-8.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--explain", is_flag=True, help="Say why each source is suggested.")
@click.option("--batch", is_flag=True, help="JSONL {id, text, published} in, JSONL out, in order.")
def read(
    file: str | None,
    published: str | None,
    encoding: str | None,
    as_json: bool,
    explain: bool,
    batch: bool,
) -> None:
    """Find the claims in FILE, who makes them, and their dates and figures."""
    if batch:
        _batch()
        return
    if file is None:
        raise click.UsageError("give a FILE, or --batch")

    document = read_document(read_input(file), "" if file == "-" else file, encoding)
    reading = read_text(document.text, published)
    found = voiced(document.text, reading.claims, reading, Registry())
    if as_json:
        told = _record(reading) | _voices(found)
        print_json({"id": file} | told | {"worth": _worth(document.text, reading)})
    else:
        _show(document.text, reading, found, explain)


def _batch() -> None:
    registry = Registry()
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text, published = record["text"], record.get("published")
            if not isinstance(text, str):
                raise TypeError("text is not a string")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BadInput(
                f"line {number} is not a record with an id and a text: {error}"
            ) from None
        reading = read_text(text, published)
        told = _record(reading) | _voices(voiced(text, reading.claims, reading, registry))
        sys.stdout.write(json_text({"id": record.get("id")} | told))
        sys.stdout.write("\n")


def _voices(found: Voiced) -> dict[str, Any]:
    """Who speaks: the cast, and for each claim its suggestions."""
    return {
        "cast": [_voice(voice) for voice in found.cast],
        "who": [[_suggestion(lead) for lead in leads] for leads in found.suggestions],
    }


def _voice(voice: Voice) -> dict[str, Any]:
    return {
        "name": voice.name,
        "aka": list(voice.aka),
        "type": voice.type.value,
        "role": voice.role or None,
        "organisation": voice.organisation or None,
        "source_id": voice.source_id,
        "mentions": _pairs(voice.mentions),
    }


def _suggestion(lead: Suggestion) -> dict[str, Any]:
    content = lead.content_span
    return {
        "chain": [_link(mention) for mention in lead.chain],
        "content": [content.start, content.end] if content is not None else None,
        "confidence": round(lead.confidence, 2),
    }


def _link(mention: Mention) -> dict[str, Any]:
    return {
        "name": mention.text,
        "source_id": mention.source_id,
        "inferred": mention.inferred,
        "type": mention.type.value,
        "role": mention.role or None,
        "organisation": mention.organisation or None,
    }


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


def _worth(text: str, reading: Reading) -> list[list[str]]:
    """For each claim the reasons to check it first."""
    return [list(found.reasons) for found in worth(text, reading)]


def _quantity(found: Quantity) -> dict[str, Any]:
    return {
        "start": found.span.start,
        "end": found.span.end,
        "value": float(found.value),
        "unit": found.unit,
        "kind": found.kind.value,
        "hedge": found.hedge,
    } | ({"high": float(found.high)} if found.high else {})


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _show(text: str, reading: Reading, voices: Voiced, explain: bool) -> None:
    hints = _worth(text, reading)
    for number, (span, found, hint) in enumerate(
        zip(reading.claims, voices.suggestions, hints, strict=True), 1
    ):
        _line(f"{number:>4}", one_line(span.of(text)))
        for lead in found:
            _line("who", *_who(lead, text, explain))
        for date in reading.dates:
            if span.holds(date.span) and (date.fault or date.value != date.span.of(text)):
                words = f"{one_line(date.span.of(text))} = {date.value}"
                _line("when", words, one_line(date.fault), style="red" if date.fault else "green")
        for figure in reading.quantities:
            if span.holds(figure.span) and not _is_aside(figure, text, reading):
                _line("how much", f"{one_line(figure.span.of(text))} = {_figure(figure)}")
        if hint:
            _line("check first", ", ".join(hint), style="bright_black")
    _show_cast(voices)


def _show_cast(voices: Voiced) -> None:
    """Who speaks in the article, each with what the article tells of them."""
    speaking = {one.text for leads in voices.suggestions for lead in leads for one in lead.chain}
    cast = [voice for voice in voices.cast if voice.name in speaking]
    if cast:
        click.echo(click.style("\n Who speaks", bold=True), color=_colour())
    for voice in dict.fromkeys(cast):
        what = ", ".join(filter(None, (voice.role, voice.organisation)))
        aside = " · ".join(filter(None, (what, voice.type.value)))
        _line("", one_line(voice.name), one_line(aside))


def _who(lead: Suggestion, text: str, explain: bool) -> tuple[str, str]:
    voices = " > ".join(one_line(mention.text) for mention in lead.chain)
    guessed = " (inferred)" if any(mention.inferred for mention in lead.chain) else ""
    return voices + guessed, one_line(reason(lead, text)) if explain else ""


def _is_aside(found: Quantity, text: str, reading: Reading) -> bool:
    """A figure that a date has told already, or a bare count in words ("the two leaders")."""
    dated = any(date.span.overlap(found.span) for date in reading.dates)
    return dated or (not found.unit and not found.hedge and found.span.of(text).isalpha())


def _figure(found: Quantity) -> str:
    values = [f"{Decimal(value):,}" for value in (found.value, found.high) if value]
    value = " to ".join(values)
    return " ".join(part for part in (found.hedge, value, found.unit) if part)


def _line(label: str, words: str, aside: str = "", style: str = "green") -> None:
    """One line: a claim behind its number, or what was found in it behind a word for it."""
    if label.strip().isdigit():
        click.echo(f"{click.style(label, bold=True)}  {words}", color=_colour())
        return
    more = click.style(f"  {aside}", dim=style == "green", fg="red" if style == "red" else None)
    head = click.style(f"{label:>12}", fg=style)
    click.echo(f"{head}  {words}{more if aside else ''}", color=_colour())


def _colour() -> bool | None:
    """None lets click see whether there is a terminal."""
    return False if os.environ.get("NO_COLOR") else None
