"""The minutes as Markdown in which no foreign text can mark anything up."""

from __future__ import annotations

from collections.abc import Iterator

from store.exports.log_parts import HOW_TO_CHECK, Section
from store.exports.markdown import escaped, lines, one_claim, table
from store.minutes import sections
from store.minutes.values import Minutes


def render(minutes: Minutes) -> Iterator[str]:
    yield f"# {escaped(sections.title(minutes))}\n\n"
    yield from lines(sections.facts(minutes))
    for section in sections.sections(minutes):
        yield from _section(section)
    yield f"---\n\nLog digest `{minutes.digest}`. {escaped(HOW_TO_CHECK)}\n"


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}\n\n"
    if section.about:
        yield f"{escaped(section.about)}\n\n"
    if section.table:
        yield from table(section.table)
    yield from lines(section.lines)
    for claim in section.claims:
        yield from one_claim(claim)
