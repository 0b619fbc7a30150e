"""The amounts of the documents that an amount of an article may be: said there, or worked out.

Amounts are looked up by their value and by their digits, so the work grows with what may be meant
and not with the length of the documents.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from claims.checks.facts.alignment import Asked, FactDocuments, StatementPlace
from claims.checks.facts.amount import COUNT, Amount, comparable
from claims.checks.facts.derived_amounts import derived
from claims.checks.facts.prepared_text import PreparedText, Statement
from claims.checks.slips import is_slip, patterns, significant

SPECIFIC = 3  # digits of a figure that few other things have
_SAME_NOUN = 0.08
_MOST = 24  # of the amounts of a value that are looked at where nothing else speaks for them
_FAR_OFF = 6  # times that a figure with a digit changed or two turned round may be off
_AROUND = 45  # code points beside an amount that tell how it was worked out


class AmountCandidate(NamedTuple):
    """An amount of a document that the article may mean; `slips` where a slip sets them apart.

    With a `formula` it was worked out, `rises` tells which way it went (1 up, -1 down, 0 not told)
    and `part` that it is the share of a part in its whole.
    """

    place: StatementPlace
    amount: Amount
    affinity: float
    equal: bool
    slips: bool = False
    formula: str = ""
    rises: int = 0
    part: bool = False


class Sought(NamedTuple):
    """An amount of the article with all that is needed to look for it."""

    article: PreparedText
    statement: Statement
    amount: Amount
    asked: Asked
    near: tuple[StatementPlace, ...]
    known: KnownAmounts


class KnownAmounts:
    """The amounts of all documents, by dimension and value, and by their digits."""

    def __init__(self, documents: FactDocuments) -> None:
        self.documents = documents
        by_dimension: dict[str, list[tuple[Fraction, StatementPlace, int]]] = defaultdict(list)
        self._by_digits: dict[str, list[tuple[StatementPlace, int]]] = defaultdict(list)
        for place, statement in documents.places():
            for n, amount in enumerate(statement.amounts):
                by_dimension[amount.dimension].append((amount.value, place, n))
                for pattern in patterns(amount.written):
                    self._by_digits[pattern].append((place, n))
        self._by_dimension = {name: sorted(every) for name, every in by_dimension.items()}

    def equal(self, amount: Amount) -> Iterator[tuple[StatementPlace, Amount]]:
        """Every amount that the words of `amount` admit."""
        for dimension, every in self._by_dimension.items():
            if comparable(amount.dimension, dimension):
                first = bisect_left(every, amount.admits.low, key=lambda one: one[0])
                for value, place, n in every[first:]:
                    if value > amount.admits.high:
                        break
                    if amount.is_borne_out(value):
                        yield place, self.documents.statement(place).amounts[n]

    def slips(self, amount: Amount) -> Iterator[tuple[StatementPlace, Amount]]:
        """Every amount that a slip of the pen sets apart from `amount`."""
        for pattern in patterns(amount.written):
            for place, n in self._by_digits.get(pattern, ()):
                other = self.documents.statement(place).amounts[n]
                if comparable(amount.dimension, other.dimension) and slips(amount, other):
                    yield place, other

    def has(self, amount: Amount) -> bool:
        """Whether some document has the amount at all."""
        return next(self.equal(amount), None) is not None


def slips(wanted: Amount, other: Amount) -> bool:
    """Whether a slip of the pen makes the one figure of the other."""
    if not is_slip(wanted.written, other.written):
        return False
    same = wanted.dimension == other.dimension
    digits = significant(wanted.written)
    if digits == significant(other.written):  # a magnitude, or a unit
        return len(digits) >= SPECIFIC or (same and wanted.dimension != COUNT)
    near = other.value * _FAR_OFF > wanted.value > other.value / _FAR_OFF
    return near and (same or wanted.admits.digits >= SPECIFIC)


def candidates(sought: Sought) -> list[AmountCandidate]:
    """What the documents say outright, the best first.

    An equal amount, or one that a slip sets apart, counts wherever it stands; any other one where a
    document speaks of the thing.
    """
    found: dict[tuple[StatementPlace, int, Fraction], AmountCandidate] = {}
    for place, other in _said(sought):
        found.setdefault((place, other.span.start, other.value), _candidate(sought, place, other))
    return sorted(found.values(), key=lambda one: -one.affinity)


def _said(sought: Sought) -> Iterator[tuple[StatementPlace, Amount]]:
    wanted, known = sought.amount, sought.known
    yield from islice(known.equal(wanted), _MOST)
    yield from islice(known.slips(wanted), _MOST)
    for place in sought.near:
        for other in known.documents.statement(place).amounts:
            if comparable(wanted.dimension, other.dimension):
                yield place, other


def _candidate(sought: Sought, place: StatementPlace, other: Amount) -> AmountCandidate:
    wanted = sought.amount
    affinity = sought.known.documents.affinity(sought.asked, place, other.span.start)
    if wanted.nouns & other.nouns:
        affinity += _SAME_NOUN
    equal = wanted.is_borne_out(other.value)
    return AmountCandidate(place, other, affinity, equal, not equal and slips(wanted, other))


def worked_out(sought: Sought) -> list[AmountCandidate]:
    """What follows from two amounts of a document, the best first."""
    found = []
    around = _around(sought)
    for place in sought.near:
        document = sought.known.documents.texts[place.document]
        for one in derived(sought.amount, around, document, place.statement):
            affinity = max(
                _affinity(sought, place.document, amount) for amount in (one.first, one.second)
            )
            equal = sought.amount.is_borne_out(one.value)
            found.append(
                AmountCandidate(
                    place, one.first, affinity, equal, False, one.formula, one.rises, one.part
                )
            )
    return sorted(found, key=lambda one: -one.affinity)


def _around(sought: Sought) -> str:
    """The words beside the amount, without its own hedge: "more than" is no change."""
    span, text, own = sought.statement.span, sought.article.text, sought.amount
    before = text[max(span.start, own.span.start - _AROUND) : own.span.start]
    before = before.rstrip().lower().removesuffix(own.hedge)
    return before + " " + text[own.span.end : min(span.end, own.span.end + _AROUND)]


def _affinity(sought: Sought, document: int, amount: Amount) -> float:
    documents = sought.known.documents
    n = documents.texts[document].statement_at(amount.span.start)
    return documents.affinity(sought.asked, StatementPlace(document, n), amount.span.start)
