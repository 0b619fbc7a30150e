"""One entry of the review log: what its body holds, and the one way to write and read it.

A body is canonical JSON (sorted keys, no spaces, no floats, whole numbers below 2**53, at most
64 KiB in UTF-8):

    {"at", "fact": {...}, "hlc", "kind", "tz", "v": 1}   and, where they apply,
    "undoes" / "redoes": the id of an event, for the undo stack only; the fold never follows it
    "salt": 128 random bits, where the fact has free text, so that a redacted note stays secret

`at` is the wall clock that people see, in UTC, with the writer's own offset in `tz`; `hlc` only
orders. `fact` is what `store.log.kinds` has a class for. Unknown kinds are kept, passed on and
skipped by the fold.
"""

import json
import secrets
from collections.abc import Mapping
from typing import NamedTuple

from store.clock import Instant
from store.errors import BadInput
from store.log.kinds import CATALOGUE, RULES, ClaimRef, Fact, Json

VERSION = 1
MAX_BODY = 64 * 1024
_MAX_INT = 2**53


class Event(NamedTuple):
    """One line of the log. `fact` is None for a kind of a later version and for a redacted body."""

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
        "fact": {name: _plain(value) for name, value in fact._asdict().items()},
    }
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
        return Event(
            stream,
            n,
            int(raw["hlc"]),
            kind,
            str(raw["at"]),
            str(raw["tz"]),
            _fact(kind, fact, later=int(raw["v"]) > VERSION),
            raw.get("undoes"),
            raw.get("redoes"),
            reviewer,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"event {stream}:{n} has no {error}") from None


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


def _fact(kind: str, raw: Mapping[str, Json], *, later: bool) -> Fact | None:
    """None for a kind that is not known, and for a known one that a later version has reshaped."""
    cls = CATALOGUE.get(kind)
    if cls is None:
        return None
    try:
        return cls(**{name: _typed(name, raw[name]) for name in cls._fields if name in raw})
    except (KeyError, TypeError, ValueError):
        if later:
            return None
        raise


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
    if name in ("aliases", "statuses", "mentions", "attributions"):
        return tuple(value)
    return value


def _pair(name: str, first: Json, second: Json) -> tuple[str, Json]:
    """A stream and a number, or a reviewer's id and name."""
    return str(first), str(second) if name == "reviewers" else int(second)


def _place(value: Json) -> int | None:
    return None if value is None else int(value)
