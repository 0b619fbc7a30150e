"""Agreement of reviewers on one field: percent, Cohen's kappa, Krippendorff's alpha.

Everything is counted in whole numbers and rounded once, so no figure hangs on the order of claims
or reviewers, and no measure is computed where it has no meaning: there it is an `Undefined` with
its reason.

`Ratings` hold one field on one scale: unit -> reviewer -> value. A unit is what was judged (a
claim), by any hashable key; a reviewer without an entry has not judged it. Values of two scales do
not belong into one `Ratings`.

Time is linear in the number of units, but for sorting the disagreements and a line for each pair of
reviewers. On one unit `kappas` takes its pairs of judgements, `disagreements` its pairs of
different values, everything else its judgements.

Sources: Cohen 1960, "A Coefficient of Agreement for Nominal Scales"; Fleiss 1971, "Measuring
Nominal Scale Agreement Among Many Raters"; Krippendorff 2011, "Computing Krippendorff's
Alpha-Reliability".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, chain, combinations
from typing import TypeAlias

from claims.agreement.values import (
    Agreement,
    Alpha,
    Disagreement,
    Kappa,
    NoFigure,
    Percent,
    R,
    Ratings,
    U,
    Undefined,
)


def overview(ratings: Ratings[U, R], order: Sequence[str] | None = None) -> Agreement[U, R]:
    """Every measure of one field. `order`: its values from lowest to highest, where they have one.

    Raises ValueError for an order that names a value twice.
    """
    return Agreement(
        units=sum(map(bool, ratings.values())),
        reviewers=_reviewers(ratings),
        percent=percent(ratings),
        kappas=kappas(ratings),
        nominal=alpha(ratings),
        ordinal=None if order is None else alpha(ratings, order),
        disagreements=disagreements(ratings, order),
    )


def percent(ratings: Ratings[U, R]) -> Percent:
    """The mean over units of the share of agreeing pairs among the pairs of judgements on a unit.

    That is P-bar of Fleiss 1971, with each unit's own number of judgements in place of his fixed
    one. A unit weighs the same whether two judged it or ten: the question is how often two agree
    on a claim, and a count of pairs would answer for the crowded ones. Units without a pair do
    not count.
    """
    judged = _counts(ratings)
    pairable = _pairable(judged)
    if not pairable:
        return Percent(_no_pair(judged), 0, 0)
    # Ordered pairs, as everywhere below: twice as many as there are pairs.
    apart = _by_size(pairable, _nominal)
    disagreeing = sum(Fraction(spread, m * (m - 1)) for m, spread in apart.items())
    pairs = sum(m * (m - 1) for m in map(Counter.total, pairable)) // 2
    return Percent(float(1 - disagreeing / len(pairable)), len(pairable), pairs)


def kappas(ratings: Ratings[U, R]) -> tuple[Kappa[R], ...]:
    """Cohen's kappa (Cohen 1960, unweighted) for each pair of reviewers, by first appearance.

    Chance is taken from how often each of the two used each value on the units that both judged.
    Fewer than two reviewers have no pair: the result is empty.
    """
    tables = _tables(ratings)
    return tuple(_kappa(*pair, tables[pair]) for pair in combinations(_reviewers(ratings), 2))


def alpha(ratings: Ratings[U, R], order: Sequence[str] | None = None) -> Alpha:
    """Krippendorff's alpha (Krippendorff 2011): nominal, or ordinal with an `order`.

    `order` goes from lowest to highest; a value outside it is nominal only and left out. The
    ordinal metric is his: two values are as far apart as judgements lie between them, half of
    their own included. Units left with fewer than two judgements drop out. Raises ValueError for
    an order that names a value twice.

    alpha = 1 - (n - 1) * sum over units of spread / (m - 1) / spread of all, for n judgements in
    all and m on a unit, where the spread is the sum of squared distances over ordered pairs: what
    the sums over the coincidence matrix and over its margins come to, without building it.
    """
    judged = _counts(ratings)
    kept = judged if order is None else _in_order(judged, order)
    pairable = _pairable(kept)
    margins = _sum(pairable)
    units, n = len(pairable), margins.total()
    left_out = _sum(judged).total() - _sum(kept).total()
    if not pairable:
        return Alpha(_no_pair(judged, kept), units, n, left_out)
    if len(margins) == 1:
        return Alpha(Undefined(NoFigure.ONE_VALUE, *margins), units, n, left_out)
    spread = _nominal if order is None else _ordinal(margins, order)
    apart = _by_size(pairable, spread)
    observed = sum(Fraction(total, m - 1) for m, total in apart.items())
    return Alpha(float(1 - (n - 1) * observed / spread(margins)), units, n, left_out)


def disagreements(
    ratings: Ratings[U, R], order: Sequence[str] | None = None
) -> tuple[Disagreement[U, R], ...]:
    """The units on which values differ, heaviest first, then as they were given.

    The weight is the mean over the unit's pairs of judgements: of 1 for a pair that differs; with
    an `order`, of the steps between the two over the steps from its lowest to its highest. A value
    outside the order is a whole order away from every other. Unlike alpha's metric, steps do not
    shift with what was chosen elsewhere. Raises ValueError for an order that names a value twice.
    """
    places = _places(order or ())
    found = []
    for unit, by in ratings.items():
        counts = Counter(by.values())
        if len(counts) > 1:
            found.append(Disagreement(unit, tuple(by.items()), _weight(counts, places)))
    return tuple(sorted(found, key=lambda each: -each.weight))


def _reviewers(ratings: Ratings[U, R]) -> tuple[R, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(ratings.values())))


def _counts(ratings: Ratings[U, R]) -> list[Counter[str]]:
    """How often each value was chosen, unit by unit."""
    return [Counter(by.values()) for by in ratings.values()]


def _pairable(units: Iterable[Counter[str]]) -> list[Counter[str]]:
    return [counts for counts in units if counts.total() > 1]


def _sum(units: Iterable[Counter[str]]) -> Counter[str]:
    return Counter(chain.from_iterable(map(Counter.elements, units)))


def _no_pair(judged: list[Counter[str]], kept: Iterable[Counter[str]] = ()) -> Undefined:
    """Why nothing can be compared; `kept` is what the order leaves of what was judged."""
    if not any(judged):
        return Undefined(NoFigure.NOBODY_RATED)
    if not _pairable(judged):
        return Undefined(NoFigure.NO_UNIT_BY_TWO)
    return Undefined(NoFigure.NO_PAIR_IN_ORDER if any(kept) else NoFigure.NOT_IN_ORDER)


# The sum of squared distances over the ordered pairs of a bag of values, counted by value.
_Spread: TypeAlias = Callable[[Counter[str]], int]


def _nominal(counts: Counter[str]) -> int:
    return counts.total() ** 2 - sum(n * n for n in counts.values())


def _ordinal(margins: Counter[str], order: Sequence[str]) -> _Spread:
    """The spread by ranks, doubled to stay whole: alpha is a ratio and does not see it.

    A value's rank is the count of all judgements below it and half of its own, so the difference
    of two ranks is the ordinal metric: the judgements from one to the other, half of both ends.
    """
    upto = accumulate(margins[value] for value in order)
    ranks = {value: 2 * most - margins[value] for value, most in zip(order, upto, strict=True)}

    def spread(counts: Counter[str]) -> int:
        once = sum(n * ranks[value] for value, n in counts.items())
        squared = sum(n * ranks[value] ** 2 for value, n in counts.items())
        return 2 * (counts.total() * squared - once * once)

    return spread


def _by_size(units: Iterable[Counter[str]], spread: _Spread) -> Counter[int]:
    """The units' spreads, summed by their number of judgements."""
    sums: Counter[int] = Counter()
    for counts in units:
        sums[counts.total()] += spread(counts)
    return sums


