"""A table as a value: header, rows, and cells with what they count; read from csv text.

Tables are read as they are published: with titles and units above, notes underneath, several label
columns, two rows of header, headings between the rows. How a column writes its numbers is decided
once for the whole column; where it could be read both ways the other columns decide, then English.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from claims.intake import Refused
from claims.intake.separators import separated
from claims.reading.english.function_words import word_set
from claims.tables.header_units import Unit, symbol_unit, unit_of
from claims.tables.layout import Layout, Row, laid_out
from claims.tables.long_form import LongForm, is_scale, joined, kind, long_form, split
from claims.tables.numbers import COMMAED, EITHER, POINTED, bare, is_missing, sized, value, way_of
from claims.tables.periods import period_of, periods_of

MAX_CELLS = 500_000
_TIMES = word_set(
    "year years date dates period periods time month months quarter day jahr jahre jahren datum "
    "zeit monat année annee années mois año ano anno anni jaar jaren rok год refdate timeperiod "
    "season observationdate referenceperiod referenceperiode timeidentifier calendaryear "
    "financialyear fiscalyear reportingperiod week yearmonth berichtsjahr stichtag"
)
_CODES = word_set(
    "id code codes fips zip postcode isbn isin nuts iso iso2 iso3 geoid key nr plz nsn sitc hs cn "
    "ags index no rank# dguid vector coordinate statusid symbolid uomid scalarid"
)
_ZERO_LED = re.compile(r"0\d+")


class Cell(NamedTuple):
    """`value` is the number as printed, without the column's magnitude; None for no number."""

    text: str
    value: Decimal | None = None


class Column(NamedTuple):
    """`measured` tells a column of figures from one of labels, years among them."""

    label: str
    unit: Unit
    measured: bool


