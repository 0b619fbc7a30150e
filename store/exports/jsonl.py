"""jsonl: the whole desk, verbatim, one JSON value a line.

`header`, then every `stream`, `blob` and `event` as it was hashed, then, for readers who do not
want to fold a log, what a team has done (`session`, `adjudication`, `comment`) and one `annotation`
a claim and reviewer. An export of one article is partial: it has the article and what is held about
it and no log, and says so in its header.

A blob is `text` where its bytes are UTF-8, else `base64`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from json.encoder import encode_basestring
from typing import Any

from claims.json_text import json_text, safe
from store.dossier.values import ArticleDossier, Claim, Dossier, DossierJudgement, RawEvent
from store.exports import jsonl_team as team

VERSION = "1"
SUFFIX = ".jsonl"
ABOUT = "the whole desk, to be read back or by a program"
AT_ONCE = 200  # lines that leave in one piece


_encode = json.JSONEncoder(ensure_ascii=False).encode


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` and `history` make no difference: JSON spells every control code out, and the log is
    all of history."""
    del raw, history
    yield json_line(
        {"type": "header", "format": f"twosource/{VERSION}", "whole": dossier.whole}
        | ({"digest": dossier.digest} if dossier.whole else {})
        | ({"only": dossier.told} if dossier.told else {})
    )
    if dossier.whole:
        for uid, session in dossier.streams():
            yield json_line({"type": "stream", "uid": uid, "session": session})
        for sha256, data in dossier.blobs():
            yield json_line({"type": "blob", "sha256": sha256} | _content(data))
        yield from in_pieces(map(_event, dossier.events()))
    for article in dossier.articles():
        if not dossier.whole:
            yield json_line({"type": "article"} | _article(article))
        yield from map(json_line, team.sessions(article))
        yield from in_pieces(annotation_lines(article))


def in_pieces(lines: Iterator[str]) -> Iterator[str]:
    """`lines`, many at once."""
    while piece := "".join(islice(lines, AT_ONCE)):
        yield piece


def annotation_lines(article: ArticleDossier) -> Iterator[str]:
    """A line per claim and reviewer; one without a reviewer where nobody has judged. What the team
    has made of a claim, and said about it, follows."""
    known = {"article": article.article.title, "document": article.article.sha256}
    for claim in article.every():
        base = {
            "type": "annotation",
            **known,
            "number": claim.number,
            "start": claim.start,
            "end": claim.end,
            "exact": claim.exact,
            "active": claim.active,
        }
        opened = _encode(base)[:-1]
        for reviewer, held in _writers(claim):
            notes = _encode(_notes(claim, reviewer)) if claim.notes else "[]"
            pieces = _encode(_evidence(claim, reviewer)) if claim.evidence else "[]"
            yield (
                safe(
                    f'{opened}, {_judgement(held)}, "reviewer": {_quoted(reviewer)},'
                    f' "notes": {notes}, "evidence": {pieces}}}'
                )
                + "\n"
            )
        if claim.ruling or claim.comments:
            yield from map(json_line, team.said(article, claim))


def _writers(claim: Claim) -> Iterator[tuple[str, DossierJudgement | None]]:
    yield from ((held.reviewer, held) for held in claim.judgements)
    judged = {held.reviewer for held in claim.judgements} if claim.notes else set()
    for reviewer in dict.fromkeys(note.reviewer for note in claim.notes):
        if reviewer not in judged:
            yield reviewer, None
    if not claim.judgements and not claim.notes:
        yield "", None


def _notes(claim: Claim, reviewer: str) -> list[dict[str, str]]:
    return [
        {"kind": n.kind, "text": n.text, "state": n.state, "at": n.at}
        for n in claim.notes
        if n.reviewer == reviewer
    ]


def _evidence(claim: Claim, reviewer: str) -> list[dict[str, Any]]:
    return [
        {
            "id": piece.item.id,
            "kind": piece.item.kind,
            "title": piece.item.title,
            "source": piece.item.source or None,
            "provenance": piece.item.provenance or None,
            "document": piece.item.text or None,
            "stance": piece.stance(reviewer),
        }
        for piece in claim.evidence
    ]


def _judgement(held: DossierJudgement | None) -> str:
    """The fields of a judgement as JSON text; made by hand, since an archive has a million."""
    if held is None:
        return '"status": null, "reviewed_at": null'
    return (
        f'"status": {_quoted(held.status)}, "scale": {_quoted(held.scale)},'
        f' "source": {_quoted(held.source)}, "chain": {_quoted(held.chain)},'
        f' "attributions": {held.spoken},'
        f' "attribution_status": {_quoted(held.attribution_status)},'
        f' "confidence": {_quoted(held.confidence)},'
        f' "claim_reviewed": {_quoted(held.claim_reviewed)},'
        f' "justification": {_quoted(held.justification)},'
        f' "carried": {"true" if held.carried else "false"},'
        f' "reviewed_at": {encode_basestring(held.reviewed_at)}'
    )


@lru_cache(maxsize=4096)  # names, statuses and scales come again and again
def _quoted(text: str | None) -> str:
    return "null" if text is None else encode_basestring(text)


def _article(article: ArticleDossier) -> dict[str, Any]:
    known = article.article
    return {
        "document": known.sha256,
        "headline": known.title,
        "author": known.author,
        "publisher": known.publisher,
        "url": known.url,
        "date_published": known.date_published,
        "text": article.text,
    }


def _content(data: bytes) -> dict[str, str]:
    try:
        return {"text": data.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode()}


def _event(entry: RawEvent) -> str:
    begins = f'{{"type": "event", "stream": "{entry.stream}", "n": {entry.n},'
    begins += f' "hash": "{entry.hash.hex()}"'
    begins += ', "arrived": true' if entry.arrived else ""
    if entry.body is not None:
        return safe(f'{begins}, "body": {encode_basestring(entry.body)}}}') + "\n"
    sha = (entry.body_sha or b"").hex()
    kind = encode_basestring(entry.kind)
    return safe(f'{begins}, "body_sha": "{sha}", "kind": {kind}, "hlc": {entry.hlc}}}') + "\n"


def json_line(value: Any) -> str:
    return json_text(value) + "\n"
