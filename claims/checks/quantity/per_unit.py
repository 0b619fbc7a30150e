"""Figures for each of something, worked out of two columns: "2.4 people per household".

A column that itself counts per head is read like any other.
"""

from __future__ import annotations

from claims.checks.quantity.addressed_cells import Address
from claims.checks.quantity.derivations import Derived, cell_ref, plain, value_at
from claims.checks.quantity.prepared_table import PreparedTable, stem
from claims.checks.quantity.stated_figure import StatedFigure, column_power

_REACH = 5  # words behind a figure in which "per" stands
_EACH = {"capita": "population", "head": "population", "person": "population"}
_AREAS = frozenset({"area", "km", "square", "hectare", "mile", "sq"})


def per_unit(figure: StatedFigure, prepared: PreparedTable, where: Address) -> list[Derived] | None:
    """One column divided by another in the addressed row; None where no "per" is told."""
    behind = [w for w in figure.context.words if w.start >= figure.context.after[0]][: _REACH + 2]
    at = next((n for n, word in enumerate(behind[:-1]) if word.low == "per" and n < _REACH), None)
    if at is None or at == 0:
        return None
    over = _columns(prepared, {word.stem for word in behind[:at]})
    under = _columns(prepared, {word.stem for word in behind[at + 1 : at + 3]})
    if len(over) != 1 or len(under) != 1 or over == under:
        return None
    if where.rows is None or len(where.rows) != 1:
        return None
    row = min(where.rows)
    a, b = value_at(prepared, row, over[0]), value_at(prepared, row, under[0])
    power = column_power(prepared, under[0])
    if a is None or not b:
        return []
    refs = (cell_ref(prepared, row, over[0]), cell_ref(prepared, row, under[0]))
    value = a / (b * 10 ** (power or 0))
    return [Derived(value, f"{plain(a)} / {plain(b)}", refs)]


def _columns(prepared: PreparedTable, told: set[str]) -> list[int]:
    """The columns that words name: by their header, or "square kilometre" by an area."""
    wanted = {stem(_EACH.get(word, word)) for word in told}
    named = [c for c, stems in prepared.column_stems.items() if stems and stems <= wanted]
    if not named and wanted & {"square", "hectare", "acre", "km"}:
        named = [c for c, stems in prepared.column_stems.items() if stems & _AREAS]
    return named
