"""html: the review log as one page that can be published as it is.

One file without a script, a picture or a style from elsewhere, so that it can be mailed, printed
and kept. It reads on a phone and at a desk, in light and dark, and says with a word what it says
with a colour. What it tells is in `telling`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from claims.scales import Tone
from claims.text import visible
from store.dossier import ArticleDossier, Claim, Dossier, Evidence, Judgement
from store.errors import BadInput
from store.exports import telling
from store.exports.html_style import STYLE
from store.exports.telling import Told

VERSION = "1"
SUFFIX = ".html"
ABOUT = "the review log for people, as a page to publish or print"

MOST = 20_000  # claims that a browser still scrolls through
LISTED = 12  # claims from which on there is a list of them
_BAR, _ROW, _LABELS = 300, 26, 150  # of the chart, in its own units


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` makes no difference: this is for reading.

    Raises: `BadInput` for more claims than a page can hold, before anything is written.
    """
    del raw
    known = [article.article for article in dossier.articles()]
    many = sum(article.claims for article in known)
    if many > MOST:
        raise BadInput(
            f"{many:,} claims are more than a page can hold ({MOST:,}); export one article, or "
            "take csv or jsonl"
        )
    return _page(dossier, known[0].title if len(known) == 1 else "Review log", history)


def _page(dossier: Dossier, title: str, history: bool) -> Iterator[str]:
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="twosource, html {VERSION}">\n'
        f"<title>Review log: {_text(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    )
    if dossier.told:
        yield f'<p class="only">This is a choice: {_text(dossier.told)}.</p>\n'
    for n, article in enumerate(dossier.articles()):
        yield from _article(article, dossier.scales, history, f"a{n + 1}-" if n else "")
    yield (
        f"<footer>\n<p>Log digest <code>{_text(dossier.digest)}</code></p>\n"
        f"<p>{_code(telling.FOOT)}</p>\n</footer>\n</body>\n</html>\n"
    )


def _article(
    article: ArticleDossier, scales: Mapping[str, str], history: bool, prefix: str
) -> Iterator[str]:
    told = telling.tell(article, scales)
    yield "<article>\n"
    yield from _head(told)
    yield from _section("Open queries", _queries(told, prefix))
    yield from _section("Corrections", _corrections(told, prefix))
    yield from _section("Splits to settle", _splits(told, prefix))
    yield from _section("Claims at a glance", _glance(told, prefix))
    yield "<section>\n<h2>Claims</h2>\n"
    for claim in told.claims:
        yield from _claim(told, claim, prefix)
    if not told.claims:
        yield "<p>No claim was found.</p>\n"
    yield "</section>\n"
    if told.replaced:
        yield "<section>\n<h2>Held about wording that was replaced</h2>\n"
        for claim in told.replaced:
            yield from _claim(told, claim, f"{prefix}old-")
        yield "</section>\n"
    yield from _section("What it rests on", _rests(told))
    yield from _section("Leads", _leads(told))
    if history:
        yield from _section("History", _history(told))
    yield "</article>\n"


# --- the head ------------------------------------------------------------------------------------


def _head(told: Told) -> Iterator[str]:
    article = told.dossier
    state = "changed" if article.article.changed_since else "signed"
    mood = state if article.article.signed_at else "unsigned"
    yield f'<header>\n<p class="kind">Review log</p>\n<h1 dir="auto">{_text(article.article.title)}'
    yield f'</h1>\n<p class="signoff {mood}">{_text(telling.signoff(article))}</p>\n'
    changed = list(telling.since_signoff(article))
    if changed:
        yield '<ul class="changed">\n'
        for at, who, what in changed:
            yield f"<li>{_text(at)}, {_text(who)}: {_text(what)}</li>\n"
        yield "</ul>\n"
    yield "<dl>\n"
    for label, value in telling.facts(told).items():
        shown = _link(value) if label == "Address" else _text(value)
        yield f'<div><dt>{label}</dt><dd dir="auto">{shown}</dd></div>\n'
    yield "</dl>\n"
    yield _chart(told.claims)
    yield "</header>\n"


