"""Figures of agreement in words, the same for the command, the minutes and the screens.

A measure without a figure is a dash, and a sentence below says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claims.agreement.values import Alpha, Disagreement, Measure, Undefined
from store.queries.team.team_agreement import Agreements, Compared, Measured

NONE = "–"
PERCENT = "percent"
_MOMENTS = {"close": "at the close", "now": "now"}


class FigureRow(NamedTuple):
    """A measure, and its figure at each moment."""

    label: str
    cells: tuple[str, ...]


def moments(found: Agreements) -> tuple[str, ...]:
    """What the columns are: `at the reveal` and `now`, or only one of them."""
    after = _MOMENTS[found.moment]
    return ("at the reveal", after) if any(one.before for one in found.fields) else (after,)


def rows(field: Compared, found: Agreements) -> Iterator[FigureRow]:
    """Every measure; only how many claims were judged where no two judgements can be compared."""
    at = _at(field)
    yield FigureRow("claims judged", tuple(str(one.units) for one in at))
    if not any(map(_comparable, at)):
        return
    yield FigureRow(PERCENT, tuple(_percent(one) for one in at))
    yield FigureRow("alpha, nominal", tuple(_alpha(one.nominal) for one in at))
    if any(one.ordinal for one in at):
        yield FigureRow("alpha, ordinal", tuple(_alpha(one.ordinal) for one in at))
    for pair in _pairs(at):
        yield FigureRow(f"kappa {_named(pair, found)}", tuple(_kappa(one, pair) for one in at))


def reasons(field: Compared, found: Agreements) -> Iterator[str]:
    """Why there is no figure, one sentence a reason: for which measures and, where it matters,
    when."""
    if not any(map(_comparable, _at(field))):
        yield _sentence(field.after)
        return
    at = [_undefined(one, found) for one in _at(field)]
    for when, said in zip(moments(found), at, strict=True):
        for sentence, measures in said.items():
            if all(other.get(sentence) == measures for other in at):
                if said is at[0]:
                    yield f"{'; '.join(measures)}: {sentence}"
            else:
                yield f"{'; '.join(measures)} {when}: {sentence}"


def disagreement(one: Disagreement[int, str], field: Compared, found: Agreements) -> str:
    """Who says what: `false: a, c; verified: b`."""
    by_value: dict[str, list[str]] = {}
    for who, value in one.values:
        by_value.setdefault(value, []).append(found.names.get(who, who))
    return "; ".join(
        f"{field.labels.get(value, value)}: {', '.join(who)}" for value, who in by_value.items()
    )


def _at(field: Compared) -> list[Measured]:
    return [one for one in (field.before, field.after) if one]


def _comparable(one: Measured) -> bool:
    return isinstance(one.percent.value, float)


def _sentence(one: Measured) -> str:
    return one.percent.value.sentence if isinstance(one.percent.value, Undefined) else ""


def _pairs(at: list[Measured]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((one.first, one.second) for each in at for one in each.kappas))


def _named(pair: tuple[str, str], found: Agreements) -> str:
    return ", ".join(found.names.get(who, who) for who in pair)


def _percent(one: Measured) -> str:
    value = one.percent.value
    if not isinstance(value, float):
        return NONE
    whole = 100 if value == 1 else min(99, round(100 * value))  # 100 % is all of them
    return f"{whole} % ({_many(one.percent.units)})"


def _alpha(one: Alpha | None) -> str:
    left = f" ({one.left_out} left out)" if one and one.left_out else ""
    return f"{_figure(one.value)}{left}" if one else NONE


def _kappa(one: Measured, pair: tuple[str, str]) -> str:
    found = next((k for k in one.kappas if (k.first, k.second) == pair), None)
    return f"{_figure(found.value)} ({_many(found.units)})" if found else NONE


def _figure(value: Measure) -> str:
    return f"{round(value, 2) + 0:.2f}" if isinstance(value, float) else NONE  # no -0.00


def _many(claims: int) -> str:
    return f"{claims} claim{'' if claims == 1 else 's'}"


def _undefined(one: Measured, found: Agreements) -> dict[str, list[str]]:
    """By sentence that says why there is no figure, the measures it is about."""
    measures: list[tuple[str, Measure]] = [(PERCENT, one.percent.value)]
    measures.append(("alpha, nominal", one.nominal.value))
    if one.ordinal:
        measures.append(("alpha, ordinal", one.ordinal.value))
    measures += [(f"kappa {_named((k.first, k.second), found)}", k.value) for k in one.kappas]
    said: dict[str, list[str]] = {}
    for label, value in measures:
        if isinstance(value, Undefined):
            said.setdefault(value.sentence, []).append(label)
    return said
