"""Finds the rows and columns of a table that the words of a claim address.

The nearest words win: what a figure's own words do not name is taken from earlier in its claim,
then from later. A period that the table does not have addresses nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from claims.checks.quantity.figure_context import FigureContext
from claims.checks.quantity.longer_names import is_longer, is_other_place
from claims.checks.quantity.prepared_table import PreparedTable
from claims.reading.english.function_words import word_set

_FAR = 4000
_Named = TypeVar("_Named", frozenset[int], tuple[int, ...])


class Address(NamedTuple):
    """The rows, columns and period that a claim's words name; None where they leave it open.

    `period` is TIMEX3, empty for none; `label_rows` are the rows named by a label alone: none of
    them where each label is but a part of a longer name. Then `namesakes` are the rows of the label
    that is a part of another place's name.
    """

    rows: frozenset[int] | None
    columns: tuple[int, ...] | None
    period: str
    label_rows: frozenset[int] | None
    namesakes: frozenset[int] = frozenset()


def _bound(mentions: Sequence[tuple[int, int]], context: FigureContext, behind: bool) -> int | None:
    """The mention (by its number) that belongs to the figure; None without mentions."""
    (first, start), (end, last) = context.before, context.after
    inside = [n for at, n in mentions if first <= at < start][-1:]
    follows = [n for at, n in mentions if end <= at < last][:1]
    earlier = [n for at, n in mentions if at < first][-1:]
    later = [n for at, n in mentions if at >= last][:1]
    order = follows + inside if behind else inside + follows
    return next(iter(order + earlier + later), None)


def _in_turn(
    mentions: Sequence[tuple[int, _Named]], context: FigureContext
) -> list[tuple[int, _Named]]:
    """Of things told "respectively" the one of this figure; all of them elsewhere."""
    if not any(word.low == "respectively" for word in context.words):
        return list(mentions)
    first = context.nth.first
    ahead = [one for one in mentions if one[0] < first]
    ahead = [one for n, one in enumerate(ahead) if one[1] not in [x for _, x in ahead[:n]]]
    if len(ahead) != context.nth.among:
        return list(mentions)
    return [ahead[context.nth.number]]


def address(prepared: PreparedTable, context: FigureContext) -> Address:
    mentions = [(at, n) for n, (at, _) in enumerate(context.periods)]
    bound = _bound(mentions, context, behind=True)
    period = context.periods[bound][1] if bound is not None else ""
    columns = _columns_named(prepared, context)
    labels = _rows_named(prepared, context)
    if prepared.column_periods and not prepared.row_periods and period:
        pool = columns if columns is not None else prepared.measures
        columns = tuple(c for c in pool if prepared.column_periods.get(c) == period)
        if not columns:
            pool = tuple(prepared.column_periods)
            columns = tuple(c for c in pool if prepared.column_periods[c] == period)
    elif columns is None and len(prepared.measures) == 1:
        columns = prepared.measures
    rows = labels
    if period and (cross := crossed(prepared, period)) is not None:
        at, across = cross
        pool = columns if columns is not None else prepared.measures
        columns = tuple(c for c in across if c in pool) or tuple(across)
        rows = at if labels is None else at & labels
    elif prepared.row_periods and period:
        at = prepared.row_periods.get(period, frozenset())
        rows = at if labels is None else at & labels
    namesakes = _namesakes(prepared, context) if labels is not None and not labels else frozenset()
    return Address(rows, columns, period, labels, namesakes)


def _whole(prepared: PreparedTable) -> tuple[int, ...] | None:
    """The column of the total where the others are its parts: what a bare figure is of."""
    total = [c for c, stems in prepared.column_stems.items() if stems == {"total"}]
    parted = any(stems <= _SEXES for stems in prepared.column_stems.values())
    return tuple(total) if len(total) == 1 and parted else None


_SEXES = frozenset({"male", "female"})


def crossed(prepared: PreparedTable, period: str) -> tuple[frozenset[int], list[int]] | None:
    """Rows and columns of a period where the ones tell the year and the others its part."""
    year, _, part = period.partition("-")
    if not part:
        return None
    rows = frozenset(r for r, told in prepared.row_parts.items() if told == part)
    columns = [c for c, told in prepared.column_periods.items() if told == year]
    if rows and columns:
        return rows, columns
    columns = [c for c, told in prepared.column_parts.items() if told == part]
    rows = prepared.row_periods.get(year, frozenset())
    return (rows, columns) if rows and columns else None


def columns_mentioned(
    prepared: PreparedTable, context: FigureContext
) -> list[tuple[int, tuple[int, ...]]]:
    """Each place of the claim that names columns, with those columns."""
    found = _places(context, prepared.column_names) or _spread(context, prepared)
    if len({s for _, s in found}) > 1 and any("total" not in s for _, s in found):
        specific = [(at, s) for at, s in found if "total" not in s]
        found = [(a, s) for a, s in found if "total" not in s or _apart(a, specific, context)]
    return [
        (at, tuple(c for c, stems in prepared.column_names.items() if stems == s))
        for at, s in found
    ]


def _columns_named(prepared: PreparedTable, context: FigureContext) -> tuple[int, ...] | None:
    found = _in_turn(columns_mentioned(prepared, context), context)
    chosen = _bound([(at, n) for n, (at, _) in enumerate(found)], context, behind=False)
    if chosen is None or found[chosen][0] >= context.after[1]:
        return _whole(prepared) or (None if chosen is None else found[chosen][1])
    return found[chosen][1]


def _spread(context: FigureContext, prepared: PreparedTable) -> list[tuple[int, frozenset[str]]]:
    """The one header whose words stand apart in the claim: "income … 33,000 euros per head"."""
    told = {word.stem for word in context.words}
    kinds = {stems for stems in prepared.column_names.values() if len(stems) > 1 and stems <= told}
    if len(kinds) != 1:
        return []
    stems = kinds.pop()
    return [(next(w.start for w in context.words if w.stem in stems), stems)]


def _apart(at: int, specific: Sequence[tuple[int, frozenset[str]]], context: FigureContext) -> bool:
    """Whether a general word stands alone: "total exports" are exports."""
    return all(
        abs(at - other) > 14
        or any(min(at, other) < w.start < max(at, other) for w in context.words)
        for other, _ in specific
    )


def rows_mentioned(
    prepared: PreparedTable, context: FigureContext
) -> list[tuple[int, frozenset[int]]]:
    """Each place of the claim that names rows by their labels, with those rows."""
    return [
        (at, rows)
        for at, label, rows in _labels(prepared, context)
        if not (
            is_other_place(prepared, context, at, label) or is_longer(prepared, context, at, label)
        )
    ]


def _labels(
    prepared: PreparedTable, context: FigureContext
) -> list[tuple[int, frozenset[str], frozenset[int]]]:
    """Each label in the claim, were it a part of a longer name, with its rows."""
    names = {w.stem for w in context.words if w.stem in prepared.rows_by_stem}
    rows = {r for name in names for r in prepared.rows_by_stem[name][:_FAR]}
    labels: dict[frozenset[str], set[int]] = defaultdict(set)
    for r in rows:
        told = frozenset().union(*(one for one in prepared.row_labels[r] if one <= names))
        if told:
            labels[told].add(r)
    kinds = dict(enumerate(labels))
    found = _places(context, kinds, prepared.label_order)
    if any("total" not in s for _, s in found):
        found = [(at, s) for at, s in found if "total" not in s]
    return [(at, s, frozenset(labels[s])) for at, s in found]


def _namesakes(prepared: PreparedTable, context: FigureContext) -> frozenset[int]:
    """The rows of a label that is a part of another place's name."""
    other = [
        rows
        for at, label, rows in _labels(prepared, context)
        if is_other_place(prepared, context, at, label)
    ]
    return frozenset().union(*other)