def _places(order: Sequence[str]) -> dict[str, int]:
    places = {value: place for place, value in enumerate(order)}
    if len(places) < len(order):
        raise ValueError(f"an order names each value once, not {', '.join(order)}")
    return places


def _in_order(judged: Iterable[Counter[str]], order: Sequence[str]) -> list[Counter[str]]:
    held = _places(order)
    return [Counter({v: n for v, n in counts.items() if v in held}) for counts in judged]


def _weight(counts: Counter[str], places: Mapping[str, int]) -> float:
    most = max(1, len(places) - 1)
    apart = 0
    for (a, times_a), (b, times_b) in combinations(counts.items(), 2):
        steps = abs(places[a] - places[b]) if a in places and b in places else most
        apart += times_a * times_b * steps
    m = counts.total()
    return apart / (m * (m - 1) // 2 * most)


_Table: TypeAlias = Counter[tuple[str, str]]


def _tables(ratings: Ratings[U, R]) -> Mapping[tuple[R, R], _Table]:
    """How often the first of two reviewers chose one value and the second another."""
    pairs = Counter(chain.from_iterable(combinations(by.items(), 2) for by in ratings.values()))
    tables: defaultdict[tuple[R, R], _Table] = defaultdict(Counter)
    for ((first, a), (second, b)), units in pairs.items():
        # Which of the two a unit lists first is chance: each table is kept both ways round.
        tables[first, second][a, b] += units
        tables[second, first][b, a] += units
    return tables


def _kappa(first: R, second: R, table: _Table) -> Kappa[R]:
    n = table.total()
    if not n:
        unshared = Undefined(NoFigure.NO_SHARED_UNIT)
        return Kappa(first, second, 0, unshared, unshared, unshared)
    agreed, by_first, by_second = 0, Counter[str](), Counter[str]()
    for (a, b), units in table.items():
        agreed += units if a == b else 0
        by_first[a] += units
        by_second[b] += units
    chance = sum(units * by_second[value] for value, units in by_first.items())
    observed, expected = agreed / n, chance / n**2
    if chance == n**2:
        only = Undefined(NoFigure.ONE_VALUE, *by_first)
        return Kappa(first, second, n, observed, expected, only)
    value = (n * agreed - chance) / (n**2 - chance)
    return Kappa(first, second, n, observed, expected, value)
