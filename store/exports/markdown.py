"""md: the review log for people, in the order in which an editor needs it.

What is told and in which order is `store.exports.sections`'s; here it becomes Markdown in which no
foreign text can mark anything up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from claims.text import one_line
from store.dossier.values import ArticleDossier, Dossier
from store.exports import header, sections
from store.exports.log_parts import ClaimSection, Context, Line, Section, TextTable

VERSION = "2"
SUFFIX = ".md"
ABOUT = "the review log for people, to send on"

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&]|^[-+](?=[-\s]|$))")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")  # "2. " would begin a list


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` makes no difference: this is for reading."""
    del raw
    for article in dossier.articles():
        yield f"# Review log: {escaped(article.article.title)}\n\n"
        yield from _head(article, dossier)
        for section in sections.sections(article, history=history):
            yield from _section(section)
    yield f"---\n\nLog digest `{dossier.digest}`. {escaped(header.foot(VERSION))}\n"


def _head(article: ArticleDossier, dossier: Dossier) -> Iterator[str]:
    yield f"**{escaped(header.signoff(article))}**\n\n"
    yield from lines(header.since(article))
    if left_out := header.left_out(dossier):
        yield f"{escaped(left_out)}\n\n"
    yield from lines(header.facts(article, dossier.scales))


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}\n\n"
    if section.about:
        yield f"{escaped(section.about)}\n\n"
    yield from lines(section.lines)
    if section.table:
        yield from table(section.table)
    for claim in section.claims:
        yield from one_claim(claim)


def lines(told: Sequence[Line]) -> Iterator[str]:
    for line in told:
        yield from _line(line, "")
    if told:
        yield "\n"


def _line(line: Line, indent: str) -> Iterator[str]:
    label = f"{escaped(line.label)}: " if line.label else ""
    yield f"{indent}- {label}{escaped(line.text)}".rstrip() + "\n"
    for one in line.under:
        yield from _line(one, f"{indent}  ")


def table(table: TextTable) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, table.head))} |\n"
    yield f"|{' --- |' * len(table.head)}\n"
    for row in table.rows:
        yield f"| {' | '.join(map(escaped, row))} |\n"
    yield "\n"


def one_claim(claim: ClaimSection) -> Iterator[str]:
    yield f"### {claim.number}. {escaped(claim.verdict.capitalize())}\n\n"
    yield f"> {_context(claim.context)}\n\n"
    yield from lines(claim.lines)


def _context(context: Context) -> str:
    """The claim's own words are bold where there are others around them."""
    before, own, after = map(one_line, context)
    if not before and not after:
        return escaped(own)
    space = " " if before and context.before[-1:].isspace() else ""
    behind = " " if after and context.after[:1].isspace() else ""
    return f"{escaped(before)}{space}**{escaped(own)}**{behind}{escaped(after)}"


def escaped(text: str) -> str:
    """Foreign text on one line, with nothing that Markdown or a terminal would act on."""
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", one_line(text)))
