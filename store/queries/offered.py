"""Suggestions as they are offered to one reviewer: without the voices that they have refused."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from claims.model import OWN_VOICE, Mention, Span, Suggestion
from claims.voices.refusals import Refusal, Suggested, taught
from store.state import attribution, suggestions

_LEAD = "voice"  # how the key of an answer to a suggestion begins
_KEY = re.compile(rf"{_LEAD} (?P<start>\d+)-(?P<end>\d+) (?P<voices>\[.*\])", re.S)
Leads = tuple[Suggestion, ...]


class OfferedVoice(NamedTuple):
    """A voice of an article, and how many of its claims are suggested to be its."""

    mention: Mention
    claims: int


def of(conn: sqlite3.Connection, claim: int, reviewer: str) -> Leads:
    """What is offered for one claim, the best first."""
    found = conn.execute("SELECT document_id FROM claim WHERE id = ?", (claim,)).fetchone()
    plain = suggestions.of(conn, claim)
    return changed(conn, found[0], reviewer).get(claim, plain) if found else plain


def changed(conn: sqlite3.Connection, document: int, reviewer: str) -> Mapping[int, Leads]:
    """The claims of which some suggestion was refused, or learns from a refusal, with what is left
    for them. Empty where nothing was refused, which costs one look."""
    refused = _refusals(conn, document, reviewer)
    if not refused:
        return {}
    rows = conn.execute(
        'SELECT c.id, c.start, c."end", s.body FROM claim c JOIN suggestion s ON s.claim_id = c.id'
        ' WHERE c.document_id = ? AND c.active ORDER BY c.start, c."end"',
        (document,),
    ).fetchall()
    voices = {json.dumps(one.voice, ensure_ascii=False) for one in refused}
    about = [row for row in rows if any(voice in row[3] for voice in voices)]
    told = [Suggested(Span(start, end), suggestions.load(body)) for _, start, end, body in about]
    return {row[0]: leads for row, leads in zip(about, taught(told, refused), strict=True)}


def refusal_key(claim: Span, voices: Sequence[str]) -> str:
    """The key of the answer by which a reviewer refuses voices for a claim."""
    return f"{_LEAD} {claim.start}-{claim.end} {json.dumps(voices, ensure_ascii=False)}"


def is_refusal(key: str) -> bool:
    """Whether an answer is about a suggested voice, and not about what a check found."""
    return _KEY.fullmatch(key) is not None


def _refusals(conn: sqlite3.Connection, document: int, reviewer: str) -> list[Refusal]:
    keys = conn.execute(
        "SELECT a.lead FROM lead_answer a JOIN reviewer r ON r.id = a.reviewer_id AND r.uid = ?"
        " WHERE a.document_id = ? AND a.answer = 'dismissed' AND a.lead GLOB ?",
        (reviewer, document, f"{_LEAD} *"),
    ).fetchall()
    if not keys:
        return []
    named = _named(conn, document, reviewer)
    return [refusal for (key,) in keys for refusal in _refused(key, named)]


def _refused(key: str, named: Sequence[tuple[Span, Mention]]) -> list[Refusal]:
    """What one answer refuses; nothing where a later version wrote it in another way."""
    if (found := _KEY.fullmatch(key)) is None:
        return []
    claim = Span(int(found["start"]), int(found["end"]))
    instead = next((mention for there, mention in named if there.overlap(claim)), None)
    try:
        return [Refusal(claim, str(voice), instead) for voice in json.loads(found["voices"])]
    except (ValueError, TypeError):
        return []


def _named(conn: sqlite3.Connection, document: int, reviewer: str) -> list[tuple[Span, Mention]]:
    """Whom the reviewer has named as the speaker, claim by claim."""
    held = conn.execute(
        'SELECT c.start, c."end", j.attributions FROM judgement j'
        " JOIN claim c ON c.id = j.claim_id AND c.document_id = ? AND c.active"
        " JOIN reviewer r ON r.id = j.reviewer_id AND r.uid = ? WHERE j.attributions <> '[]'",
        (document, reviewer),
    ).fetchall()
    names = dict(conn.execute("SELECT id, name FROM source").fetchall())
    return [
        (Span(start, end), Mention(names.get(one.speaker, one.speaker), one.speaker))
        for start, end, raw in held
        for one in attribution.read(raw)
        if one.speaker and one.speaker != OWN_VOICE
    ]


def voices(conn: sqlite3.Connection, document: int, most: int) -> list[OfferedVoice]:
    """The voices of an article that are suggested, those that say most of it first."""
    rows = conn.execute(
        "SELECT m.value, count(DISTINCT c.id) AS claims FROM claim c"
        " JOIN suggestion s ON s.claim_id = c.id, json_each(s.body) l,"
        " json_each(l.value, '$.chain') m WHERE c.document_id = ? AND c.active"
        " GROUP BY json_extract(m.value, '$.text') ORDER BY claims DESC, min(c.start) LIMIT ?",
        (document, most),
    ).fetchall()
    return [OfferedVoice(suggestions.mention(json.loads(raw)), claims) for raw, claims in rows]


def held(conn: sqlite3.Connection, document: int) -> list[str]:
    """The ids of the sources that stand on claims of an article, in the order of the text."""
    rows = conn.execute(
        "SELECT v.value FROM claim c JOIN judgement j ON j.claim_id = c.id,"
        " json_each(j.attributions) a, json_each(a.value, '$.chain') v"
        " WHERE c.document_id = ? AND c.active GROUP BY v.value ORDER BY min(c.start)",
        (document,),
    ).fetchall()
    return [row[0] for row in rows]