def _rows_named(prepared: PreparedTable, context: FigureContext) -> frozenset[int] | None:
    found = rows_mentioned(prepared, context)
    if not found and _labels(prepared, context):
        return frozenset()
    found = _in_turn([one for one in found if not _is_aside(one[0], context)] or found, context)
    chosen = _bound([(at, n) for n, (at, _) in enumerate(found)], context, behind=False)
    return None if chosen is None else found[chosen][1]


def names_several(prepared: PreparedTable, context: FigureContext) -> bool:
    """Whether two rows are told together before the figure: "Arland and Borland made"."""
    ahead = [one for one in rows_mentioned(prepared, context) if one[0] < context.before[1]][-2:]
    if len(ahead) < 2 or not ahead[0][1].isdisjoint(ahead[1][1]) or not ahead[1][1]:
        return False
    lows = [word.low for word in context.words if ahead[0][0] < word.start < ahead[1][0]]
    return lows[-1:] == ["and"] and len(lows) == 1 and not _is_in_turn(context)


def _is_in_turn(context: FigureContext) -> bool:
    return any(word.low == "respectively" for word in context.words) or context.nth.among > 1


def _in_order(label: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words of a label follow each other as they do in the claim."""
    at = -1
    for one in label:
        if one not in words[at + 1 :]:
            return False
        at = words.index(one, at + 1)
    return True


def _is_aside(at: int, context: FigureContext) -> bool:
    """Whether a row is named to be left behind: "after Westrim", "unlike Norland"."""
    before = [word.low for word in context.words if word.start < at][-2:]
    return bool(before) and (before[-1] in _ASIDE or before == ["ahead", "of"])


_ASIDE = word_set("after behind than unlike against excluding without except besides following")


def _places(
    context: FigureContext,
    labels: dict[int, frozenset[str]],
    order: Mapping[frozenset[str], tuple[str, ...]] = MappingProxyType({}),
) -> list[tuple[int, frozenset[str]]]:
    """Where each label stands in the claim; a longer label hides the shorter one within it.

    But not where `order` has its words otherwise: "answered no" is no "no answer". What `order`
    does not have is joined of several labels, which may stand apart.
    """
    told = {word.stem for word in context.words}
    kinds = {stems for stems in labels.values() if stems}
    found: list[tuple[int, frozenset[str]]] = []
    for n, word in enumerate(context.words):
        here = [s for s in kinds if word.stem in s]
        if not here:
            continue
        near = [w.stem for w in context.words[max(0, n - 4) : n + 5]]
        joint = [s for s in here if order and s not in order and s <= told]
        whole = [s for s in here if s.issubset(near) and s not in joint]
        whole += joint if len(joint) == 1 else ()
        whole = [
            s
            for s in whole
            if _in_order(order.get(s, ()), near)
            or not any(other < s and other.issubset(near) for other in kinds)
        ]
        found += [(word.start, s) for s in whole if not any(s < other for other in whole)]
    return sorted(found, key=lambda item: item[0])
