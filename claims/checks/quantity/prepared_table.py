"""An attached table with its indexes: rows and columns by period and by the stems of their labels.

A label is compared by stems, and words for one thing ("exports", "shipments") share one stem.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from claims.reading.english.function_words import PREPOSITIONS, word_set
from claims.reading.quantities.units import table as forms
from claims.tables.months import part_of_year
from claims.tables.periods import period_inside, period_of, periods_of, stretches
from claims.tables.table import Table

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[,;:()—–]")
_SAME = forms("""
export: export, shipment
import: import, purchase
total: total, trade, overall, turnover, sum, world, combined, insgesamt, gesamt, totaal
male: male, man, men, boy, boys, männlich, männer, homme, hombre
female: female, woman, women, girl, weiblich, frauen, femme, mujer
germany: germany, deutschland
population: population, inhabitant, resident, people
head: head, capita
unemployment: unemployment, jobless
revenue: revenue, sale
output: output, production, produce
profit: profit, earning
death: death, died, killed
""")
MEASURES = frozenset(_SAME.values()) - {"total"}
# Further words that national offices write over their tables, as English texts have it.
_SAME |= forms("""
total: summe, zusammen, totale, ogółem, всего
male: hommes, hombres, varones, mannen, uomini, maschi
female: femmes, mujeres, vrouwen, donne, femmine
austria: österreich
switzerland: schweiz, suisse
spain: españa
italy: italia
netherlands: nederland
belgium: belgique, belgië
poland: polska
sweden: sverige
norway: norge
denmark: danmark
finland: suomi
brazil: brasil
""")
GENERAL = word_set("index rate number level amount figure value count data quantity")
_EMPTY = word_set("the a an of in to from by for and or per at on with s us")
_FILES = word_set("csv tsv xlsx xls ods json html htm md txt pdf docx")


class PreparedTable(NamedTuple):
    """A table with its indexes. Periods are TIMEX3 values ("2023", "2023-03", "2023-Q1").

    `row_stems` are the stems of all labels of a row, `row_labels` those of each of them and of what
    stands before its comma, and `label_order` has the stems of a label as they follow each other.
    `column_names` are the stems by which a claim names a column: "population" is enough for "total
    population" where no other column has it. `row_parts` and `column_parts` tell rows and columns
    that are a part of any year ("03", "Q1"); with a year of the other kind they make a period.
    """

    table: Table
    measures: tuple[int, ...]
    row_periods: dict[str, frozenset[int]]
    column_periods: dict[int, str]
    rows_by_stem: dict[str, tuple[int, ...]]
    row_stems: dict[int, frozenset[str]]
    row_labels: dict[int, tuple[frozenset[str], ...]]
    label_order: dict[frozenset[str], tuple[str, ...]]
    column_stems: dict[int, frozenset[str]]
    column_names: dict[int, frozenset[str]]
    sorted_cells: dict[int, tuple[list[Decimal], list[int]]]
    row_parts: dict[int, str]
    column_parts: dict[int, str]


def stem(word: str) -> str:
    low = word.lower().replace("’", "'").removesuffix("'s")
    for ending, short in (("ies", "y"), ("ed", ""), ("s", "")):
        if low.endswith(ending) and len(low) > len(ending) + 3 and not low.endswith("ss"):
            low = low.removesuffix(ending) + short
            break
    return _SAME.get(low, low)


def _heads(labels: Sequence[str]) -> list[tuple[str, ...]]:
    """The stems before a comma where no other label begins so: "Adams County, NE"."""
    heads = [_ordered(label.partition(",")[0]) if "," in label else () for label in labels]
    often = Counter(heads)
    return [head if often[head] == 1 else () for head in heads]


def _stems(label: str, without: frozenset[str] = frozenset()) -> frozenset[str]:
    return frozenset(_ordered(label, without))


def _ordered(label: str, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    return tuple(
        stem(word)
        for word in WORD.findall(label)
        if word[0].isalpha() and (low := word.lower()) not in _EMPTY and low not in without
    )


def prepare(table: Table) -> PreparedTable:
    """The indexes that the check of figures uses; worth keeping as long as the table."""
    measures = tuple(n for n, column in enumerate(table.columns) if column.measured)
    labels = [n for n in range(len(table.columns)) if n not in frozenset(measures)]
    times = {c: _times([row[c].text for row in table.rows]) for c in labels}
    periods, parts = _row_periods(table, labels, times)
    heads = {c: _heads([row[c].text for row in table.rows]) for c in labels}
    stems, named = {}, {}
    order: dict[frozenset[str], tuple[str, ...]] = {}
    by_stem: dict[str, list[int]] = defaultdict(list)
    for r, row in enumerate(table.rows):
        ordered = [_ordered(row[c].text) for c in labels if not times[c][r]]
        ordered += [heads[c][r] for c in labels if heads[c][r]]
        told = [frozenset(one) for one in ordered]
        order |= dict(zip(told, ordered, strict=True))
        named[r] = tuple(found for found in told if found)
        stems[r] = frozenset().union(*told)
        for name in stems[r]:
            by_stem[name].append(r)
    column_stems = _column_stems(table, measures)
    return PreparedTable(
        table,
        measures,
        periods,
        _column_periods(table, measures),
        {name: tuple(rows) for name, rows in by_stem.items()},
        stems,
        named,
        order,
        column_stems,
        _names(column_stems),
        {c: _sorted(table, c) for c in measures},
        parts,
        {c: part for c in measures if (part := part_of_year(table.columns[c].label))},
    )


def _times(texts: Sequence[str]) -> list[str]:
    """The period, or the part of a year after a "-", that each label of a column is."""
    found = periods_of(texts)
    return [
        period or (f"-{part}" if (part := part_of_year(text)) else "")
        for period, text in zip(found, texts, strict=True)
    ]


def _row_periods(
    table: Table, labels: Sequence[int], times: dict[int, list[str]]
) -> tuple[dict[str, frozenset[int]], dict[int, str]]:
    """The rows of each period, and the part of a year that a row without a year is.

    A year and a month in two columns are one period. Days that all end a year are that year too.
    """
    periods: dict[str, set[int]] = defaultdict(set)
    parts = {}
    for c in labels:
        meant = stretches([found for found in times[c] if found[:1] != "-"])
        for r, found in enumerate(times[c]):
            if found in meant:
                periods[meant[found]].add(r)
    for r in range(len(table.rows)):
        here = [found for c in labels if (found := times[c][r])]
        part = next((found for found in here if found[0] == "-"), "")
        whole = [found for found in here if found[0] != "-"]
        year = next((found for found in whole if len(found) == 4), "")
        if part and year:
            periods[year + part].add(r)
            continue
        if part:
            parts[r] = part[1:]
        for found in whole:
            periods[found].add(r)
    return {period: frozenset(rows) for period, rows in periods.items()}, parts


def _column_periods(table: Table, measures: Sequence[int]) -> dict[int, str]:
    whole = periods_of([table.columns[c].label for c in measures])
    found = {}
    for c, period in zip(measures, whole, strict=True):
        if period := period or period_inside(table.columns[c].label):
            found[c] = period
    return found


def _column_stems(table: Table, measures: Sequence[int]) -> dict[int, frozenset[str]]:
    every = {c: _telling(table, c) for c in measures}
    shared = frozenset.intersection(*every.values()) if len(every) > 1 else frozenset()
    return {c: found - shared or found for c, found in every.items()}


def _names(column_stems: dict[int, frozenset[str]]) -> dict[int, frozenset[str]]:
    """The stems of each column, without "total" where no other column has the rest of them."""
    found = {}
    for c, stems in column_stems.items():
        rest = stems - {"total"}
        others = [other for n, other in column_stems.items() if n != c]
        found[c] = rest if rest and not any(rest <= other for other in others) else stems
    return found


def _telling(table: Table, c: int) -> frozenset[str]:
    """The stems of a header, without general words where others tell the measure.

    A header that is a period or a part of one ("Jan") tells no measure.
    """
    if period_of(table.columns[c].label) or part_of_year(table.columns[c].label):
        return frozenset()
    found = _stems(table.columns[c].label, table.columns[c].unit.words)
    return found - GENERAL or found


def header_stems(prepared: PreparedTable) -> frozenset[str]:
    """The stems of what stands above the names of the rows: "country", "county"."""
    labels = (column.label for column in prepared.table.columns if not column.measured)
    return frozenset(one for label in labels for one in _stems(label))


def caption_stems(prepared: PreparedTable) -> frozenset[str]:
    """The stems of the words of a table's caption; the ending of a file's name is none."""
    found = re.findall(r"[^\W\d_]{2,}", prepared.table.caption)
    return frozenset(stem(word) for word in found if word.lower() not in PREPOSITIONS | _FILES)


def _sorted(table: Table, c: int) -> tuple[list[Decimal], list[int]]:
    cells = sorted(
        (abs(value), r) for r, row in enumerate(table.rows) if (value := row[c].value) is not None
    )
    return [value for value, _ in cells], [r for _, r in cells]


def near(prepared: PreparedTable, c: int, low: Fraction, high: Fraction) -> list[int]:
    """The rows whose printed value in column `c` lies between `low` and `high`, without sign."""
    values, rows = prepared.sorted_cells[c]
    first = bisect_left(values, low, key=Fraction)
    return rows[first : bisect_right(values, high, key=Fraction)]
