"""md: the review log for people, in the order in which an editor needs it.

Who signed and what changed since; what is still open; what the writer has to correct; the claims in
words; who the article rests on; and the log's digest at the foot, so that a printed copy can be
checked against the desk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from claims.text import one_line
from store.clock import local
from store.dossier import ArticleDossier, Claim, Dossier, Evidence, Judgement
from store.journal import NoteRow

VERSION = "1"
SUFFIX = ".md"
ABOUT = "the review log for people, to send on"

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&]|^[-+](?=[-\s]|$))")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")  # "2. " would begin a list
_TIME = "%Y-%m-%d %H:%M %z"


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` makes no difference: this is for reading."""
    del raw, history
    for article in dossier.articles():
        yield from _article(article)
    yield "---\n\n"
    yield f"Log digest `{dossier.digest}`. `twosource log verify --against` it tells whether the "
    yield "log still begins with what this copy was made from. Times are local, with their offset. "
    yield "Numbers are the claims' own.\n"


def _article(article: ArticleDossier) -> Iterator[str]:
    yield f"# Review log: {_md(article.article.title)}\n\n"
    yield from _head(article)
    yield from _section("Open queries", _queries(article))
    yield from _section("Corrections", _corrections(article))
    yield from _section("Splits to settle", _splits(article))
    yield "## Claims\n\n"
    for claim in article.claims():
        yield from _claim(claim)
    yield from _replaced(article)
    yield from _section("Who it rests on", _sources(article))
    yield from _section("Evidence on the whole article", map(_piece, article.evidence))
    yield from _section("Leads that were answered", _answers(article))


def _head(article: ArticleDossier) -> Iterator[str]:
    known = article.article
    yield f"{_signoff(article)}\n\n"
    facts = {
        "Article": known.file_name,
        "By": known.author,
        "Publisher": known.publisher,
        "Published": known.date_published,
        "Address": known.url,
        "Reviewed by": ", ".join(article.reviewers) or "nobody yet",
        "Claims": _counts(article),
    }
    for label, value in facts.items():
        if value:
            yield f"- {label}: {_md(value)}\n"
    yield "\n"
    for line in article.since_signoff:
        yield f"- Since the sign-off, {_time(line.at)}, {_md(line.reviewer)}: {_md(line.what)}\n"
    if article.since_signoff:
        yield "\n"


def _signoff(article: ArticleDossier) -> str:
    known = article.article
    if not known.signed_at:
        return "**Not signed off.**"
    signed = f"Signed off by {_md(known.signed_by)}, {_time(known.signed_at)}"
    if not known.changed_since:
        return f"**{signed}. Nothing has changed since.**"
    many = f"{known.changed_since} changes" if known.changed_since > 1 else "one change"
    return f"**{signed}, and {many} since (below): it needs signing again.**"


def _counts(article: ArticleDossier) -> str:
    """`24: 9 verified, 2 false, 13 unreviewed`, by the verdicts that are held."""
    held: Counter[str] = Counter()
    for claim in article.claims():
        labels = {j.label for j in claim.judgements if j.status}
        held["split" if claim.split else next(iter(labels), "unreviewed")] += 1
    parts = ", ".join(f"{n} {label}" for label, n in held.most_common())
    return f"{len(list(article.claims()))}: {parts}" if parts else "none"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"## {title}\n\n"
        yield from found
        yield "\n"


def _notes(article: ArticleDossier, kind: str) -> Iterator[tuple[Claim, NoteRow]]:
    for claim in article.every():
        for note in claim.notes:
            if note.kind == kind:
                yield claim, note


def _queries(article: ArticleDossier) -> Iterator[str]:
    for claim, note in _notes(article, "query"):
        if note.state == "open":
            yield f"- Claim {claim.number}: {_md(note.text)} ({_md(note.reviewer)})\n"


def _corrections(article: ArticleDossier) -> Iterator[str]:
    for claim, note in _notes(article, "correction"):
        wording = "let it stand (stet)" if note.state == "stet" else _md(note.text)
        yield f"- Claim {claim.number} ({_md(note.reviewer)})\n"
        yield f"  - as it is: {_md(claim.exact)}\n"
        yield f"  - proposed: {wording}\n"


