"""Compares the amounts of a statement with those of the passages that speak of the same thing.

An amount is borne out by one that the article's words admit, in a passage that speaks of the thing
as well as any other does. It differs where the passage that speaks of it best has another amount of
its kind, and nothing that follows from the document gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.checks.facts.alignment import Asked, Documents, Place
from claims.checks.facts.amount import COUNT, DAYS, MULTIPLE, Amount, comparable
from claims.checks.facts.derived_amounts import derived
from claims.checks.facts.directions import direction
from claims.checks.facts.fact_finding import FactFinding, FactKind, FactVerdict
from claims.checks.facts.prepared_text import PreparedText, Statement
from claims.checks.facts.slips import is_slip, significant
from claims.reading.quantities.units import phrase_set

_LEAST = phrase_set("""
    at least, no fewer than, no less than, not less than, a minimum of, minimum, more than, over,
    upwards of, in excess of
""")
_MOST = phrase_set("""
    up to, at most, as much as, as many as, no more than, not more than, a maximum of, maximum,
    less than, fewer than, under, below
""")
_CEILING = re.compile(
    r"(?:not (?:to )?exceed(?:ing)?|up to|at most|no more than|not more than|maximum of|"
    r"a maximum|no longer than)\W+(?:[\w$€£]+\W+)?\Z",
    re.IGNORECASE,
)
_FLOOR = re.compile(
    r"(?:at least|no fewer than|no less than|not less than|minimum of|a minimum)\W+(?:\w+\W+)?\Z",
    re.IGNORECASE,
)
_AROUND = 45  # code points beside an amount that tell how it was worked out


class Candidate(NamedTuple):
    """An amount of a document that the article may mean; `slips` where a slip sets them apart."""

    place: Place
    amount: Amount
    affinity: float
    equal: bool
    slips: bool = False
    formula: str = ""
    rises: int = 0


class _Looking(NamedTuple):
    """An amount of the article with all that is needed to look for it."""

    article: PreparedText
    statement: Statement
    amount: Amount
    asked: Asked
    documents: Documents


def amount_facts(
    article: PreparedText, statement: Statement, documents: Documents, skip: frozenset[str]
) -> Iterator[FactFinding]:
    """The findings on the amounts of one statement of the article."""
    for amount in statement.amounts:
        asked = documents.asked(statement, amount.span.start, skip)
        finding = _finding(_Looking(article, statement, amount, asked, documents))
        if finding is not None:
            yield finding


# ------------------------------------------------------------------------------- candidates


def _candidates(looking: _Looking) -> list[Candidate]:
    """What the documents say outright, the best first.

    An equal amount, or one that a slip sets apart, counts wherever it stands; any other one where a
    document speaks of the thing.
    """
    wanted, near = looking.amount, set(looking.documents.nearest(looking.asked))
    found = []
    for d, text in enumerate(looking.documents.texts):
        for n, statement in enumerate(text.statements):
            for other in statement.amounts:
                if comparable(wanted.dimension, other.dimension):
                    place = Place(d, n)
                    known = place in near or wanted.is_borne_out(other.value)
                    if known or _is_slip(wanted, other):
                        found.append(_candidate(looking, place, other))
    return sorted(found, key=lambda one: -one.affinity)


def _candidate(looking: _Looking, place: Place, other: Amount) -> Candidate:
    wanted = looking.amount
    affinity = looking.documents.affinity(looking.asked, place, other.span.start)
    if wanted.nouns & other.nouns:
        affinity += _SAME_NOUN
    equal = wanted.is_borne_out(other.value)
    slips = not equal and _is_slip(wanted, other)
    return Candidate(place, other, affinity, equal, slips)


def _is_slip(wanted: Amount, other: Amount) -> bool:
    """Whether a slip of the pen makes the one figure of the other."""
    if not is_slip(wanted.written, other.written):
        return False
    digits = significant(wanted.written)
    if digits == significant(other.written):  # a magnitude, or a unit
        return (
            len(digits) >= _SPECIFIC
            or (wanted.dimension == other.dimension != COUNT and wanted.unit != other.unit)
            or wanted.dimension == other.dimension != COUNT
        )
    same = wanted.dimension == other.dimension
    near = other.value * _FAR_OFF > wanted.value > other.value / _FAR_OFF
    return near and (same or wanted.admits.digits >= _SPECIFIC)


_FAR_OFF = 6  # times that a figure with a digit changed or two turned round may be off


def _worked_out(looking: _Looking) -> list[Candidate]:
    """What follows from two amounts of a document, the best first."""
    found = []
    wanted, text = looking.amount, looking.article.text
    span = looking.statement.span
    before = text[max(span.start, wanted.span.start - _AROUND) : wanted.span.start]
    before = before.rstrip().lower().removesuffix(wanted.hedge)
    around = before + " " + text[wanted.span.end : min(span.end, wanted.span.end + _AROUND)]
    for place in looking.documents.nearest(looking.asked):
        document = looking.documents.texts[place.document]
        for one in derived(wanted, around, document, place.statement):
            affinity = max(
                _affinity(looking, document, place.document, amount)
                for amount in (one.first, one.second)
            )
            equal = wanted.is_borne_out(one.value)
            found.append(
                Candidate(place, one.first, affinity, equal, False, one.formula, one.rises)
            )
    return sorted(found, key=lambda one: -one.affinity)


def _affinity(looking: _Looking, document: PreparedText, d: int, amount: Amount) -> float:
    n = document.statement_at(amount.span.start)
    return looking.documents.affinity(looking.asked, Place(d, n), amount.span.start)


# --------------------------------------------------------------------------------- verdicts

_SAME_NOUN = 0.08
_PASS, _PASS_KNOWN = 0.2, 0.15
_SPECIFIC = 3  # digits of a figure that few other things have
_NARROW = 1.12
_WORKED_OUT, _RIVAL = 0.12, 0.35
_DIFFERS = {DAYS: 0.42, COUNT: 0.36}
_USUAL = 0.3
_SLIPS, _SLIPS_SPECIFIC = 0.17, 0.1


def _finding(looking: _Looking) -> FactFinding | None:
    found = _candidates(looking)
    equal = next((one for one in found if one.equal), None)
    rivals = [one for one in found if _is_rival(looking, one)]
    if equal is not None and _stands(looking.amount, equal, rivals):
        return _borne_out(looking, equal)
    follows = next((one for one in _worked_out(looking) if one.equal), None)
    if follows is not None and follows.affinity >= _WORKED_OUT:
        best = rivals[0].affinity if rivals else 0.0
        stands = follows.affinity >= min(best, _RIVAL)
        return _borne_out(looking, follows) if stands else None
    other = _other(looking, rivals, equal)
    return None if other is None else _found(FactVerdict.DIFFERS, looking, other)


def _is_rival(looking: _Looking, one: Candidate) -> bool:
    """Whether a document tells another amount of a thing that may be the same.

    An amount that the statement tells elsewhere too is told of that.
    """
    if one.equal or (one.amount.dimension != looking.amount.dimension and not one.slips):
        return False
    if not one.slips and not _is_likely(looking.amount, one.amount):
        return False
    others = (x for x in looking.statement.amounts if x is not looking.amount)
    return not any(
        x.dimension == one.amount.dimension and x.is_borne_out(one.amount.value) for x in others
    )


def _is_likely(wanted: Amount, other: Amount) -> bool:
    """Whether two amounts may be mistaken for each other: of one size, and of one noun."""
    size = other.value * _TIMES_OFF > wanted.value > other.value / _TIMES_OFF
    nouns = wanted.dimension != COUNT or not other.nouns or bool(wanted.nouns & other.nouns)
    return size and nouns


_TIMES_OFF = 8


def _stands(amount: Amount, equal: Candidate, rivals: Sequence[Candidate]) -> bool:
    """Whether the passage with an equal amount speaks of the thing as well as others do."""
    told = equal.affinity + _specific(amount)
    known = amount.dimension == DAYS or bool(amount.nouns & equal.amount.nouns)
    if told < (_PASS_KNOWN if known else _PASS):
        return False
    for rival in rivals:
        if rival.place == equal.place:
            if equal.affinity < (1.05 if rival.slips else 0.97) * rival.affinity:
                return False
        elif told < rival.affinity:
            return False
    return True


def _specific(amount: Amount) -> float:
    """How much a figure says by itself: few things are 412.7 million, many are about three."""
    admits = amount.admits
    narrow = bool(admits.low) and admits.high <= _NARROW * admits.low
    if not narrow or amount.dimension == DAYS:
        return 0.0
    if admits.digits >= _SPECIFIC:
        return 0.16
    return 0.09 if admits.digits == 2 and amount.dimension != COUNT else 0.0


def _borne_out(looking: _Looking, one: Candidate) -> FactFinding | None:
    if _is_bounded_otherwise(looking, one):
        return _found(FactVerdict.REVERSE, looking, one)
    told = direction(looking.article.text, looking.statement, looking.amount)
    if one.formula:
        apart = told.sign * one.rises < 0
        return None if apart else _found(FactVerdict.PASS, looking, one)
    document = looking.documents.texts[one.place.document]
    there = direction(document.text, document.statements[one.place.statement], one.amount)
    if told.sign * there.sign >= 0:
        return _found(FactVerdict.PASS, looking, one)
    ours, theirs = told.span.of(looking.article.text), there.span.of(document.text)
    return FactFinding(
        FactKind.AMOUNT,
        FactVerdict.REVERSE,
        told.span,
        f"{ours}: the document says {theirs}",
        one.place.document,
        there.span,
    )


def _is_bounded_otherwise(looking: _Looking, one: Candidate) -> bool:
    text = looking.documents.texts[one.place.document].text
    before = text[max(0, one.amount.span.start - 40) : one.amount.span.start]
    most = one.amount.hedge in _MOST or _CEILING.search(before) is not None
    least = one.amount.hedge in _LEAST or _FLOOR.search(before) is not None
    hedge = looking.amount.hedge
    return not one.formula and ((hedge in _LEAST and most) or (hedge in _MOST and least))


def _other(
    looking: _Looking, rivals: Sequence[Candidate], equal: Candidate | None
) -> Candidate | None:
    """The amount that the document has instead, where it speaks of the thing beyond doubt."""
    amount = looking.amount
    alike = [one for one in rivals if _is_alike(looking, one)]
    if not alike or amount.dimension == MULTIPLE:
        return None
    best = alike[0]
    slip = next((one for one in alike if one.slips), None)
    least = _SLIPS_SPECIFIC if amount.admits.digits >= _SPECIFIC else _SLIPS
    if slip is not None and slip.affinity >= max(least, 0.6 * best.affinity):
        return slip if equal is None or equal.affinity < 0.5 * slip.affinity else None
    if _is_told_anywhere(looking, equal, best):
        return None
    return best if best.affinity >= _DIFFERS.get(amount.dimension, _USUAL) else None


def _is_told_anywhere(looking: _Looking, equal: Candidate | None, best: Candidate) -> bool:
    """Whether some document has the amount after all, if not where it speaks of the thing best."""
    if equal is not None and (equal.place != best.place or equal.affinity > 0.85 * best.affinity):
        return True
    if equal is not None:
        return False
    amount = looking.amount
    return any(
        comparable(amount.dimension, other.dimension) and amount.is_borne_out(other.value)
        for text in looking.documents.texts
        for statement in text.statements
        for other in statement.amounts
    )


def _is_alike(looking: _Looking, one: Candidate) -> bool:
    """Whether an amount of the document is told of the same kind of thing."""
    amount, other = looking.amount, one.amount
    if amount.dimension != other.dimension:
        return one.slips
    if amount.dimension == COUNT and not one.slips:
        return bool(amount.nouns & other.nouns)
    return True


def _found(verdict: FactVerdict, looking: _Looking, one: Candidate) -> FactFinding:
    document = looking.documents.texts[one.place.document]
    there = one.amount.span
    told, written = there.of(document.text), f"{looking.amount.hedge} {looking.amount.written}"
    if verdict is FactVerdict.PASS:
        reason = f"{written.strip()} is borne out: {one.formula or told}"
    elif verdict is FactVerdict.REVERSE:
        reason = f"{written.strip()}: the document says the reverse, {one.formula or told}"
    else:
        reason = f"{written.strip()} is {told} in the document"
    return FactFinding(
        FactKind.AMOUNT,
        verdict,
        looking.amount.span,
        reason,
        one.place.document,
        there,
        one.formula,
    )
