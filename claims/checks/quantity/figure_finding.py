"""The finding on a stated figure from the attached tables: verdict, cells, formula, result."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from claims.checks.quantity.derivations import CellRef
from claims.model import Quantity


class FigureVerdict(StrEnum):
    """Whether the tables give a figure; not found says nothing against it."""

    PASS = "pass"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"


class FigureFinding(NamedTuple):
    """What the tables say of one figure.

    `table` is the index in the tables given; `result` the exact value as decimal text in the
    table's own unit (per cent for changes and shares), rounded to six places where it never ends.
    """

    verdict: FigureVerdict
    quantity: Quantity
    reason: str
    table: int | None = None
    cells: tuple[CellRef, ...] = ()
    formula: str = ""
    result: str = ""


def best(found: Iterable[FigureFinding | None]) -> tuple[FigureFinding, ...]:
    """A pass where one table bears the words out, else the first that differs; empty for none."""
    told = [one for one in found if one is not None]
    told.sort(key=lambda one: one.verdict is not FigureVerdict.PASS)
    return tuple(told[:1])
