"""The minutes as one page that stands alone, to read, to send round, to print.

Its looks and its care with foreign text are those of the exported review log.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.text import shorten
from store.exports.html import head, language, lines, one_claim, text
from store.exports.log_parts import HOW_TO_CHECK, Section, TextTable
from store.minutes import sections
from store.minutes.values import Minutes

# Columns keep whole words; on a telephone a row is a block whose cells name their columns.
_CSS = """
th,td{overflow-wrap:break-word}@media print{blockquote{break-after:avoid}}
@media screen and (max-width:36rem){table,tbody,tr,th,td{display:block}thead{display:none}
tr{border-bottom:1px solid var(--line);padding:.4rem 0}th,td{border:0;padding:.1rem 0}
td::before{content:attr(data-label) ": ";color:var(--dim)}tbody th{font-weight:600}
#agreed tbody th::before{content:"Claim "}dl{display:block}dd{margin:0 0 .4rem}}
"""


def render(minutes: Minutes) -> Iterator[str]:
    title = sections.title(minutes)
    yield head(shorten(title, 70), _CSS)
    yield f"<header>\n<h1>{text(title)}</h1>\n<dl>\n"
    for fact in sections.facts(minutes):
        yield f"<dt>{text(fact.label)}</dt><dd>{text(fact.text)}</dd>\n"
    yield "</dl>\n</header>\n"
    for section in sections.sections(minutes):
        yield from _section(section, language(minutes.article.in_language))
    yield f"</main>\n<footer>\n<p>Log digest <code>{text(minutes.digest)}</code>. "
    yield f"{text(HOW_TO_CHECK)}</p>\n</footer>\n</body>\n</html>\n"


def _section(section: Section, lang: str) -> Iterator[str]:
    yield f'<section id="{section.slug}">\n<h2>{text(section.title)}</h2>\n'
    if section.about:
        yield f"<p>{text(section.about)}</p>\n"
    if section.table:
        yield from _table(section.table)
    yield from lines(section.lines)
    for claim in section.claims:
        yield from one_claim(claim, "", lang)
    yield "</section>\n"


def _table(table: TextTable) -> Iterator[str]:
    top = "".join(f'<th scope="col">{text(cell)}</th>' for cell in table.head)
    yield f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n"
    for first, *rest in table.rows:
        cells = "".join(
            f'<td data-label="{text(label)}">{text(cell)}</td>'
            for label, cell in zip(table.head[1:], rest, strict=True)
        )
        yield f'<tr><th scope="row">{text(first)}</th>{cells}</tr>\n'
    yield "</tbody>\n</table>\n"
