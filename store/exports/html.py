"""html: the review log as one page that stands alone: no script, nothing fetched from elsewhere.

It tells what `md` tells, in the same order. Foreign text is made visible first and escaped then,
and becomes a link only where it is an http address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice

from claims.scales import Tone
from claims.text import shorten, visible
from store.dossier.values import ArticleDossier, Dossier
from store.errors import BadInput
from store.exports import header, sections
from store.exports.log_parts import ClaimSection, Line, Section, TextTable

VERSION = "1"
SUFFIX = ".html"
ABOUT = "the review log as one page, to read, publish or print"
LIMIT = 20_000  # claims that a browser still shows at once
_LONG = 12  # claims from which there is a table of contents

_CSS = """
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1b1b;--dim:#595959;--line:#c9c9c9;--mark:#fff1b8;
--good:#0b6b2e;--warn:#8a5200;--bad:#b3151b;--muted:#595959;--todo:#595959;--link:#0b57a4}
@media (prefers-color-scheme:dark){:root{--bg:#16181b;--fg:#e8e8e8;--dim:#b0b0b0;--line:#4a4d52;
--mark:#574a12;--good:#6fd08c;--warn:#f0b95c;--bad:#ff8f8f;--muted:#b0b0b0;--todo:#b0b0b0;
--link:#8ec1ff}}
body{margin:0 auto;max-width:46rem;padding:1rem;background:var(--bg);color:var(--fg);
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}
a{color:var(--link)}.signed{font-weight:600}blockquote{margin:.5rem 0;padding-left:.8rem;
border-left:.25rem solid var(--line)}mark{background:var(--mark);color:inherit}
.whole{background:none}
dl{display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:.2rem 1rem}
dt{color:var(--dim)}dd{margin:0}ul{padding-left:1.2rem}table{border-collapse:collapse}
th,td{text-align:left;padding:.25rem 1rem .25rem 0;border-bottom:1px solid var(--line);
vertical-align:top}thead th{color:var(--dim);font-weight:600}tbody th{font-weight:400}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
.muted{color:var(--muted)}.todo{color:var(--todo)}svg{width:100%;max-width:25rem;height:auto;fill:currentColor}
footer{margin-top:3rem;border-top:1px solid var(--line);color:var(--dim);font-size:.9rem}
@media print{:root{color-scheme:light;--bg:#fff;--fg:#000;--dim:#444;--line:#999;--mark:#eee;
--good:#0b6b2e;--warn:#8a5200;--bad:#b3151b;--muted:#444;--todo:#444;--link:#000}
body{max-width:none;padding:0}nav{display:none}h2,h3{break-after:avoid}
blockquote,li,tr{break-inside:avoid}}
"""
_HTTP = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # BCP 47


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` makes no difference: this is for reading. Raises: `BadInput` above `LIMIT` claims."""
    del raw
    _bounded(dossier)
    first = next(iter(dossier.articles()), None)
    title = shorten(f"Review log: {first.article.title}" if first else "Review log", 70)
    yield head(title)
    for n, article in enumerate(dossier.articles()):
        prefix = f"a{n + 1}-" if n else ""
        yield from _article(article, prefix, dossier, history=history)
    yield f"</main>\n<footer>\n<p>Log digest <code>{text(dossier.digest)}</code>. "
    yield f"{text(header.foot(VERSION))}</p>\n</footer>\n</body>\n</html>\n"


def head(title: str, more_css: str = "") -> str:
    """A page up to where its content begins."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>{_CSS}{more_css}</style>\n</head>\n<body>\n<main>\n"
    )


def _bounded(dossier: Dossier) -> None:
    claims = (claim for article in dossier.articles() for claim in article.every())
    if next(islice(claims, LIMIT, None), None) is not None:
        raise BadInput(
            f"html is for at most {LIMIT:,} claims, which a browser can show, and here are more; "
            "choose one article, or export jsonl or csv"
        )


def _article(
    article: ArticleDossier, prefix: str, dossier: Dossier, *, history: bool
) -> Iterator[str]:
    yield f"<header>\n<h1>Review log: {text(article.article.title)}</h1>\n"
    yield f'<p class="signed">{text(header.signoff(article))}</p>\n'
    yield from lines(header.since(article))
    if left_out := header.left_out(dossier):
        yield f"<p>{text(left_out)}</p>\n"
    yield "<dl>\n"
    for fact in header.facts(article, dossier.scales):
        yield f"<dt>{text(fact.label)}</dt><dd>{_linked(fact)}</dd>\n"
    yield "</dl>\n"
    yield from _chart(header.statuses(article))
    yield "</header>\n"
    yield from _contents(article, prefix, history)
    for section in sections.sections(article, history=history):
        yield from _section(section, prefix, language(article.article.in_language))


def language(tag: str) -> str:
    """The attribute for an article's own words, by BCP 47; ours are English."""
    return f' lang="{tag}"' if _TAG.fullmatch(tag) else ""


def _contents(article: ArticleDossier, prefix: str, history: bool) -> Iterator[str]:
    if next(islice(article.claims(), _LONG, None), None) is None:
        return
    yield (
        f'<nav aria-label="Contents {prefix}">\n<ul>\n'
        if prefix
        else ('<nav aria-label="Contents">\n<ul>\n')
    )
    for section in sections.sections(article, history=history):
        yield f'<li><a href="#{prefix}{section.slug}">{text(section.title)}</a></li>\n'
    yield "</ul>\n</nav>\n"


def _chart(statuses: Sequence[tuple[str, Tone, int]]) -> Iterator[str]:
    """A bar for each verdict, with its words; the whole has a text alternative."""
    if not statuses:
        return
    most = max(count for _, _, count in statuses)
    told = ", ".join(f"{count} {name}" for name, _, count in statuses)
    yield f'<svg viewBox="0 0 360 {len(statuses) * 22}" role="img" '
    yield f'aria-label="Claims by verdict: {text(told)}">\n'
    for n, (name, tone, count) in enumerate(statuses):
        wide = max(2, round(150 * count / most))
        yield f'<text x="0" y="{n * 22 + 15}" font-size="13">{text(shorten(name, 24))}</text>'
        yield f'<rect class="{tone.value}" x="160" y="{n * 22 + 3}" width="{wide}" height="15"/>'
        yield f'<text x="{166 + wide}" y="{n * 22 + 15}" font-size="13">{count}</text>\n'
    yield "</svg>\n"


def _section(section: Section, prefix: str, language: str) -> Iterator[str]:
    name = f"{prefix}{section.slug}"
    yield f'<section id="{name}">\n<h2>{text(section.title)}</h2>\n'
    if section.about:
        yield f"<p>{text(section.about)}</p>\n"
    yield from lines(section.lines, prefix)
    if section.table:
        yield from _table(section.table)
    for claim in section.claims:
        yield from one_claim(claim, prefix, language)
    yield "</section>\n"


def lines(told: Sequence[Line], prefix: str = "") -> Iterator[str]:
    if told:
        yield "<ul>\n"
        for line in told:
            yield f"<li>{_line(line, prefix)}"
            yield from lines(line.under)
            yield "</li>\n"
        yield "</ul>\n"


def _line(line: Line, prefix: str) -> str:
    """A line; what names a claim leads to it."""
    there = f'<a href="#{prefix}{_anchor(line.claim)}">' if line.claim else ""
    back = "</a>" if there else ""
    if not line.label:
        return f"{there}{_linked(line)}{back}"
    return f"<b>{there}{text(line.label)}{back}:</b> {_linked(line)}"


def _anchor(number: str) -> str:
    return f"claim-{re.sub(r'[^0-9A-Za-z.-]', '-', number)}"


def _table(table: TextTable) -> Iterator[str]:
    head = "".join(f'<th scope="col">{text(cell)}</th>' for cell in table.head)
    yield f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    for first, *rest in table.rows:
        cells = "".join(f"<td>{text(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{text(first)}</th>{cells}</tr>\n'
    yield "</tbody>\n</table>\n"


def one_claim(claim: ClaimSection, prefix: str, language: str) -> Iterator[str]:
    before, own, after = map(text, claim.context)
    whole = "" if before.strip() or after.strip() else ' class="whole"'
    yield f'<article id="{prefix}{_anchor(claim.number)}">\n<h3>{text(claim.number)}. '
    yield f'<span class="{claim.tone.value}">{text(claim.verdict.capitalize())}</span></h3>\n'
    yield f"<blockquote{language}><p>{before}<mark{whole}>{own}</mark>{after}</p></blockquote>\n"
    yield from lines(claim.lines)
    yield "</article>\n"


def _linked(line: Line) -> str:
    shown = text(line.text)
    if not _HTTP.fullmatch(visible(line.url)) or visible(line.url) != line.url:
        return shown
    return f'<a href="{escape(line.url)}" rel="noopener nofollow">{shown}</a>'


def text(foreign: str) -> str:
    """Foreign text as html shows it, with nothing that a browser or a terminal would obey."""
    return escape(visible(foreign))
