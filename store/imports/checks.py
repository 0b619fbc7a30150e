"""The checks that readers make on their input; each refusal says where in the file.

`where` is how a person finds the place: the file, and the line or the number of the record.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from store.errors import BadInput
from store.imports import Pair


def checked(start: Any, end: Any, length: int, where: str) -> Pair:
    """A span as it stands in a file. Raises: `BadInput` for what is not a span of the text."""
    for at in (start, end):
        if isinstance(at, bool) or not isinstance(at, int):
            raise BadInput(f"{where}: {at!r} is not an offset; offsets are whole numbers")
    if start >= end:
        fault = "is empty" if start == end else "runs backwards"
        raise BadInput(f"{where}: the span {start}-{end} {fault}")
    if start < 0 or end > length:
        raise BadInput(
            f"{where}: the span {start}-{end} is outside the text, which ends at {length}"
        )
    return start, end


def same_words(told: Any, found: str, where: str) -> None:
    """Raises: `BadInput` where the file says that other words stand at a span."""
    if isinstance(told, str) and _squeezed(told) != _squeezed(found):
        raise BadInput(
            f"{where}: the file has {told[:40]!r} where its text has {found[:40]!r}; its offsets "
            "do not fit its text"
        )


def _squeezed(text: str) -> str:
    return "".join(text.replace("\\n", "").split())


def decoded(data: bytes, name: str) -> str:
    """The text of UTF-8 bytes, without a byte-order mark. Raises: `BadInput` for other bytes."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(f"{name}, line {line}: this is not UTF-8; save the file as UTF-8") from error


def parsed(text: str, where: str) -> Any:
    """The value of JSON text. Raises: `BadInput` for what is not JSON."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"{where}: this is not valid JSON ({error})") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{where}: this JSON cannot be read") from error


def objects(value: Any, what: str, where: str) -> list[dict[str, Any]]:
    """A list of JSON objects; empty for null. Raises: `BadInput`."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise BadInput(f"{where}: {what} must be a list of objects")
    return value


def words(record: Mapping[str, Any], key: str, where: str, default: str = "") -> str:
    """A text; `default` where there is none. Raises: `BadInput` for another kind of value."""
    value = record.get(key)
    if value is None:
        return default
    if not isinstance(value, str):
        raise BadInput(f"{where}: {key!r} must be a string")
    return value
