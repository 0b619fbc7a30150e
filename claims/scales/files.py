"""Reads, checks and writes a house's own scale as a TOML file.

Whatever is wrong is one sentence that names the status and the field, since an editor reads it and
not a programmer. What may be in a field is what the screens and the exchange formats can carry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any
from unicodedata import bidirectional, category, combining, east_asian_width

from claims.scales.model import Averitec, Scale, Status, Tone
from claims.text import one_line

MAX_STATUSES = 9  # one digit key each
MAX_FILE = 64 * 1024  # characters; one entry of the log holds no more
CELLS = {"label": 40, "short": 5, "meaning": 200}

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}", re.ASCII)
_ID = re.compile(r"[a-z][a-z0-9_]{0,31}", re.ASCII)
_RESERVED = ("none", "unreviewed")  # how commands say that there is no verdict
_NEEDED = ("id", "label", "letter", "tone", "meaning", "averitec")
_FIELDS = (*_NEEDED, "rating", "short", "second")


class BadScale(ValueError):
    """Why something is no scale, as one sentence."""


def parse(text: str) -> Scale:
    """The scale that a TOML text describes.

    Raises: `BadScale`.
    """
    import tomllib

    if len(text) > MAX_FILE:
        raise BadScale(f"a scale is at most {MAX_FILE // 1024} KiB long")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadScale(f"this is no TOML: {one_line(str(error))}") from None
    except RecursionError:
        raise BadScale("this is no TOML that can be read: it is nested too deeply") from None
    if strange := sorted(raw.keys() - {"name", "status"}):
        raise BadScale(f"a scale has name and [[status]] tables, but no {_quoted(strange[0])}")
    return from_data(raw.get("name"), raw.get("status"))


def to_toml(scale: Scale) -> str:
    """The text that `parse` reads back to the same scale."""
    blocks = [f"name = {_string(scale.name)}\n"]
    for row in to_data(scale):
        lines = [f"{name} = {_value(value)}" for name, value in row.items() if value is not None]
        blocks.append("\n".join(["[[status]]", *lines, ""]))
    return "\n".join(blocks)


def to_data(scale: Scale) -> tuple[dict[str, str | int | bool | None], ...]:
    """The statuses as plain maps, in the order of `Status`; enums are their values."""
    return tuple(
        {k: v.value if isinstance(v, StrEnum) else v for k, v in status._asdict().items()}
        for status in scale.statuses
    )


def from_data(name: Any, rows: Any) -> Scale:
    """The scale of a name and of maps as `to_data` gives them, once all of it is checked.

    Raises: `BadScale`.
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise BadScale(
            "the name of a scale is a small letter and up to 31 small letters, digits, - or _,"
            f" not {_quoted(name)}"
        )
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows:
        raise BadScale("a scale has [[status]] tables, one for each verdict; there is none")
    if not 2 <= len(rows) <= MAX_STATUSES:
        raise BadScale(f"a scale has 2 to {MAX_STATUSES} statuses, one for a key, not {len(rows)}")
    statuses = tuple(_status(number, row) for number, row in enumerate(rows, 1))
    for field in ("id", "label", "letter", "short"):
        _all_differ(statuses, field)
    return Scale(name, statuses)


# --- one status ----------------------------------------------------------------------------------


def _status(number: int, row: Any) -> Status:
    if not isinstance(row, Mapping):
        raise BadScale(f"status {number} is no [[status]] table")
    where = f"status {number}" + (f" ({one_line(str(row['id']))[:32]})" if "id" in row else "")
    if strange := sorted(str(key) for key in row.keys() - set(_FIELDS)):
        raise BadScale(f"{where}: there is no field {_quoted(strange[0])}; {_listed(_FIELDS)} are")
    if missing := [field for field in _NEEDED if field not in row]:
        raise BadScale(f"{where}: {missing[0]} is missing")
    label = _words(where, row, "label")
    return Status(
        _id(where, row["id"]),
        label,
        _letter(where, row["letter"]),
        Tone(_one_of(where, row, "tone", [t.value for t in Tone if t is not Tone.TODO])),
        _words(where, row, "meaning"),
        Averitec(_one_of(where, row, "averitec", [a.value for a in Averitec])),
        _rating(where, row.get("rating")),
        _words(where, row, "short") if "short" in row else _cut(label),
        _flag(where, row, "second"),
    )


def _id(where: str, value: Any) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise BadScale(
            f"{where}: id is a small letter and up to 31 small letters, digits or _,"
            f" not {_quoted(value)}"
        )
    if value in _RESERVED:
        raise BadScale(f"{where}: id {value} says that there is no verdict; name it otherwise")
    return value


def _letter(where: str, value: Any) -> str:
    if not isinstance(value, str) or not _capital(value):
        raise BadScale(
            f"{where}: letter is one capital letter of one cell, not {_quoted(value)}"
            " (a small one marks a verdict of another scale)"
        )
    return value


def _capital(text: str) -> bool:
    """One letter that reads from left to right and has a small form of one letter."""
    return (
        len(text) == 1
        and category(text) == "Lu"
        and bidirectional(text) == "L"
        and _cells(text) == len(text.lower()) == 1
    )


def _rating(where: str, value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 1 <= value <= 5:
        raise BadScale(
            f"{where}: rating is a whole number from 1 (worst) to 5 (best), or left out,"
            f" not {_quoted(value)}"
        )
    return value


def _flag(where: str, row: Mapping[str, Any], field: str) -> bool:
    value = row.get(field, False)
    if not isinstance(value, bool):
        raise BadScale(f"{where}: {field} is true or false, not {_quoted(value)}")
    return value


def _words(where: str, row: Mapping[str, Any], field: str) -> str:
    value = row[field]
    if not isinstance(value, str) or not value.strip():
        raise BadScale(f"{where}: {field} is a text, not {_quoted(value)}")
    if value != one_line(value):
        raise BadScale(f"{where}: {field} is one line, without control codes or spaces at its ends")
    if _cells(value) > CELLS[field]:
        raise BadScale(f"{where}: {field} has room for {CELLS[field]} cells, not {_cells(value)}")
    return value


def _one_of(where: str, row: Mapping[str, Any], field: str, known: Sequence[str]) -> str:
    value = row[field]
    if value not in known:
        raise BadScale(f"{where}: {field} is one of {_listed(known)}, not {_quoted(value)}")
    return str(value)


def _all_differ(statuses: Sequence[Status], field: str) -> None:
    seen: dict[str, int] = {}
    for number, status in enumerate(statuses, 1):
        value = getattr(status, field)
        first = seen.setdefault(value.casefold(), number)
        if first != number:
            raise BadScale(
                f"status {number} ({status.id}): {field} {_quoted(value)} is that of status"
                f" {first} ({statuses[first - 1].id}) already"
            )


# --- words ---------------------------------------------------------------------------------------


def _cells(text: str) -> int:
    """How wide a terminal draws `text`."""
    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)


def _cut(label: str) -> str:
    """As much of a label as a short one has room for."""
    short = ""
    for char in label:
        if _cells(short + char) > CELLS["short"]:
            break
        short += char
    return short.strip()


def _quoted(value: Any) -> str:
    if value is None:
        return "nothing"
    text = one_line(str(value))
    return f"{text[:40]}…" if len(text) > 40 else f"{text!r}" if isinstance(value, str) else text


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _value(value: str | int | bool | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _string(value) if isinstance(value, str) else str(value)


def _string(text: str) -> str:
    """A TOML basic string; JSON escapes the same characters in the same way."""
    return json.dumps(text, ensure_ascii=False)