def _chart(claims: Sequence[Claim]) -> str:
    """How many claims have which verdict, as bars beside their words."""
    counts = telling.statuses(claims)
    if not counts:
        return ""
    tones = _tones(claims)
    most = max(n for _, n in counts)
    told = ", ".join(f"{n} {label}" for label, n in counts)
    height = _ROW * len(counts)
    rows = "".join(
        f'<text x="{_LABELS - 8}" y="{y + 17}" text-anchor="end">{_text(label)}</text>'
        f'<rect class="{tones.get(label, "todo")}" x="{_LABELS}" y="{y + 5}" rx="2"'
        f' width="{max(3, round(_BAR * n / most))}" height="{_ROW - 10}"></rect>'
        f'<text x="{_LABELS + max(3, round(_BAR * n / most)) + 6}" y="{y + 17}">{n}</text>\n'
        for y, (label, n) in zip(range(0, height, _ROW), counts, strict=True)
    )
    return (
        f'<figure>\n<svg viewBox="0 0 {_LABELS + _BAR + 50} {height}" role="img"'
        f' aria-label="Claims by verdict: {_text(told)}">\n{rows}</svg>\n</figure>\n'
    )


def _tones(claims: Sequence[Claim]) -> dict[str, str]:
    found = {j.label: _tone(j) for c in claims for j in c.judgements if j.status}
    return found | {telling.SPLIT: "warn"}


def _tone(held: Judgement) -> str:
    return (held.verdict.tone if held.verdict else Tone.TODO).value


# --- what is left to do --------------------------------------------------------------------------


def _section(title: str, pieces: Iterable[str]) -> Iterator[str]:
    """A section, where there is something to put into it."""
    walk = iter(pieces)
    first = next(walk, None)
    if first is not None:
        yield f"<section>\n<h2>{title}</h2>\n{first}"
        yield from walk
        yield "</section>\n"


def _queries(told: Told, prefix: str) -> Iterator[str]:
    rows = [
        f"<li>{_ref(claim, prefix)}: {_text(note.text)}"
        f" <small>({_text(note.reviewer)})</small></li>\n"
        for claim, note in telling.open_queries(told)
    ]
    if rows:
        yield f"<ul>\n{''.join(rows)}</ul>\n"


def _corrections(told: Told, prefix: str) -> Iterator[str]:
    found = telling.corrections(told)
    if not found:
        return
    yield '<table>\n<thead><tr><th scope="col">Claim</th><th scope="col">As it is</th>'
    yield '<th scope="col">Proposed</th></tr></thead>\n<tbody>\n'
    for one in found:
        wording = "let it stand (stet)" if one.stet else f"<ins>{_text(one.proposed)}</ins>"
        yield (
            f'<tr><th scope="row">{_ref(one.claim, prefix)}</th>'
            f'<td dir="auto">{_text(one.claim.exact)}</td>'
            f'<td dir="auto">{wording} <small>({_text(one.reviewer)})</small></td></tr>\n'
        )
    yield "</tbody>\n</table>\n"


def _splits(told: Told, prefix: str) -> Iterator[str]:
    rows = [
        f"<li>{_ref(claim, prefix)}: "
        f"{', '.join(f'{_text(who)}: {_text(label)}' for who, label in verdicts)}</li>\n"
        for claim, verdicts in telling.splits(told)
    ]
    if rows:
        yield f"<ul>\n{''.join(rows)}</ul>\n"


def _glance(told: Told, prefix: str) -> Iterator[str]:
    if len(told.claims) < LISTED:
        return
    tones = _tones(told.claims)
    yield '<ol class="glance">\n'
    for claim in told.claims:
        label = telling.verdict(claim)
        yield (
            f'<li><a href="#{prefix}claim-{_text(claim.number)}">{_text(claim.number)}</a> '
            f'<span class="verdict {tones.get(label, "todo")}">{_text(label)}</span> '
            f'<span dir="auto">{_text(claim.exact)}</span></li>\n'
        )
    yield "</ol>\n"


def _ref(claim: Claim, prefix: str) -> str:
    if not claim.active:
        prefix = f"{prefix}old-"
    return f'<a href="#{prefix}claim-{_text(claim.number)}">Claim {_text(claim.number)}</a>'


# --- a claim -------------------------------------------------------------------------------------


def _claim(told: Told, claim: Claim, prefix: str) -> Iterator[str]:
    tone = _tones([claim]).get(telling.verdict(claim), "todo")
    before, words, behind = telling.context(told, claim)
    yield (
        f'<section class="claim" id="{prefix}claim-{_text(claim.number)}">\n'
        f'<h3><span class="number">{_text(claim.number)}</span> '
        f'<span class="verdict {tone}">{_text(telling.heading(claim))}</span></h3>\n'
        f'<blockquote dir="auto"><p>{_text(before)}<mark>{_text(words)}</mark>{_text(behind)}</p>'
        "</blockquote>\n"
    )
    yield from _judgements(claim)
    rows = [
        f"<li><b>{_text(label)}</b>, {_text(who)}: {_text(words)}</li>\n"
        for label, who, words in telling.remarks(claim)
    ]
    rows += [_piece(one) for one in claim.evidence]
    if rows:
        yield f"<ul>\n{''.join(rows)}</ul>\n"
    yield "</section>\n"


