"""A sentence on each table: how it was read, in the words that a desk would check it by."""

from __future__ import annotations

from claims.tables.header_units import Unit
from claims.tables.periods import period_inside, periods_of, stretches
from claims.tables.table import Column, Table, read_tables
from claims.tables.timeline import read_timeline

_POWERS = {
    3: "thousand", 4: "ten thousand", 5: "hundred thousand", 6: "million", 7: "ten million",
    8: "hundred million", 9: "billion", 12: "trillion",
}  # fmt: skip
_SHOWN = 6


def described(text: str) -> list[str]:
    """How each table of a dataset is read, or why it cannot be; `text` is its canonical csv."""
    timeline = read_timeline(text)
    if timeline is not None:
        return [f"read as a timeline: {_many(len(timeline.events), 'dated event')}"]
    tables, refused = read_tables(text)
    told = [_table(table, several=len(tables) + len(refused) > 1) for table in tables]
    return told + [f"cannot be checked against: {reason}" for reason in refused]


def _table(table: Table, *, several: bool) -> str:
    measured = [column for column in table.columns if column.measured]
    name = f" “{_short(table.caption)}”" if several and table.caption else ""
    if not measured:
        return f"read as a table{name} without figures: {_many(len(table.rows), 'row')}"
    parts = [
        _many(len(table.rows), "row"),
        f"{_many(len(measured), 'column')} of figures ({_columns(measured)})",
        _labels(table),
        _periods(table),
    ]
    return f"read as a table{name}: " + ", ".join(filter(None, parts))


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _columns(measured: list[Column]) -> str:
    units = {_unit(column.unit) for column in measured}
    names = [_short(column.label) for column in measured]
    if len(units) == 1 and len(measured) > 1:
        return f"{_listed(names)}; {units.pop()}"
    return _listed([f"{name}: {_unit(c.unit)}" for name, c in zip(names, measured, strict=True)])


def _listed(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _unit(unit: Unit) -> str:
    if unit.base:
        return f"index, {unit.base} = 100"
    power = _POWERS.get(unit.power or 0, "")
    words = " ".join(filter(None, [power, unit.name])) or ("" if unit.power is None else "units")
    if unit.per:
        return " ".join(filter(None, ["" if words == "units" else words, "per", unit.per]))
    return words or "no unit told"


def _labels(table: Table) -> str:
    names = [_short(column.label) for column in table.columns if not column.measured]
    told = [name for name in names if name]
    if not names:
        return "no column that names the rows"
    return f"rows named by {_listed(told)}" if told else "rows named by a column without a name"


def _periods(table: Table) -> str:
    found = {period_inside(column.label) for column in table.columns if column.measured}
    for n, column in enumerate(table.columns):
        if not column.measured:
            days = periods_of([row[n].text for row in table.rows])
            whole = stretches(days)
            found |= {whole.get(day, day) for day in days}
    told = sorted(found - {""})
    if len(told) < 2:
        return f"for {told[0]}" if told else ""
    return f"{told[0]} to {told[-1]}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else plain[:39].rstrip() + "…"
