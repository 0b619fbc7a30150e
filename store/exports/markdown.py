"""md: the review log as text, to send on, to paste, to keep beside the article.

What it tells, and in which order, is in `telling`. Every line is written so that no Markdown reader
takes foreign text for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from claims.text import one_line
from store.dossier import ArticleDossier, Claim, Dossier, Evidence
from store.exports import telling
from store.exports.telling import Told

VERSION = "2"
SUFFIX = ".md"
ABOUT = "the review log for people, to send on"

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&]|^[-+](?=[-\s]|$))")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")  # "2. " would begin a list


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` makes no difference: this is for reading."""
    del raw
    if dossier.told:
        yield f"*This is a choice: {_md(dossier.told)}.*\n\n"
    for article in dossier.articles():
        yield from _article(article, dossier.scales, history)
    yield f"---\n\nLog digest `{dossier.digest}`. {telling.FOOT}\n"


def _article(article: ArticleDossier, scales: Mapping[str, str], history: bool) -> Iterator[str]:
    told = telling.tell(article, scales)
    yield f"# Review log: {_md(article.article.title)}\n\n"
    yield from _head(told)
    yield from _section("Open queries", _queries(told))
    yield from _section("Corrections", _corrections(told))
    yield from _section("Splits to settle", _splits(told))
    yield "## Claims\n\n"
    for claim in told.claims:
        yield from _claim(told, claim)
    if told.replaced:
        yield "## Held about wording that was replaced\n\n"
    for claim in told.replaced:
        yield from _claim(told, claim)
    yield from _section("What it rests on", _rests(told))
    yield from _section("Evidence on the whole article", map(_piece, article.evidence))
    yield from _section("Leads", _leads(told))
    if history:
        yield from _section("History", _history(told))


def _head(told: Told) -> Iterator[str]:
    yield f"**{_md(telling.signoff(told.dossier))}**\n\n"
    for label, value in telling.facts(told).items():
        yield f"- {label}: {_md(value)}\n"
    yield "\n"
    changed = list(telling.since_signoff(told.dossier))
    for at, who, what in changed:
        yield f"- Since the sign-off, {at}, {_md(who)}: {_md(what)}\n"
    if changed:
        yield "\n"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"## {title}\n\n"
        yield from found
        yield "\n"


def _queries(told: Told) -> Iterator[str]:
    for claim, note in telling.open_queries(told):
        yield f"- Claim {claim.number}: {_md(note.text)} ({_md(note.reviewer)})\n"


def _corrections(told: Told) -> Iterator[str]:
    for one in telling.corrections(told):
        yield f"- Claim {one.claim.number} ({_md(one.reviewer)})\n"
        yield f"  - as it is: {_md(one.claim.exact)}\n"
        yield f"  - proposed: {'let it stand (stet)' if one.stet else _md(one.proposed)}\n"


def _splits(told: Told) -> Iterator[str]:
    for claim, verdicts in telling.splits(told):
        held = ", ".join(f"{_md(who)}: {_md(label)}" for who, label in verdicts)
        yield f"- Claim {claim.number}: {held}\n"


def _claim(told: Told, claim: Claim) -> Iterator[str]:
    yield f"### {claim.number}. {_md(telling.heading(claim))}\n\n"
    yield f"> {_quoted(*telling.context(told, claim))}\n\n"
    said = [*_judgements(claim), *_remarks(claim), *map(_piece, claim.evidence)]
    yield from said
    if said:
        yield "\n"


def _quoted(before: str, words: str, behind: str) -> str:
    """The claim within its sentence; in bold where there is more of the sentence."""
    claim = _md(words)
    if not one_line(before) and not one_line(behind):
        return claim
    left = f"{_md(before)} " if one_line(before) else ""
    right = _md(behind)
    gap = " " if behind[:1].isspace() and right else ""
    return f"{left}**{claim}**{gap}{right}"


def _judgements(claim: Claim) -> Iterator[str]:
    for held in claim.judgements:
        if not held.held:
            continue
        label = f"**{_md(held.label)}**" if held.status else "no verdict yet"
        words = "; ".join([label, *map(_md, telling.held(held))])
        yield f"- {words} ({_md(held.reviewer)}, {telling.when(held.reviewed_at)})\n"
        if held.claim_reviewed:
            yield f"- In short: {_md(held.claim_reviewed)}\n"
        if held.justification:
            yield f"- Because: {_md(held.justification)}\n"


def _remarks(claim: Claim) -> Iterator[str]:
    for label, who, text in telling.remarks(claim):
        yield f"- {label}, {_md(who)}: {_md(text)}\n"


def _piece(one: Evidence) -> str:
    """`- Evidence: readout.txt (document, Kremlin, primary): supports (mk)`."""
    piece = telling.piece(one)
    about = list(map(_md, piece.about))
    about += [_md(piece.url)] if piece.url and piece.url != piece.title else []
    about += [f"archived {_md(piece.archived)}"] if piece.archived else []
    quoted = f" “{_md(piece.quoted)}”" if piece.quoted else ""
    weights = f": {_md('; '.join(piece.weights))}" if piece.weights else ""
    return f"- Evidence: {_md(piece.title)} ({', '.join(about)}){quoted}{weights}\n"


def _rests(told: Told) -> Iterator[str]:
    found = telling.tally(told)
    if found:
        yield f"- {found}\n"
    for name, many, total in telling.sources(told):
        yield f"- {_md(name)}: {many} of the {total} claims whose source is named\n"


def _leads(told: Told) -> Iterator[str]:
    for numbers, reason in telling.open_leads(told):
        where = f", claim {numbers}" if numbers else ""
        yield f"- Open{where}: {_md(reason)}\n"
    for one in told.dossier.answers:
        why = f", because: {_md(one.reason)}" if one.reason else ""
        yield f"- {one.answer.capitalize()} ({_md(one.reviewer)}): {_md(one.told)}{why}\n"


def _history(told: Told) -> Iterator[str]:
    for number, lines in telling.history(told).items():
        yield f"### {f'Claim {number}' if number else 'The article'}\n\n"
        for line in lines:
            yield f"- {telling.when(line.at)}, {_md(line.reviewer)}: {_md(line.what)}\n"
        yield "\n"


def _md(text: str) -> str:
    """Foreign text on one line, with nothing that Markdown or a terminal would act on."""
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", one_line(text)))
