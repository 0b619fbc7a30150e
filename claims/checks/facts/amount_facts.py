"""Compares the amounts of a statement with those of the passages that speak of the same thing.

An amount is borne out by one that the article's words admit, in a passage that speaks of the thing
as well as any other does. It differs where the passage that speaks of it best has another amount of
its kind, and nothing that follows from the document gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.checks.facts.alignment import StatementPlace
from claims.checks.facts.amount import COUNT, DAYS, MULTIPLE, Amount
from claims.checks.facts.amount_candidates import (
    SPECIFIC,
    AmountCandidate,
    KnownAmounts,
    Sought,
    candidates,
    worked_out,
)
from claims.checks.facts.directions import direction
from claims.checks.facts.fact_finding import (
    FactFinding,
    FactKind,
    FactVerdict,
    FactWording,
    finding,
)
from claims.checks.facts.prepared_text import PreparedText, Statement
from claims.model import Span
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


def amount_facts(
    article: PreparedText,
    statement: Statement,
    known: KnownAmounts,
    near: Sequence[StatementPlace],
) -> Iterator[FactFinding]:
    """The findings on the amounts of one statement; `near` are the places that speak of it."""
    for amount in statement.amounts:
        if amount.dimension == COUNT and _names_a_group(article.text, amount):
            continue
        asked = known.documents.asked(statement, amount.span.start)
        told = _finding(Sought(article, statement, amount, asked, tuple(near), known))
        if told is not None:
            yield told


def _names_a_group(text: str, amount: Amount) -> bool:
    """As in "the two leaders", "these three": a name for them, and no figure."""
    before = text[max(0, amount.span.start - 12) : amount.span.start]
    return amount.value <= _FEW and _GROUP.search(before) is not None


_FEW = 4
_GROUP = re.compile(r"\b(?:the|these|those|their|our|its|both|between) \Z", re.IGNORECASE)


# --------------------------------------------------------------------------------- verdicts

_PASS, _PASS_KNOWN = 0.2, 0.15
_NARROW = 1.12
_SHARE_DIFFERS = 0.4
_WORKED_OUT, _RIVAL = 0.12, 0.35
_DIFFERS = {DAYS: 0.42, COUNT: 0.36}
_USUAL = 0.3
_SLIPS, _SLIPS_SPECIFIC = 0.17, 0.1


def _finding(sought: Sought) -> FactFinding | None:
    found = candidates(sought)
    equal = next((one for one in found if one.equal), None)
    rivals = [one for one in found if _is_rival(sought, one)]
    if equal is not None and _stands(sought.amount, equal, rivals):
        return _borne_out(sought, equal)
    worked = worked_out(sought)
    follows = next((one for one in worked if one.equal), None)
    if follows is not None and follows.affinity >= _WORKED_OUT:
        best = rivals[0].affinity if rivals else 0.0
        stands = follows.affinity >= min(best, _RIVAL)
        return _borne_out(sought, follows) if stands else None
    other = _other(sought, rivals, equal) or _other_share(worked)
    return None if other is None else _found(FactVerdict.DIFFERS, sought, other)


def _other_share(worked: Sequence[AmountCandidate]) -> AmountCandidate | None:
    """The share that follows from a part and its whole, where the two speak of the thing."""
    shares = [one for one in worked if one.part]
    if not shares or shares[0].affinity < _SHARE_DIFFERS:
        return None
    rivals = {one.formula for one in shares if one.affinity > 0.8 * shares[0].affinity}
    return shares[0] if len(rivals) == 1 else None


def _is_rival(sought: Sought, one: AmountCandidate) -> bool:
    """Whether a document tells another amount of a thing that may be the same.

    An amount that the statement tells elsewhere too is told of that.
    """
    if one.equal or (one.amount.dimension != sought.amount.dimension and not one.slips):
        return False
    if not one.slips and not _is_likely(sought.amount, one.amount):
        return False
    others = (x for x in sought.statement.amounts if x is not sought.amount)
    return not any(
        x.dimension == one.amount.dimension and x.is_borne_out(one.amount.value) for x in others
    )


def _is_likely(wanted: Amount, other: Amount) -> bool:
    """Whether two amounts may be mistaken for each other: of one size, and of one noun."""
    size = other.value * _TIMES_OFF > wanted.value > other.value / _TIMES_OFF
    nouns = wanted.dimension != COUNT or not other.nouns or bool(wanted.nouns & other.nouns)
    return size and nouns


_TIMES_OFF = 8


def _stands(amount: Amount, equal: AmountCandidate, rivals: Sequence[AmountCandidate]) -> bool:
    """Whether the passage with an equal amount speaks of the thing as well as others do."""
    told = equal.affinity + _specific(amount)
    known = amount.dimension == DAYS or bool(amount.nouns & equal.amount.nouns)
    if told < (_PASS_KNOWN if known else _PASS):
        return False
    for rival in rivals:
        if rival.place == equal.place:
            if equal.affinity < (1.05 if rival.slips else 0.97) * rival.affinity:
                return False
            continue
        beside = _is_beside(rival.place, equal.place)
        if (equal.affinity if beside else told) < rival.affinity:
            return False
    return True


def _is_beside(one: StatementPlace, other: StatementPlace) -> bool:
    """Whether two places are near each other, as the lines of a list are."""
    return one.document == other.document and abs(one.statement - other.statement) <= _BESIDE


_BESIDE = 4  # statements


def _specific(amount: Amount) -> float:
    """How much a figure says by itself: few things are 412.7 million, many are about three."""
    admits = amount.admits
    narrow = bool(admits.low) and admits.high <= _NARROW * admits.low
    if not narrow or amount.dimension == DAYS:
        return 0.0
    if admits.digits >= SPECIFIC:
        return 0.16
    return 0.09 if admits.digits == 2 and amount.dimension != COUNT else 0.0


def _borne_out(sought: Sought, one: AmountCandidate) -> FactFinding | None:
    if _is_bounded_otherwise(sought, one):
        return _found(FactVerdict.REVERSE, sought, one)
    told = direction(sought.article.text, sought.statement, sought.amount)
    if one.formula:
        apart = told.sign * one.rises < 0
        return None if apart else _found(FactVerdict.PASS, sought, one)
    document = sought.known.documents.texts[one.place.document]
    there = direction(document.text, document.statements[one.place.statement], one.amount)
    if told.sign * there.sign >= 0:
        return _found(FactVerdict.PASS, sought, one)
    return finding(
        FactKind.AMOUNT,
        FactVerdict.REVERSE,
        sought.article,
        FactWording(told.span, there.span),
        sought.known.documents.texts,
        one.place.document,
    )


def _is_bounded_otherwise(sought: Sought, one: AmountCandidate) -> bool:
    text = sought.known.documents.texts[one.place.document].text
    before = text[max(0, one.amount.span.start - 40) : one.amount.span.start]
    most = one.amount.hedge in _MOST or _CEILING.search(before) is not None
    least = one.amount.hedge in _LEAST or _FLOOR.search(before) is not None
    hedge = sought.amount.hedge
    return not one.formula and ((hedge in _LEAST and most) or (hedge in _MOST and least))


def _other(
    sought: Sought, rivals: Sequence[AmountCandidate], equal: AmountCandidate | None
) -> AmountCandidate | None:
    """The amount that the document has instead, where it speaks of the thing beyond doubt."""
    amount = sought.amount
    alike = [one for one in rivals if _is_alike(sought, one)]
    if not alike or amount.dimension == MULTIPLE:
        return None
    best = alike[0]
    slip = next((one for one in alike if one.slips), None)
    least = _SLIPS_SPECIFIC if amount.admits.digits >= SPECIFIC else _SLIPS
    if slip is not None and slip.affinity >= max(least, 0.6 * best.affinity):
        return slip if equal is None or equal.affinity < 0.5 * slip.affinity else None
    if _is_told_anywhere(sought, equal, best):
        return None
    return best if best.affinity >= _DIFFERS.get(amount.dimension, _USUAL) else None


def _is_told_anywhere(sought: Sought, equal: AmountCandidate | None, best: AmountCandidate) -> bool:
    """Whether some document has the amount after all, if not where it speaks of the thing best."""
    if equal is not None and (equal.place != best.place or equal.affinity > 0.85 * best.affinity):
        return True
    if equal is not None:
        return False
    return sought.known.has(sought.amount)


def _is_alike(sought: Sought, one: AmountCandidate) -> bool:
    """Whether an amount of the document is told of the same kind of thing."""
    amount, other = sought.amount, one.amount
    if amount.dimension != other.dimension:
        return one.slips
    if amount.dimension == COUNT and not one.slips:
        return bool(amount.nouns & other.nouns)
    return True


def _found(verdict: FactVerdict, sought: Sought, one: AmountCandidate) -> FactFinding:
    return finding(
        FactKind.AMOUNT,
        verdict,
        sought.article,
        FactWording(_with_hedge(sought), one.amount.span, one.formula),
        sought.known.documents.texts,
        one.place.document,
    )


def _with_hedge(sought: Sought) -> Span:
    """The words of an amount with what softens them: "nearly 13 per cent"."""
    amount, text = sought.amount, sought.article.text
    before = text[: amount.span.start].rstrip()
    if amount.hedge and before.lower().endswith(amount.hedge):
        return Span(len(before) - len(amount.hedge), amount.span.end)
    return amount.span