def _judgements(claim: Claim) -> Iterator[str]:
    for held in claim.judgements:
        if not held.held:
            continue
        label = f"<b>{_text(held.label)}</b>" if held.status else "no verdict yet"
        told = "; ".join([label, *map(_text, telling.held(held))])
        yield f"<p>{told} <small>({_text(held.reviewer)}, {_text(telling.when(held.reviewed_at))})"
        yield "</small></p>\n"
        if held.claim_reviewed:
            yield f'<p dir="auto">In short: {_text(held.claim_reviewed)}</p>\n'
        if held.justification:
            yield f'<p dir="auto">Because: {_text(held.justification)}</p>\n'


def _piece(one: Evidence) -> str:
    piece = telling.piece(one)
    about = f" <small>({_text(', '.join(piece.about))})</small>" if piece.about else ""
    quoted = f" <q>{_text(piece.quoted)}</q>" if piece.quoted else ""
    links = [_link(piece.url)] if piece.url and piece.url != piece.title else []
    links += [f"archived: {_link(piece.archived)}"] if piece.archived else []
    title = _link(piece.title) if piece.title == piece.url else _text(piece.title)
    told = f": {_text('; '.join(piece.weights))}" if piece.weights else ""
    more = f" {', '.join(links)}" if links else ""
    return f"<li><b>Evidence</b>: {title}{about}{quoted}{more}{told}</li>\n"


# --- the whole -----------------------------------------------------------------------------------


def _rests(told: Told) -> Iterator[str]:
    found = telling.tally(told)
    if found:
        yield f"<p>{found}.</p>\n"
    rows = "".join(
        f'<tr><th scope="row" dir="auto">{_text(name)}</th><td>{n} of {total}</td></tr>\n'
        for name, n, total in telling.sources(told)
    )
    if rows:
        yield '<table>\n<thead><tr><th scope="col">Source or class</th>'
        yield '<th scope="col">Claims whose source is named</th></tr></thead>\n'
        yield f"<tbody>\n{rows}</tbody>\n"
        yield "</table>\n"
    whole = "".join(_piece(one) for one in told.dossier.evidence)
    if whole:
        yield f"<h3>Evidence on the whole article</h3>\n<ul>\n{whole}</ul>\n"


def _leads(told: Told) -> Iterator[str]:
    rows = [
        f"<li><b>Open</b>{f', claim {_text(numbers)}' if numbers else ''}: {_text(reason)}</li>\n"
        for numbers, reason in telling.open_leads(told)
    ]
    for one in told.dossier.answers:
        why = f", because: {_text(one.reason)}" if one.reason else ""
        rows.append(
            f"<li><b>{_text(one.answer.capitalize())}</b> ({_text(one.reviewer)}): "
            f"{_text(one.told)}{why}</li>\n"
        )
    if rows:
        yield f"<ul>\n{''.join(rows)}</ul>\n"


def _history(told: Told) -> Iterator[str]:
    for number, lines in telling.history(told).items():
        title = f"Claim {_text(number)}" if number else "The article"
        yield f"<h3>{title}</h3>\n<ul>\n"
        for line in lines:
            at = _text(telling.when(line.at))
            yield f"<li>{at}, {_text(line.reviewer)}: {_text(line.what)}</li>\n"
        yield "</ul>\n"


# --- text ----------------------------------------------------------------------------------------


def _text(text: str) -> str:
    """Foreign text as text and nothing else."""
    return escape(visible(text))


def _link(address: str) -> str:
    """An address that can be followed, where it is one of the web."""
    shown = _text(address)
    if not address.lower().startswith(("http://", "https://")) or any(map(str.isspace, address)):
        return shown
    return f'<a href="{shown}" rel="noopener nofollow">{shown}</a>'


def _code(text: str) -> str:
    """`words` between back quotes as code."""
    parts = text.split("`")
    return "".join(f"<code>{_text(p)}</code>" if n % 2 else _text(p) for n, p in enumerate(parts))
