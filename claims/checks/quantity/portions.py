"""The part of a whole that a row is: "three in ten said yes", "15 per cent were undecided".

A table gives it in a column of shares, or as a row in the total of its column.
"""

from __future__ import annotations

from claims.checks.quantity.addressed_cells import Address
from claims.checks.quantity.derivations import Derived, cell_ref, plain, value_at
from claims.checks.quantity.prepared_table import PreparedTable
from claims.checks.quantity.stated_figure import StatedFigure
from claims.reading.english.function_words import word_set

_SHARES = word_set("share percentage proportion percent")


def portions(figure: StatedFigure, prepared: PreparedTable, where: Address) -> list[Derived]:
    """What part of the whole, in per cent, the addressed row is."""
    if where.rows is None or len(where.rows) != 1:
        return []
    row = min(where.rows)
    label = prepared.row_stems[row]
    if "total" in label or (label <= _ANSWERS and not _is_measured(figure, prepared)):
        return []
    found = []
    for c in share_columns(prepared):
        value = value_at(prepared, row, c)
        if value is not None:
            cell = cell_ref(prepared, row, c)
            found.append(Derived(value, f"{cell.text} %", (cell,)))
    whole = [r for r in prepared.rows_by_stem.get("total", ()) if r != row]
    for c in prepared.measures if len(whole) == 1 else ():
        if prepared.table.columns[c].unit.name == "%" or not _is_counted(figure, prepared, c):
            continue
        part, total = value_at(prepared, row, c), value_at(prepared, whole[0], c)
        if part is not None and total:
            refs = (cell_ref(prepared, row, c), cell_ref(prepared, whole[0], c))
            found.append(Derived(part / total * 100, f"{plain(part)} / {plain(total)}", refs))
    return found


# Labels that any sentence may have: they name a row only where its group is named too.
_ANSWERS = word_set("yes no none other don't know not")


def _is_measured(figure: StatedFigure, prepared: PreparedTable) -> bool:
    told = {word.stem for word in figure.context.words}
    return any(stems & told for stems in prepared.column_stems.values())


def share_columns(prepared: PreparedTable) -> list[int]:
    """The columns of a table that tell shares of a whole: "share (%)"."""
    return [
        c
        for c in prepared.measures
        if prepared.table.columns[c].unit.name == "%"
        and any(word in prepared.table.columns[c].label.lower() for word in _SHARES)
    ]


def _is_counted(figure: StatedFigure, prepared: PreparedTable, c: int) -> bool:
    """Whether the claim names what the column counts."""
    return prepared.column_stems[c] <= {word.stem for word in figure.context.words}
