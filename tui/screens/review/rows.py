"""Claims as rows of the list and as spans in the article, as pure functions."""

from __future__ import annotations

from collections.abc import Mapping

from claims.model import Span
from claims.scales import Shelf
from claims.text import one_line
from store.queries.claim_listing import Filter
from store.queries.claim_rows import ClaimRow
from tui.screens import held_words
from tui.widgets.row_list import Row

_VIEWS = (
    *("undecided", "mine", "teammate", "split", "queries", "leads", "second", "assigned"),
    "overruled",
)


def list_row(
    row: ClaimRow, shelf: Shelf, names: Mapping[str, str], *, lead: bool = False, team: str = ""
) -> Row:
    """A claim as the list shows it; `team` are the marks of what others said about it."""
    ruled = row.ruled is not None and not row.split
    shown = (row.ruled, row.ruled_on) if ruled else (row.stands_for, row.scale)
    letter, held = shelf.letter(*shown)
    tone = held.value
    if row.split:
        letter, tone = "!", "split"
    if row.attributions:
        source = held_words.held_voices(row.attributions, names)
    else:
        source = f"{held_words.voices(row.suggestions, names)}?"
    source = source.replace(" > ", ">")
    marks = {"note": "n", "query": "?", "correction": "c"}
    flags = "!" if lead else ""
    flags += "".join(mark for kind, mark in marks.items() if kind in row.notes) + team
    if row.colleagues:
        flags += f" {row.colleagues}+"
    text = row.claim_reviewed or row.exact
    return Row(row.number, letter, tone, one_line(source), one_line(text), flags.strip())


def detail(row: ClaimRow) -> dict[str, list[Span]]:
    """Who and which words: the spans of the held attribution, or else of the suggestion."""
    found: dict[str, list[Span]] = {"source": [], "cue": []}
    for held in row.attributions:
        for name in found:
            if span := getattr(held, name):
                found[name].append(span)
    if not row.attributions:
        for lead in row.suggestions:
            found["source"] += [lead.source_span] if lead.source_span else []
            found["cue"] += [lead.cue_span] if lead.cue_span else []
    return found


def view_name(wanted: Filter, names: dict[str, str]) -> str:
    """What the list shows, in a word or two."""
    if wanted.text:
        return f"“{one_line(wanted.text)}”"
    if wanted.source:
        return one_line(names.get(wanted.source, wanted.source))
    return next((name for name in _VIEWS if getattr(wanted, name)), "all")
