"""The units that stand once over a list: "Total snowfall, in centimetres:", then a line a place.

A bare number at a line's end, or before a bracket, counts in the unit of the heading above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from claims.model import Quantity, QuantityKind, Span
from claims.tables.header_units import Unit, unit_of

_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"[^\W\d_][^\n]{0,80}?[\s:](?P<number>-?\d[\d.,]*)[ \t]*(?:[(;][^\n]*)?\Z")
_FEWEST = 2  # lines that make a list
_LONGEST = 120  # code points of a heading


def in_listed_units(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """`quantities` with the units that headings give to bare numbers in lists."""
    listed = dict(_listed(text))
    return [_counted(one, listed[one.span]) if one.span in listed else one for one in quantities]


def _counted(quantity: Quantity, unit: Unit) -> Quantity:
    if quantity.unit or quantity.kind is not QuantityKind.NUMBER:
        return quantity
    kind = QuantityKind.MONEY if unit.name.isupper() else QuantityKind.MEASURE
    kind = QuantityKind.PERCENT if unit.name == "%" else kind
    value = format(Decimal(quantity.value).scaleb(unit.power or 0), "f")
    return quantity._replace(value=value, unit=unit.name, kind=kind)


def _listed(text: str) -> Iterator[tuple[Span, Unit]]:
    """The bare numbers of lists, each with the unit of its heading."""
    lines = list(_LINE.finditer(text))
    n = 0
    while n < len(lines):
        heading = lines[n][0].rstrip(" :")
        items = list(_items(lines[n:])) if len(heading) <= _LONGEST else []
        unit = unit_of(heading) if len(items) >= _FEWEST and "," in heading else Unit()
        if unit.name and not unit.per:
            yield from ((span, unit) for span in items)
        n += 1 + (len(items) if unit.name else 0)


def _items(lines: Sequence[re.Match[str]]) -> Iterator[Span]:
    """The numbers of the lines below the first that follow each other as items of a list."""
    for above, line in pairwise(lines):
        item = _ITEM.match(line[0].rstrip())
        if item is None or line.start() > above.end() + 1:
            return
        yield Span(line.start() + item.start("number"), line.start() + item.end("number"))
