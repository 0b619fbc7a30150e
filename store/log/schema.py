"""The schema of facts: for every kind of event the values that each of its fields may have.

A log comes from elsewhere, or from a later version. A value that none of these checks knows makes
the event one that this version cannot understand: it is kept, passed on, told, and changes nothing,
like an event of an unknown kind. So whatever a fold, a screen or an export reads has one of the
shapes below. Keys of a map that are not named here are left aside by those who read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from claims.model import (
    AttributionStatus,
    AttributionType,
    Confidence,
    EvidenceKind,
    NoteKind,
    Provenance,
    QuotationType,
    Role,
    SourceClass,
    Stance,
    Terms,
)
from store.log.kinds import TIMELINE, Json, ReviewerRole

Check = Callable[[Json], bool]

_FAR = 2**31  # no text is as long, no session has as many
_HEX = re.compile("[0-9a-f]+")
_EVENT = re.compile("[0-9a-f]{32}:[1-9][0-9]{0,15}")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|\+00:00)", re.ASCII)
_TZ = re.compile(r"[+-]\d\d:\d\d", re.ASCII)

# --- values --------------------------------------------------------------------------------------


def _text(value: Json) -> bool:
    return isinstance(value, str)


def _flag(value: Json) -> bool:
    return isinstance(value, bool)


def _count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _FAR


def _whole(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def _hex(size: int) -> Check:
    return lambda value: (
        isinstance(value, str) and len(value) == size and _HEX.fullmatch(value) is not None
    )


_sha256, _reviewer, _stream = _hex(64), _hex(32), _hex(32)


def _event(value: Json) -> bool:
    return isinstance(value, str) and _EVENT.fullmatch(value) is not None


def _span(value: Json) -> bool:
    match value:
        case [start, end]:
            return _count(start) and _count(end) and bool(start < end)
    return False


def _claim(value: Json) -> bool:
    match value:
        case {"document": document, "start": start, "end": end}:
            return _sha256(document) and _span([start, end])
    return False


def _link(value: Json) -> bool:
    match value:
        case [start, end, None, None, "gone"]:
            return _span([start, end])
        case [start, end, new_start, new_end, "same" | "moved" | "changed"]:
            return _span([start, end]) and _span([new_start, new_end])
    return False


def _head(value: Json) -> bool:
    match value:
        case [stream, n]:
            return _stream(stream) and _whole(n)
    return False


def _person(value: Json) -> bool:
    match value:
        case [reviewer, name]:
            return _reviewer(reviewer) and _text(name)
    return False


def _one_of(*values: str) -> Check:
    known = frozenset(values)
    return lambda value: isinstance(value, str) and value in known


def _of(states: Iterable[StrEnum]) -> Check:
    return _one_of(*(state.value for state in states))


def _maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _or_empty(check: Check) -> Check:
    return lambda value: value == "" or check(value)


def _list(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _map(known: Mapping[str, Check]) -> Check:
    """A map; a key that is not known may hold anything."""
    return lambda value: (
        isinstance(value, dict)
        and all(check(value[name]) for name, check in known.items() if name in value)
    )


def _tally(value: Json) -> bool:
    return isinstance(value, dict) and all(map(_count, value.values()))


# --- fields --------------------------------------------------------------------------------------

_line = _maybe(_text)
_attributions = _list(
    _map(
        {
            "chain": _maybe(_list(_text)),
            **dict.fromkeys(("source", "cue", "content"), _maybe(_span)),
            "quoted": _maybe(_list(_span)),
            "quotation_type": _maybe(_of(QuotationType)),
            "attribution_type": _maybe(_of(AttributionType)),
        }
    )
)
_judged = _map(
    {
        "status": _line,
        "attribution_status": _maybe(_of(AttributionStatus)),
        "confidence": _maybe(_of(Confidence)),
        "claim_reviewed": _line,
        "justification": _line,
        "attributions": _maybe(_attributions),
    }
)
_described = _map(
    dict.fromkeys(("headline", "author", "publisher", "url", "date_published"), _line)
)
_evidence = _map(
    {
        **dict.fromkeys(("title", "source", "exact", "cell", "url", "accessed_at"), _line),
        **dict.fromkeys(("archived_url", "with_whom", "held_at", "medium"), _line),
        "provenance": _maybe(_of(Provenance)),
        "terms": _maybe(_of(Terms)),
        "text": _maybe(_or_empty(_sha256)),
        "start": _maybe(_count),
        "end": _maybe(_count),
        "attached": _maybe(_flag),
    }
)
_weighed = _map(
    {
        "stance": _maybe(_of(Stance)),
        "information_credibility": _maybe(_one_of(*"123456")),
        "independence_group": _line,
    }
)
_source = _map(
    {
        **dict.fromkeys(("name", "role", "article"), _text),
        "source_class": _of(SourceClass),
        "aliases": _list(_text),
        **dict.fromkeys(("organisation", "source_reliability", "merged_into"), _line),
        "protected": _flag,
    }
)

MODES = ("blind", "panel", "solo")
RULES_OF_RESULT = ("majority", "unanimity", "editor")
WAYS_TO_ASSIGN = ("all", "round-robin", "hand", "load")
REASONS = (
    *("ambiguous_text", "guideline_gap", "annotator_error", "edge_case"),
    *("subjective_disagreement", "other"),
)

_ABOUT_DOCUMENT = {"document": _sha256}
_ABOUT_CLAIM = {"claim": _claim}
_IN_SESSION = {"document": _sha256, "session": _event}

FIELDS: dict[str, Mapping[str, Check]] = {
    "stream_opened": {
        "reviewer": _reviewer,
        "name": _text,
        "device": _text,
        "session": _maybe(_text),
    },
    "document_added": {
        "document": _sha256,
        "original": _sha256,
        "role": _of(Role),
        **dict.fromkeys(("media_type", "reader", "splitter", "file_name", "headline"), _text),
        **dict.fromkeys(("author", "publisher", "url", "date_published", "dateline"), _text),
        "in_language": _text,
        "revises": _or_empty(_sha256),
    },
    "document_described": _ABOUT_DOCUMENT | {"values": _described},
    "claims_found": _ABOUT_DOCUMENT | {"intake": _event, "first": _count, "claims": _list(_span)},
    "claims_replaced": _ABOUT_DOCUMENT | {"old": _list(_span), "new": _list(_span)},
    "judged": _ABOUT_CLAIM
    | {
        "values": _judged,
        "scale": _line,
        "carried_from": _maybe(_claim),
        "tally": _maybe(_tally),
        "whose": _text,
    },
    "noted": _ABOUT_CLAIM
    | {
        "note": _one_of(*(kind.value for kind in NoteKind), TIMELINE),
        "text": _text,
        "state": _text,
        "whose": _text,
    },
    "evidence_attached": _ABOUT_DOCUMENT
    | {"evidence_kind": _of(EvidenceKind), "values": _evidence, "claim": _maybe(_claim)},
    "evidence_changed": _ABOUT_DOCUMENT
    | {"evidence": _event, "values": _evidence, "claim": _maybe(_claim)},
    "evidence_weighed": _ABOUT_CLAIM | {"evidence": _event, "values": _weighed},
    "lead_answered": _ABOUT_DOCUMENT
    | {
        "lead": _text,
        "answer": _one_of("accepted", "dismissed", ""),
        "told": _text,
        "reason": _text,
        "claim": _maybe(_claim),
    },
    "claims_continued": _ABOUT_DOCUMENT | {"earlier": _sha256, "links": _list(_link)},
    "source_added": {
        **dict.fromkeys(("name", "role"), _text),
        "source_class": _of(SourceClass),
        "aliases": _list(_text),
        **dict.fromkeys(("organisation", "source_reliability"), _line),
        "protected": _flag,
        "article": _or_empty(_sha256),
    },
    "source_changed": {"source": _text, "values": _source, "document": _or_empty(_sha256)},
    "scale_added": {"name": _text, "statuses": _list(_map({}))},
    "role_given": {"reviewer": _reviewer, "name": _text, "role": _of(ReviewerRole)},
    "session_created": {
        "document": _sha256,
        "title": _text,
        "mode": _one_of(*MODES),
        "rule": _one_of(*RULES_OF_RESULT),
        "scale": _text,
        "votes": _count,
        "reviews": _count,
        "assign": _one_of(*WAYS_TO_ASSIGN),
        "lease": _count,
        "returns": _flag,
        "reviewers": _list(_person),
    },
    "session_joined": _IN_SESSION | {"reviewer": _reviewer, "name": _text},
    "claims_assigned": _IN_SESSION
    | {"reviewer": _reviewer, "claims": _list(_span), "assigned": _flag},
    "session_revealed": _IN_SESSION | {"heads": _list(_head)},
    "vote_opened": _IN_SESSION,
    "voted": _ABOUT_CLAIM
    | {"session": _event, "status": _line, "scale": _line, "tally": _maybe(_tally)},
    "session_closed": _IN_SESSION | {"heads": _list(_head)},
    "adjudicated": _ABOUT_CLAIM
    | {
        "session": _or_empty(_event),
        "status": _line,
        "scale": _line,
        "takes": _or_empty(_reviewer),
        "reason": _or_empty(_one_of(*REASONS)),
        "note": _text,
        "attributions": _attributions,
        "seen": _list(_head),
        "tally": _maybe(_tally),
    },
    "commented": _ABOUT_CLAIM
    | {"text": _text, "reply_to": _or_empty(_event), "mentions": _list(_reviewer)},
    "comment_changed": _ABOUT_CLAIM | {"comment": _event, "withdrawn": _flag},
    "signed_off": _ABOUT_DOCUMENT | {"digest": _text},
    "redacted": {"event": _event, "reason": _text, "document": _or_empty(_sha256)},
    "entries_admitted": {"events": _list(_event)},
    "reviewers_merged": {"reviewer": _reviewer, "into": _reviewer, "name": _text},
}


# --- what is asked -------------------------------------------------------------------------------


def impossible(kind: str, fact: Mapping[str, Json]) -> str:
    """The first field of a fact, as its body has it, that no version up to this one writes so;
    empty where there is none. A field that is missing has the value it had before it was there."""
    for name, check in FIELDS[kind].items():
        if name in fact and not check(fact[name]):
            return name
    return ""


def is_time(at: str, tz: str) -> bool:
    """Whether people can be shown this as the time of an act."""
    if not _AT.fullmatch(at) or (tz and not _TZ.fullmatch(tz)):
        return False
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return False
    return True


def is_event(value: Json) -> bool:
    """Whether a value is the id of an event, `stream:n`."""
    return _event(value)
