"""Works amounts out of two that a document tells together: a change, a share, a multiple, a gap.

Only amounts that stand in one statement, or in a statement and the next, are combined, and only in
the ways that the words of the article call for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claims.checks.facts.amount import COUNT, DAYS, MULTIPLE, POINTS, SHARE, Amount
from claims.checks.facts.prepared_text import PreparedText

_MOST = 8  # amounts of a statement that are combined
# What is told of an earlier time or of the whole: "(2023: 31.7)", "against 2,070".
_BASE = re.compile(
    r"(?:from|against|than|compared (?:with|to)|previously|of the|of|before it was|after|"
    r"previous year|year before|year earlier|last year|in \d{4}(?: \w+)?|\d{4}(?:[–-]\d\d)?:)"
    r"\W*(?:\w+\W+){0,5}\Z|\(\W*(?:[A-Z0-9 ]{0,9}:\s*)?(?:[A-Z]{1,3}\s?)?\Z",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:more|less|fewer|lower|higher|longer|shorter|later|earlier|smaller|larger|bigger|"
    r"increase|decrease|rise|rose|fell|fall|drop|dropped|growth|grew|climbed|up|down|by|raised|"
    r"lost|gained|gone|shrank|shrunk|cut|jumped|slid|narrower|wider|gap|margin|ahead|over|put back|"
    r"delayed|another|additional|extra|further)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b(?:as|times|multiplied|fold|doubled|tripled|halved|quadrupled)\b", re.I)


class DerivedAmount(NamedTuple):
    """A value worked out from two amounts, with the formula as an editor would write it.

    `rises` is 1 where the later of the two is larger, -1 where it is smaller, 0 where the text does
    not say which is later.
    """

    value: Fraction
    formula: str
    first: Amount
    second: Amount
    rises: int = 0


def derived(
    wanted: Amount, around: str, document: PreparedText, statement: int
) -> Iterator[DerivedAmount]:
    """What of the dimension of `wanted` follows from the amounts of a statement and the next.

    `around` are the words of the article beside the amount.
    """
    told = _together(document, statement)
    for n, one in enumerate(told):
        for other in told[n + 1 :]:
            if _pairs(document.text, one, other):
                yield from _of_pair(wanted, around, document.text, one, other)


def _together(document: PreparedText, statement: int) -> Sequence[Amount]:
    own = document.statements[statement].amounts[:_MOST]
    after = document.statements[statement + 1 : statement + 2]
    return (*own, *(after[0].amounts[:_MOST] if after else ()))


def _pairs(text: str, one: Amount, other: Amount) -> bool:
    """Whether two amounts are told of one thing: of one kind, or a bare number that goes on."""
    if not one.value or not other.value or one.span == other.span:
        return False
    if one.dimension == other.dimension:
        return one.dimension != COUNT or not one.nouns or not other.nouns or bool(
            one.nouns & other.nouns
        )
    bare = one if one.dimension == COUNT else other
    known = other if bare is one else one
    return (
        bare.dimension == COUNT
        and known.dimension not in (SHARE, POINTS, COUNT)
        and not bare.nouns
        and _is_base(text, bare)
    )


def _of_pair(
    wanted: Amount, around: str, text: str, one: Amount, other: Amount
) -> Iterator[DerivedAmount]:
    earlier, later = _in_time(text, one, other)
    rises = 0 if earlier is None else 1 if later.value > earlier.value else -1
    base, now = (earlier, later) if earlier is not None else (other, one)
    small, large = sorted((one, other), key=lambda amount: amount.value)
    changes, times = _CHANGES.search(around), _TIMES.search(around)
    if wanted.dimension == SHARE and one.dimension != SHARE:
        if changes:
            value = abs(now.value - base.value) / base.value * 100
            formula = f"({now.written} − {base.written}) / {base.written}"
            yield DerivedAmount(value, formula, now, base, rises)
        elif small.value < large.value:
            formula = f"{small.written} / {large.written}"
            yield DerivedAmount(small.value / large.value * 100, formula, small, large)
    elif wanted.dimension == MULTIPLE and (times or changes):
        formula = f"{large.written} / {small.written}"
        yield DerivedAmount(large.value / small.value, formula, large, small, rises)
    elif wanted.dimension == POINTS and one.dimension == SHARE:
        yield _gap(large, small, rises)
    elif _is_gap(wanted, one) and changes:
        yield _gap(large, small, rises)


def _is_gap(wanted: Amount, one: Amount) -> bool:
    if wanted.dimension == COUNT and one.dimension == DAYS:
        return True  # "22 minutes, nine fewer than now"
    return wanted.dimension == one.dimension and wanted.dimension not in (SHARE, POINTS)


def _gap(large: Amount, small: Amount, rises: int) -> DerivedAmount:
    formula = f"{large.written} − {small.written}"
    return DerivedAmount(large.value - small.value, formula, large, small, rises)


def _in_time(text: str, one: Amount, other: Amount) -> tuple[Amount | None, Amount]:
    """The earlier and the later of two amounts; no earlier one where the text does not tell."""
    bases = [amount for amount in (one, other) if _is_base(text, amount)]
    if len(bases) != 1:
        return None, one
    return bases[0], other if bases[0] is one else one


def _is_base(text: str, amount: Amount) -> bool:
    return _BASE.search(text[max(0, amount.span.start - 45) : amount.span.start]) is not None
