"""One entry of the review log: what its body holds, and the one way to write and read it.

A body is canonical JSON (sorted keys, no spaces, no floats, whole numbers below 2**53, at most
64 KiB in UTF-8):

    {"at", "fact": {...}, "hlc", "kind", "tz", "v": 1}   and, where they apply,
    "undoes" / "redoes": the id of an event, for the undo stack only; the fold never follows it
    "salt": 128 random bits, where the fact has free text, so that a redacted note stays secret

`at` is the wall clock that people see, in UTC, with the writer's own offset in `tz`; `hlc` only
orders. `fact` is what `store.log.kinds` has a class for. Unknown kinds are kept, passed on and
skipped by the fold, and so is a known kind with a value that `store.log.schema` does not know.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import NamedTuple

from store.clock import Instant
from store.errors import BadInput
from store.log import schema
from store.log.kinds import CATALOGUE, RULES, ClaimRef, Fact, Json

VERSION = 1
MAX_BODY = 64 * 1024
_MAX_INT = 2**53


_LATER = frozenset({"whose"})  # fields that came after the first release, and are written if set


class Event(NamedTuple):
    """One line of the log. `fact` is None for a kind of a later version, for a redacted body, and
    for one that has the impossible value that `strange` names. `reviewer` is who says this, which
    is another than the `writer` for what a file of another tool says of somebody."""

    stream: str
    n: int
    hlc: int
    kind: str
    at: str
    tz: str
    fact: Fact | None
    undoes: str | None = None
    redoes: str | None = None
    reviewer: str = ""
    writer: str = ""
    strange: str = ""

    @property
    def id(self) -> str:
        return f"{self.stream}:{self.n}"

    @property
    def order(self) -> tuple[int, str, int]:
        """Where it stands in the fold, the same on every replica."""
        return self.hlc, self.stream, self.n


def dump(
    fact: Fact, hlc: int, instant: Instant, undoes: str | None = None, redoes: str | None = None
) -> str:
    """The body of an event, exactly as it will be hashed and stored.

    Raises: `BadInput` when it is larger than 64 KiB or holds what a body may not.
    """
    rule = RULES[type(fact)]
    body: dict[str, Json] = {
        "v": VERSION,
        "kind": rule.name,
        "hlc": hlc,
        "at": instant.at,
        "tz": instant.tz,
        "fact": {
            name: _plain(value)
            for name, value in fact._asdict().items()
            if value or name not in _LATER
        },
    }
    if wrong := schema.impossible(rule.name, body["fact"]):
        raise BadInput(f"the log cannot hold this: its {wrong!r} is not one that is known")
    if rule.text:
        body["salt"] = secrets.token_hex(16)
    body |= {k: v for k, v in (("undoes", undoes), ("redoes", redoes)) if v}
    text = canonical(body)
    if len(text.encode()) > MAX_BODY:
        raise BadInput(
            "this is longer than the 64 KiB that one entry of the log can hold; shorten it"
        )
    return text


def load(stream: str, n: int, body: str, reviewer: str = "") -> Event:
    """The event in a body. Fields of a later version are left aside.

    Raises: ValueError when the body is not an event.
    """
    raw = json.loads(body)
    try:
        kind, fact = str(raw["kind"]), raw["fact"]
        at, tz, hlc = str(raw["at"]), str(raw["tz"]), int(raw["hlc"])
        int(raw["v"])
        fact.keys()
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"event {stream}:{n} has no {error}") from None
    known, strange = _fact(kind, fact, n)
    undoes, redoes = raw.get("undoes"), raw.get("redoes")
    if not schema.is_time(at, tz):
        known, strange, at, tz = None, strange or "its time", _ordered_at(hlc), ""
    if not all(mark is None or schema.is_event(mark) for mark in (undoes, redoes)):
        known, strange, undoes, redoes = None, strange or "its mark of undo", None, None
    event = Event(stream, n, hlc, kind, at, tz, known, undoes, redoes, strange=strange)
    return said_by(event, reviewer)


def said_by(event: Event, writer: str) -> Event:
    """The event of a stream of `writer`. What a writer passes on of somebody else, out of a file,
    is said by nobody who reviews: by one for that name in that writer's words."""
    told = getattr(event.fact, "whose", "")
    return event._replace(reviewer=told_of(writer, told) if told else writer, writer=writer)


def told_of(writer: str, name: str) -> str:
    """The id for what `writer` passes on of somebody called `name`."""
    return hashlib.sha256(f"twosource/1/whose {writer} {name}".encode()).hexdigest()[:32]


def _ordered_at(hlc: int) -> str:
    """The time that the place of an event in the order tells, where its own is none."""
    return Instant(min(max(hlc, 0), _MAX_INT)).at


def canonical(value: Json) -> str:
    """Canonical JSON. Raises: `BadInput` for what has none (floats, NUL, half surrogate pairs)."""
    _check(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInput(
            "the text has half a surrogate pair in it, which cannot be stored; remove it"
        ) from None
    return text


def _check(value: Json) -> None:
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= _MAX_INT):
        raise BadInput(f"the log holds whole numbers below 2**53, not {value!r}")
    if isinstance(value, str) and "\0" in value:
        raise BadInput("the text has a NUL in it, which cannot be stored; remove it")
    if isinstance(value, dict):
        for item in (*value, *value.values()):
            _check(item)
    elif isinstance(value, list):
        for item in value:
            _check(item)


def _plain(value: Json) -> Json:
    if isinstance(value, ClaimRef):
        return {"document": value.document, "start": value.start, "end": value.end}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _fact(kind: str, raw: Mapping[str, Json], n: int) -> tuple[Fact | None, str]:
    """The fact, or None and what cannot be understood of it; nothing is told of a kind that is not
    known at all."""
    cls = CATALOGUE.get(kind)
    if cls is None:
        return None, ""
    if kind == "stream_opened" and n != 1:
        return None, "its place in the stream"
    if wrong := schema.impossible(kind, raw):
        return None, f"its {wrong!r}"
    try:
        return cls(**{name: _typed(name, raw[name]) for name in cls._fields if name in raw}), ""
    except TypeError:
        missing = sorted(set(cls._fields) - set(cls._field_defaults) - raw.keys())
        return None, f"the lack of {missing[0]!r}"


def _typed(name: str, value: Json) -> Json:
    if name in ("claim", "carried_from") and value is not None:
        return ClaimRef(str(value["document"]), int(value["start"]), int(value["end"]))
    if name in ("claims", "old", "new"):
        return tuple((int(start), int(end)) for start, end in value)
    if name == "links":
        return tuple(
            (int(a), int(b), _place(c), _place(d), str(state)) for a, b, c, d, state in value
        )
    if name in ("heads", "seen", "reviewers"):
        return tuple(_pair(name, *pair) for pair in value)
    if name in ("aliases", "statuses", "mentions", "attributions", "events"):
        return tuple(value)
    return value


def _pair(name: str, first: Json, second: Json) -> tuple[str, Json]:
    """A stream and a number, or a reviewer's id and name."""
    return str(first), str(second) if name == "reviewers" else int(second)


def _place(value: Json) -> int | None:
    return None if value is None else int(value)