def _splits(article: ArticleDossier) -> Iterator[str]:
    for claim in article.claims():
        if claim.split:
            held = ", ".join(
                f"{_md(j.reviewer)}: {_md(j.label)}" for j in claim.judgements if j.status
            )
            yield f"- Claim {claim.number}: {held}\n"


def _claim(claim: Claim) -> Iterator[str]:
    verdicts = list(dict.fromkeys(j.label for j in claim.judgements if j.status))
    title = " / ".join(verdicts) or "unreviewed"
    yield f"### {claim.number}. {_md(title[:1].upper() + title[1:])}\n\n"
    yield f"> {_md(claim.exact)}\n\n"
    for judgement in claim.judgements:
        if judgement.held:
            yield from _judgement(judgement)
    for note in claim.notes:
        state = f" ({note.state})" if note.state else ""
        yield f"- {note.kind.capitalize()}{state}, {_md(note.reviewer)}: {_md(note.text)}\n"
    yield from map(_piece, claim.evidence)
    if claim.judgements or claim.notes or claim.evidence:
        yield "\n"


def _replaced(article: ArticleDossier) -> Iterator[str]:
    """What was held about wording that is no claim any more: nothing leaves the log unsaid."""
    replaced = list(article.replaced())
    if replaced:
        yield "## Held about wording that was replaced\n\n"
    for claim in replaced:
        yield from _claim(claim)


def _judgement(held: Judgement) -> Iterator[str]:
    faithful = (held.attribution_status or "").replace("_", " ")
    parts = [
        f"**{_md(held.label)}**" if held.status else "no verdict yet",
        f"source: {_md(held.chain or held.source)}" if held.source else "source: not named",
        f"attribution {faithful}" if faithful else "",
        f"confidence {held.confidence}" if held.confidence else "",
        "carried from the version before" if held.carried else "",
    ]
    words = "; ".join(part for part in parts if part)
    yield f"- {words} ({_md(held.reviewer)}, {_time(held.reviewed_at)})\n"
    if held.claim_reviewed:
        yield f"- In short: {_md(held.claim_reviewed)}\n"
    if held.justification:
        yield f"- Because: {_md(held.justification)}\n"


def _piece(piece: Evidence) -> str:
    """`- Evidence: readout.txt (Kremlin, primary, B2): supports (mk)`."""
    item = piece.item
    told = [item.kind.replace("_", " "), item.source_name, item.provenance, item.source_reliability]
    told += [str(item.held.get(name) or "") for name in _DETAILS]
    about = ", ".join(_md(part) for part in told if part)
    stances = "; ".join(f"{w.stance} ({_md(w.reviewer)})" for w in piece.weighed if w.stance)
    quoted = f" “{_md(str(item.held['exact']))}”" if item.held.get("exact") else ""
    return f"- Evidence: {_md(item.title)} ({about}){quoted}{f': {stances}' if stances else ''}\n"


_DETAILS = ("url", "accessed_at", "archived_url", "held_at", "medium", "terms", "cell")


def _answers(article: ArticleDossier) -> Iterator[str]:
    for one in article.answers:
        why = f", because: {_md(one.reason)}" if one.reason else ""
        yield f"- {one.answer.capitalize()} ({_md(one.reviewer)}): {_md(one.told)}{why}\n"


def _sources(article: ArticleDossier) -> Iterator[str]:
    said: Counter[str] = Counter()
    for claim in article.claims():
        said.update({j.chain or j.source for j in claim.judgements if j.source})
    total = sum(said.values())
    for source, count in said.most_common():
        yield f"- {_md(source)}: {count} of {total} attributed claims\n"


def _md(text: str) -> str:
    """Foreign text on one line, with nothing that Markdown or a terminal would act on."""
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", one_line(text)))


def _time(at: str) -> str:
    return local(at, _TIME)
