"""md: the review log for people, in the order in which an editor needs it.

What is told and in which order is `store.exports.telling`'s; here it becomes Markdown in which no
foreign text can mark anything up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from claims.text import one_line
from store.dossier import ArticleDossier, Dossier
from store.exports import telling
from store.exports.lines import Context, Line, Section, Table, Told

VERSION = "2"
SUFFIX = ".md"
ABOUT = "the review log for people, to send on"

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&]|^[-+](?=[-\s]|$))")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")  # "2. " would begin a list


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` makes no difference: this is for reading."""
    del raw
    for article in dossier.articles():
        yield f"# Review log: {_md(article.article.title)}\n\n"
        yield from _head(article, telling.left_out(dossier))
        for section in telling.sections(article, history=history):
            yield from _section(section)
    yield f"---\n\nLog digest `{dossier.digest}`. {_md(telling.foot(VERSION))}\n"


def _head(article: ArticleDossier, left_out: str) -> Iterator[str]:
    yield f"**{_md(telling.signoff(article))}**\n\n"
    yield from _lines(telling.since(article))
    if left_out:
        yield f"{_md(left_out)}\n\n"
    yield from _lines(telling.facts(article))


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}\n\n"
    if section.about:
        yield f"{_md(section.about)}\n\n"
    yield from _lines(section.lines)
    if section.table:
        yield from _table(section.table)
    for claim in section.claims:
        yield from _claim(claim)


def _lines(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        yield from _line(line, "")
    if lines:
        yield "\n"


def _line(line: Line, indent: str) -> Iterator[str]:
    label = f"{_md(line.label)}: " if line.label else ""
    yield f"{indent}- {label}{_md(line.text)}\n"
    for one in line.under:
        yield from _line(one, f"{indent}  ")


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(_md, table.head))} |\n"
    yield f"|{' --- |' * len(table.head)}\n"
    for row in table.rows:
        yield f"| {' | '.join(map(_md, row))} |\n"
    yield "\n"


def _claim(claim: Told) -> Iterator[str]:
    yield f"### {claim.number}. {_md(claim.verdict.capitalize())}\n\n"
    yield f"> {_context(claim.context)}\n\n"
    yield from _lines(claim.lines)


def _context(context: Context) -> str:
    """The claim's own words are bold where there are others around them."""
    before, own, after = map(one_line, context)
    if not before and not after:
        return _md(own)
    space = " " if before and context.before[-1:].isspace() else ""
    behind = " " if after and context.after[:1].isspace() else ""
    return f"{_md(before)}{space}**{_md(own)}**{behind}{_md(after)}"


def _md(text: str) -> str:
    """Foreign text on one line, with nothing that Markdown or a terminal would act on."""
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", one_line(text)))