class Table(NamedTuple):
    """`rows[r][c]` is a cell; every row has as many cells as `columns`.

    `lines[r]` is the number of the row in the text, from 1; `notes` is what stands underneath and
    between. A heading between the rows is in a nameless last column of labels.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    notes: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.label for column in self.columns)


def read_csv(text: str, caption: str = "", unit: str = "") -> Table:
    """The table in `text`, whatever separates its cells; title lines join the caption.

    `unit` ("billion US dollars") holds for every column of figures that names none itself.

    Raises: `Refused` with one sentence.
    """
    return table_of(separated(text), caption, unit)


def read_tables(text: str, caption: str = "") -> tuple[list[Table], list[str]]:
    """The tables in the canonical csv of a dataset, and why the others could not be read.

    A blank line parts the sheets of a workbook; the first row of each names it.
    """
    sheets: list[list[list[str]]] = [[]]
    csv.field_size_limit(1 << 24)
    try:
        for row in csv.reader(f"{line}\n" for line in text.split("\n")):
            if row:
                sheets[-1].append(row)
            elif sheets[-1]:
                sheets.append([])
    except csv.Error as error:
        return [], [f"the table cannot be read as csv ({error}); save it again"]
    sheets = [sheet for sheet in sheets if sheet]
    tables, refused = [], []
    for sheet in sheets:
        name = " ".join(filter(None, sheet[0])) if len(sheets) > 1 else ""
        try:
            if len(sheets) == 1 and max(map(len, sheet)) == 1:
                tables.append(read_csv(text, caption))
            else:
                tables.append(table_of(sheet, caption))
        except Refused as refusal:
            refused.append(f"sheet “{name}”: {refusal}" if name else str(refusal))
    return tables, refused if sheets else ["the table is empty"]


def table_of(lines: Sequence[Sequence[str]], caption: str = "", unit: str = "") -> Table:
    """The table in rows of text; what every reader of tables ends in.

    Raises: `Refused` with one sentence.
    """
    layout = laid_out(lines)
    width = max(len(layout.header), max(len(row) for _, row in layout.body))
    if len(layout.body) * width > MAX_CELLS:
        raise Refused(
            "the table has more than half a million cells; attach the part that is needed"
        )
    header, body = _squared(layout)
    if len(header) > 1 and all(period_of(name) for name in header):
        raise Refused("the table has no header: nothing names its rows; name the columns")
    parts = [unit, *layout.titles, caption]
    common = next((u for part in parts if part and (u := unit_of(part))[:2] != ("", None)), Unit())
    columns = _columns(header, body, common)
    return Table(
        tuple(c[0] for c in columns),
        tuple(zip(*(c[1] for c in columns), strict=True)),
        " ".join(filter(None, [caption, *layout.titles])),
        layout.notes,
        tuple(n for n, _ in layout.body),
    )


def _squared(layout: Layout) -> tuple[Row, list[Row]]:
    """Header and rows of one width, without columns that are empty; headings are a last column."""
    width = len(layout.header)
    rows = []
    for n, row in layout.body:
        if len(row) > width:
            raise Refused(f"line {n} of the table has {len(row)} cells, its header {width}")
        rows.append(row + [""] * (width - len(row)))
    header = list(layout.header)
    if any(layout.groups):
        header.append("")
        rows = [[*row, group] for row, group in zip(rows, layout.groups, strict=True)]
    kept = [n for n, column in enumerate(zip(*rows, strict=True)) if header[n] or any(column)]
    return [header[n] for n in kept], [[row[n] for n in kept] for row in rows]


# ------------------------------------------------------------------------------- columns


def _columns(
    header: Sequence[str], body: Sequence[Row], common: Unit
) -> list[tuple[Column, list[Cell]]]:
    texts = [list(column) for column in zip(*body, strict=True)]
    scaled = [sized(column) for column in texts]
    plain = [
        [bare(text) for text in ([t for t, _ in own] if own else column)]
        for own, column in zip(scaled, texts, strict=True)
    ]
    ways = [
        way_of(label, column, digits)
        for label, column, digits in zip(header, texts, plain, strict=True)
    ]
    labels = [not way or _is_label(n, header, texts[n]) for n, way in enumerate(ways)]
    _fill_down(texts, labels)
    known = {way for n, way in enumerate(ways) if way in (POINTED, COMMAED) and not labels[n]}
    usual = known.pop() if len(known) == 1 else POINTED
    form = long_form(header, texts, labels)
    common = _from_labels(header, labels, common)
    found: list[tuple[Column, list[Cell]]] = []
    for n, label in enumerate(header):
        if labels[n]:
            if n not in form.silent:
                found.append((Column(label, Unit(), False), [Cell(text) for text in texts[n]]))
            continue
        if not label:
            raise Refused(f"column {n + 1} has no name in the header; are cells merged there?")
        way = usual if ways[n] == EITHER else ways[n]
        powers = [power for _, power in scaled[n] or [("", 0)] * len(texts[n])]
        cells = [
            Cell(text, _scaled(value(*digits, way), power))
            for text, digits, power in zip(texts[n], plain[n], powers, strict=True)
        ]
        found += _measured(label, cells, common, form, labels.count(False), bool(scaled[n]))
    return found


def _from_labels(header: Sequence[str], labels: Sequence[bool], common: Unit) -> Unit:
    """The unit of the table that stands above the names of its rows: "USD million"."""
    for label, is_label in zip(header, labels, strict=True):
        if is_label and label and joined(label) not in _TIMES:
            unit = unit_of(label)
            if unit.power is not None or unit.name == "%" or unit.name.isupper():
                return unit
    return common


def _measured(
    label: str, cells: list[Cell], common: Unit, form: LongForm, measured: int, sized: bool
) -> list[tuple[Column, list[Cell]]]:
    """A column of figures, or where its rows count in several units one for each."""
    units = split(form, measured) if unit_of(label)[:2] == ("", None) and not sized else None
    if units and len(units) > 1:
        found = []
        for unit, name in units:
            own = [
                cell if kind(one) == kind(unit) else Cell("")
                for cell, one in zip(cells, form.units, strict=True)
            ]
            unit = unit if name else _unit(label, own, common)
            found.append((Column(f"{label}, {name}" if name else label, unit, True), own))
        return found
    if units and units[0][0][:2] != ("", None):
        return [(Column(label, units[0][0], True), cells)]
    unit = _unit(label, cells, common)
    if unit.name == "%" and unit_of(label).name != "%" and common.name != "%":
        cells = [cell if "%" in cell.text else Cell(cell.text) for cell in cells]
    if sized:
        marked = all(symbol_unit(c.text) for c in cells if c.value is not None)
        unit = unit._replace(power=0, name=unit.name if marked or unit_of(label).name else "")
    return [(Column(label, unit, True), cells)]


def _scaled(number: Decimal | None, power: int) -> Decimal | None:
    return number * 10**power if number is not None and power else number


def _is_label(n: int, header: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether a column of numbers names its rows: years and days, codes, the numbers of rows."""
    told = [text for text in texts if not is_missing(text)]
    name = header[n].strip().lower()
    whole = joined(name)
    timed = whole in _TIMES or any(w in _TIMES for w in re.findall(r"[^\W_]+", name)[:1])
    if all(periods_of(told)) and (n == 0 or timed or not name):
        return True
    if is_scale(name):
        return True
    if whole in _TIMES and all(text.isdecimal() and int(text) <= 53 for text in told):
        return True
    words = re.findall(r"[^\W_]+", name)
    if words and (words[-1] in _CODES or whole in _CODES):
        return True
    if not name and (n == 0 or all(period_of(text) for text in told)):
        return True
    return any(_ZERO_LED.fullmatch(text) for text in told) and all(t.isdecimal() for t in told)


def _fill_down(texts: list[list[str]], labels: Sequence[bool]) -> None:
    """A label told once holds for the rows beneath, where a label to its right goes on."""
    first = next((n for n, is_label in enumerate(labels) if not is_label), len(labels))
    open_rows = [True] * (len(texts[0]) if texts else 0)
    for n in range(max(first - 1, 0)):
        column, held = texts[n], ""
        for r, text in enumerate(column):
            if text or not open_rows[r] or not texts[n + 1][r]:
                held = text or (held if open_rows[r] and texts[n + 1][r] else "")
                open_rows[r] = False if text else open_rows[r]
            elif held:
                column[r] = held


def _unit(label: str, cells: Sequence[Cell], common: Unit) -> Unit:
    """The column's own unit; what it leaves open comes from its cells, then from the table."""
    own = unit_of(label)
    name = own.name or next((u for cell in cells if (u := symbol_unit(cell.text))), "")
    if name in ("%", "percentage point"):
        return own._replace(name=name, power=0)
    if (
        own.per
        or own.base
        or (own.name and own.power is None and common.name not in ("", own.name))
    ):
        return own._replace(name=name)
    power = own.power if own.power is not None else common.power
    return own._replace(
        name=name or ("" if common.name == "%" and power else common.name),
        power=power,
        per=common.per,
        base=common.base,
    )
