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
from claims.checks.facts.periods import DAY, MONTH, grain, period_of
from claims.checks.facts.prepared_text import PreparedText
from claims.checks.quantity.rounding import Admitted
from claims.model import Span

_MOST = 8  # amounts of a statement that are combined
# What is told of an earlier time or of the whole: "(2023: 31.7)", "against 2,070".
_BASE = re.compile(
    r"(?:\b(?:from|against|compared (?:with|to)|previously|down on|up on)\W+(?:\w+\W+){0,2}|"
    r"\b(?:after|before it was|(?:previous|last) year|year (?:before|earlier))\W+(?:\w+\W+){0,5}|"
    r"\b[Ii]n (?:\w+ (?:of )?)?\d{4}\W+(?:\w+\W+){0,4}|"
    r"\d{4}(?:[–-]\d\d)?:\W*(?:[A-Z]{1,3}\W?)?)\Z|"
    r"\(\W*(?:[A-Z0-9 ]{0,9}:\s*)?(?:[A-Z]{1,3}\s?)?\Z",
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
    not say which is later; `part` says that it is the share of a part in its whole.
    """

    value: Fraction
    formula: str
    first: Amount
    second: Amount
    rises: int = 0
    part: bool = False


def derived(
    wanted: Amount, around: str, document: PreparedText, statement: int
) -> Iterator[DerivedAmount]:
    """What of the dimension of `wanted` follows from the amounts of a statement and the next.

    `around` are the words of the article beside the amount.
    """
    if wanted.dimension == DAYS:
        yield from _between_days(document, statement)
    told = _together(document, statement)
    for n, one in enumerate(told):
        for other in told[n + 1 :]:
            pair = _pair(document.text, one, other)
            if pair is not None:
                yield from _of_pair(wanted, around, document.text, *pair)


def _between_days(document: PreparedText, statement: int) -> Iterator[DerivedAmount]:
    """The time from one day to another that a statement and the next tell: "9 May ... 2 June"."""
    days = [
        (mention, period)
        for one in document.statements[statement : statement + 2]
        for mention in one.days[:_MOST]
        if (period := period_of(mention.value)) is not None and grain(period) in (DAY, MONTH)
    ]
    for n, (one, early) in enumerate(days):
        for other, late in days[n + 1 :]:
            apart = abs((late.first - early.first).days)
            if grain(early) == grain(late) and apart:
                first, second = (one.span.of(document.text), other.span.of(document.text))
                there = _told(one.span, first), _told(other.span, second)
                yield DerivedAmount(Fraction(apart), f"{first} to {second}", *there)


def _told(span: Span, written: str) -> Amount:
    """A day as an amount that stands where it is told, for its place alone."""
    none = Fraction(0)
    return Amount(span, DAYS, none, Admitted(none, none, False, False, 0), "", "", written)


def _together(document: PreparedText, statement: int) -> Sequence[Amount]:
    own = document.statements[statement].amounts[:_MOST]
    after = document.statements[statement + 1 : statement + 2]
    return (*own, *(after[0].amounts[:_MOST] if after else ()))


def _pair(text: str, one: Amount, other: Amount) -> tuple[Amount, Amount] | None:
    """Two amounts that are told of one kind of thing; a bare number takes the other's unit."""
    if not one.value or not other.value or one.span == other.span:
        return None
    if one.dimension == other.dimension:
        alike = not one.nouns or not other.nouns or bool(one.nouns & other.nouns)
        return (
            (one, other) if one.dimension != COUNT or alike or _is_part(text, one, other) else None
        )
    for bare, known in ((one, other), (other, one)):
        goes_on = bare.dimension == COUNT and not bare.nouns and _is_base(text, bare)
        if goes_on and known.dimension not in (SHARE, POINTS, COUNT, MULTIPLE):
            same = bare._replace(value=bare.value * known.scale, dimension=known.dimension)
            return (same, other) if bare is one else (one, same)
    return None


def _of_pair(
    wanted: Amount, around: str, text: str, one: Amount, other: Amount
) -> Iterator[DerivedAmount]:
    earlier, later = _in_time(text, one, other)
    rises = 0 if earlier is None else 1 if later.value > earlier.value else -1
    small, large = sorted((one, other), key=lambda amount: amount.value)
    changes, multiplied = _CHANGES.search(around), _TIMES.search(around)
    if wanted.dimension == SHARE and one.dimension != SHARE:
        if changes and earlier is not None:
            value = abs(later.value - earlier.value) / earlier.value * 100
            formula = f"({later.written} − {earlier.written}) / {earlier.written}"
            formula += f" = {_percent(value)}"
            yield DerivedAmount(value, formula, later, earlier, rises)
        if small.value < large.value and _is_part(text, small, large):
            formula = f"{small.written} / {large.written}"
            share = small.value / large.value * 100
            formula += f" = {_percent(share)}"
            yield DerivedAmount(share, formula, small, large, part=True)
    elif wanted.dimension == MULTIPLE and (multiplied or changes):
        times = large.value / small.value
        formula = f"{large.written} / {small.written} = {float(times):.3g}"
        yield DerivedAmount(times, formula, large, small, rises)
    elif (wanted.dimension == POINTS and one.dimension == SHARE) or (
        _is_gap(wanted, one) and changes
    ):
        yield _gap(large, small, rises)


def _percent(value: Fraction) -> str:
    return f"{round(value, 1).numerator / round(value, 1).denominator:g} %"


def _is_gap(wanted: Amount, one: Amount) -> bool:
    if wanted.dimension == COUNT and not wanted.nouns and one.dimension == DAYS:
        return True  # "22 minutes, nine fewer than now"
    return wanted.dimension == one.dimension and wanted.dimension not in (SHARE, POINTS)


def _gap(large: Amount, small: Amount, rises: int) -> DerivedAmount:
    formula = f"{large.written} − {small.written}"
    value = (large.value - small.value) / (large.scale if large.dimension == DAYS else 1)
    return DerivedAmount(value, formula, large, small, rises)


_OF = re.compile(r"\W*(?:\w+\W+){0,3}(?:out )?of\W+(?:(?:the|its|all|our|a|total)\W+){0,3}\Z", re.I)
_OF_BEFORE = re.compile(r"\bof\W+(?:(?:the|its|all|our|those)\W+){0,2}\Z", re.IGNORECASE)
_OF_WHICH = re.compile(r"\bof (?:which|them|these|whom)\b|\A[^.;]{0,60}\Z", re.IGNORECASE)


def _is_part(text: str, one: Amount, other: Amount) -> bool:
    """Whether the smaller of two amounts is told as a part of the larger: "61 of the 318"."""
    small, large = sorted((one, other), key=lambda amount: amount.value)
    if small.nouns & large.nouns:
        return True
    if small.span.start < large.span.start:
        between = text[small.span.end : large.span.start]
        return _OF.fullmatch(between) is not None or _is_long(text, large)
    between = text[large.span.end : small.span.start]
    before = text[max(0, large.span.start - 25) : large.span.start]
    whole = _OF_BEFORE.search(before) is not None and _OF_WHICH.search(between) is not None
    return whole or _is_long(text, large)


def _is_long(text: str, large: Amount) -> bool:
    """Whether a measure is told of the whole: "the runway is 1,045 metres long"."""
    if large.dimension == COUNT:
        return False
    return (
        re.match(r"\s+(?:long|wide|in all|in total|altogether)\b", text[large.span.end :][:20])
        is not None
    )


def _in_time(text: str, one: Amount, other: Amount) -> tuple[Amount | None, Amount]:
    """The earlier and the later of two amounts; no earlier one where the text does not tell."""
    bases = [amount for amount in (one, other) if _is_base(text, amount)]
    if len(bases) != 1:
        return None, one
    return bases[0], other if bases[0] is one else one


def _is_base(text: str, amount: Amount) -> bool:
    return _BASE.search(text[max(0, amount.span.start - 45) : amount.span.start]) is not None
