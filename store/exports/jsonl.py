"""jsonl: the whole desk, verbatim, one JSON value a line.

`header`, then every `stream`, `blob` and `event` as it was hashed, then, for readers who do not
want to fold a log, one `annotation` a claim and reviewer. An export of one article is partial: it
has the article and its annotations and no log, and says so in its header.

A blob is `text` where its bytes are UTF-8, else `base64`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Any

from claims.text import visible
from store import log
from store.dossier import ArticleDossier, Claim, Dossier, Judgement

VERSION = "1"
SUFFIX = ".jsonl"


def export(dossier: Dossier, *, raw: bool = False) -> Iterable[str]:
    """`raw` makes no difference: JSON spells every control code out already."""
    del raw
    yield json_line(
        {"type": "header", "format": f"twosource/{VERSION}", "whole": dossier.whole}
        | ({"digest": dossier.digest} if dossier.whole else {})
    )
    if dossier.whole:
        for uid, session in dossier.streams():
            yield json_line({"type": "stream", "uid": uid, "session": session})
        for sha256, data in dossier.blobs():
            yield json_line({"type": "blob", "sha256": sha256} | _content(data))
        for entry in dossier.events():
            yield json_line({"type": "event"} | _event(entry))
    for article in dossier.articles:
        if not dossier.whole:
            yield json_line({"type": "article"} | _article(article))
        for record in annotation_records(article):
            yield json_line({"type": "annotation"} | record)


def annotation_records(article: ArticleDossier) -> Iterator[dict[str, Any]]:
    """A record per claim and reviewer; one without a reviewer where nobody has judged."""
    for claim in (*article.claims, *article.replaced):
        base = {
            "article": article.article.title,
            "document": article.article.sha256,
            "number": claim.number,
            "start": claim.start,
            "end": claim.end,
            "exact": claim.exact,
            "active": claim.active,
        }
        held = {j.reviewer: j for j in claim.judgements}
        writers = dict.fromkeys([*held, *(note.reviewer for note in claim.notes)])
        for reviewer in writers or {"": None}:
            notes = [
                {"kind": n.kind, "text": n.text, "state": n.state, "at": n.at}
                for n in claim.notes
                if n.reviewer == reviewer
            ]
            yield (
                base
                | _judgement(held.get(reviewer))
                | {"reviewer": reviewer, "notes": notes, "evidence": _evidence(claim, reviewer)}
            )


def _evidence(claim: Claim, reviewer: str) -> list[dict[str, Any]]:
    return [
        {
            "id": piece.item.id,
            "kind": piece.item.kind,
            "title": piece.item.title,
            "source": piece.item.source or None,
            "provenance": piece.item.provenance or None,
            "document": piece.item.text or None,
            "stance": dict(piece.weighed).get(reviewer),
        }
        for piece in claim.evidence
    ]


def _judgement(held: Judgement | None) -> dict[str, Any]:
    if held is None:
        return {"status": None, "reviewed_at": None}
    return {
        "status": held.status,
        "scale": held.scale,
        "source": held.source,
        "chain": held.chain,
        "attributions": list(held.attributions),
        "attribution_status": held.attribution_status,
        "confidence": held.confidence,
        "claim_reviewed": held.claim_reviewed,
        "justification": held.justification,
        "carried": held.carried,
        "reviewed_at": held.reviewed_at,
    }


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


def _event(entry: log.Stored) -> dict[str, Any]:
    body = {"body": entry.body} if entry.body is not None else {"body_sha": entry.body_sha.hex()}
    return {
        "stream": entry.stream,
        "n": entry.n,
        "hash": entry.hash.hex(),
        **body,
        **({} if entry.body is not None else {"kind": entry.kind, "hlc": entry.hlc}),
    }


def json_line(value: Any) -> str:
    return json_text(value) + "\n"


def json_text(value: Any, indent: int | None = None) -> str:
    """JSON that reads back exactly, and that no terminal takes for a command."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.isascii():
        return text.replace("\x7f", "\\u007f")
    return "".join(
        char if char == "\n" or visible(char) == char else f"\\u{ord(char):04x}" for char in text
    )
