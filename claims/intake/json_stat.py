"""The reader of .json: a JSON-stat 2.0 dataset becomes a table in long form, else the plain text.

Each dimension is a column of labels, and the values stand in the last column; where a dimension
gives units, they have a column of their own.
"""

from __future__ import annotations

import itertools
import json
from decimal import Decimal
from math import prod
from typing import Any

from claims.intake import plain
from claims.intake.decode import Refused, decode
from claims.intake.table import canonical
from claims.model import Document, Role

VERSION = "1"

MAX_CELLS = 400_000


def read(data: bytes, encoding: str | None) -> Document:
    text = decode(data, encoding)
    if '"dimension"' not in text or '"value"' not in text:
        return plain.read(data, encoding)
    try:
        found = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        return plain.read(data, encoding)
    if not isinstance(found, dict) or found.get("class") != "dataset":
        return plain.read(data, encoding)
    try:
        rows = _rows(found)
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("the JSON-stat dataset is not complete; download it again as csv") from None
    if len(rows) < 2:
        raise Refused("the JSON-stat dataset has no values; download the part that you need")
    label = " ".join(str(found.get("label") or "").split())
    return Document(canonical(rows), Role.DATASET, headline=label, media_type="application/json")


def _rows(found: dict[str, Any]) -> list[list[str]]:
    names = [str(name) for name in found["id"]]
    sizes = [int(size) for size in found["size"]]
    if prod(sizes) * (len(names) + 2) > MAX_CELLS * 2:
        raise Refused("the dataset has more than 400,000 cells; download the part that you need")
    dimensions = [_categories(found["dimension"][name]) for name in names]
    if [len(told) for _, told in dimensions] != sizes:
        raise ValueError("sizes differ")
    values, status = found["value"], found.get("status") or {}
    has_units = any(unit for _, told in dimensions for _, unit in told)
    rows = [[label or name for name, (label, _) in zip(names, dimensions, strict=True)]]
    rows[0] += ["unit"] * has_units + ["value"]
    for n, place in enumerate(itertools.product(*(told for _, told in dimensions))):
        value = _at(values, n)
        text = "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
        mark = _at(status, n) if not isinstance(status, str) else None
        unit = next((unit for _, unit in place if unit), "")
        text = f"{text} {mark}".strip() if isinstance(mark, str) else text
        rows.append([*(label for label, _ in place), *([unit] * has_units), text])
    return rows


def _at(values: Any, n: int) -> Any:
    if isinstance(values, dict):
        return values.get(str(n))
    return values[n] if n < len(values) else None


def _categories(dimension: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """The name of a dimension; the label and the unit of each of its categories, in order."""
    category = dimension["category"]
    labels = category.get("label") or {}
    index = category.get("index") or list(labels)
    ids = sorted(index, key=lambda key: index[key]) if isinstance(index, dict) else list(index)
    units = category.get("unit") or {}
    return str(dimension.get("label") or ""), [
        (str(labels.get(one, one)), str((units.get(one) or {}).get("label") or "")) for one in ids
    ]
