"""Agreement: alpha is the witness's alpha, kappa is worked by hand, and nothing is ever NaN.

The witness is the PyPI package `krippendorff`, which builds the coincidence matrix that we do not.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Literal

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.agreement.measures import alpha, disagreements, kappas, overview, percent
from claims.agreement.values import (
    Alpha,
    Disagreement,
    Kappa,
    Measure,
    NoFigure,
    Percent,
    Undefined,
)

VALUES = "abcdefg"
Judged = dict[int, dict[str, str]]


@st.composite
def ratings(draw: st.DrawFn) -> Judged:
    """What 2 to 5 reviewers chose among 1 to 7 values on 1 to 30 units, with holes."""
    values = VALUES[: draw(st.integers(1, len(VALUES)))]
    reviewers = VALUES[: draw(st.integers(2, 5))].upper()
    row = st.tuples(*[st.none() | st.sampled_from(values) for _ in reviewers])
    rows = draw(st.lists(row, min_size=1, max_size=30))
    return {
        unit: {who: value for who, value in zip(reviewers, row, strict=True) if value}
        for unit, row in enumerate(rows)
    }


@st.composite
def orders(draw: st.DrawFn) -> tuple[str, ...]:
    """Some of the values and some that nobody uses, in any order."""
    return tuple(draw(st.lists(st.sampled_from(VALUES + "xyz"), unique=True, min_size=1)))


def by_reviewer(*rows: str) -> Judged:
    """A row per reviewer, a character per unit, a point where nobody judged."""
    return {
        unit: {f"r{n}": value for n, value in enumerate(column, 1) if value != "."}
        for unit, column in enumerate(zip(*rows, strict=True), 1)
    }


def counted(*table: tuple[str, int]) -> Judged:
    """The units of two reviewers: `("vf", 3)` is three on which r1 chose v and r2 chose f."""
    units = [pair for pair, times in table for _ in range(times)]
    return {n: {"r1": pair[0], "r2": pair[1]} for n, pair in enumerate(units)}


def witness(
    judged: Judged, order: Sequence[str], level: Literal["nominal", "ordinal"]
) -> float | None:
    """The package's alpha; None where it has none: an error, or 0 / 0."""
    reviewers = sorted({who for by in judged.values() for who in by})
    place = {value: float(n) for n, value in enumerate(order)}
    data = [[place.get(by.get(who, ""), math.nan) for by in judged.values()] for who in reviewers]
    try:
        value = float(
            krippendorff.alpha(
                reliability_data=data,
                value_domain=list(place.values()),
                level_of_measurement=level,
            )
        )
    except (ValueError, RuntimeWarning):
        return None
    return None if math.isnan(value) else value


def same(ours: Measure, theirs: float | None) -> bool:
    if isinstance(ours, Undefined):
        return theirs is None
    return theirs is not None and math.isclose(ours, theirs, rel_tol=0, abs_tol=1e-9)


def kappa(judged: Judged) -> Kappa[str]:
    (only,) = kappas(judged)
    return only


def why(measure: Measure) -> str:
    assert isinstance(measure, Undefined)
    return measure.reason


# --- against others ------------------------------------------------------------------------------


@given(judged=ratings())
def test_nominal_alpha_is_the_witness_s(judged: Judged) -> None:
    assert same(alpha(judged).value, witness(judged, VALUES, "nominal"))


@given(judged=ratings(), order=st.permutations(VALUES))
def test_ordinal_alpha_is_the_witness_s(judged: Judged, order: list[str]) -> None:
    assert same(alpha(judged, order).value, witness(judged, order, "ordinal"))


@given(judged=ratings(), order=orders())
def test_ordinal_alpha_leaves_out_what_the_order_does_not_hold(
    judged: Judged, order: tuple[str, ...]
) -> None:
    ours = alpha(judged, order)
    outside = [v for by in judged.values() for v in by.values() if v not in order]
    assert same(ours.value, witness(judged, order, "ordinal"))
    assert ours.left_out == len(outside)


# Krippendorff's example of four observers, twelve units and five values, with holes.
PUBLISHED = by_reviewer("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


@pytest.mark.parametrize(("order", "told"), [(None, 0.743), ("12345", 0.815)])
def test_alpha_is_krippendorff_s_own_on_his_example(order: str | None, told: float) -> None:
    value = alpha(PUBLISHED, order).value
    assert isinstance(value, float)
    assert round(value, 3) == told


def test_the_published_example_drops_the_unit_that_one_observer_judged() -> None:
    """40 judgements on 11 units: the twelfth has one judgement, as in his text."""
    assert alpha(PUBLISHED)[1:] == (11, 40, 0)


def test_kappa_of_two_values_is_as_worked_by_hand() -> None:
    """
          r2: v   f   sum
    r1: v    20   5    25      observed = (20 + 15) / 50            = 0.7
        f    10  15    25      expected = (25 x 30 + 25 x 20) / 50² = 0.5
      sum    30  20    50      kappa    = (0.7 - 0.5) / (1 - 0.5)   = 0.4
    """
    judged = counted(("vv", 20), ("vf", 5), ("fv", 10), ("ff", 15))
    assert kappa(judged) == Kappa("r1", "r2", 50, 0.7, 0.5, 0.4)


def test_kappa_of_three_values_is_as_worked_by_hand() -> None:
    """
          r2: v   f   u   sum
    r1: v    12   2   1    15    observed = (12 + 6 + 4) / 30                   = 22/30
        f     3   6   0     9    expected = (15 x 15 + 9 x 10 + 6 x 5) / 30²    = 345/900
        u     0   2   4     6    kappa    = (660/900 - 345/900) / (555/900)     = 21/37
      sum    15  10   5    30
    """
    judged = counted(
        ("vv", 12), ("vf", 2), ("vu", 1), ("fv", 3), ("ff", 6), ("uf", 2), ("uu", 4)
    )  # fmt: skip
    assert kappa(judged) == Kappa("r1", "r2", 30, 22 / 30, 345 / 900, 21 / 37)


@given(judged=ratings())
def test_percent_is_the_mean_of_the_units_shares_of_agreeing_pairs(judged: Judged) -> None:
    pairs = [list(combinations(by.values(), 2)) for by in judged.values() if len(by) > 1]
    shares = [Fraction(sum(a == b for a, b in unit), len(unit)) for unit in pairs]
    ours = percent(judged)
    assert (ours.units, ours.pairs) == (len(pairs), sum(map(len, pairs)))
    assert same(ours.value, float(sum(shares) / len(shares)) if shares else None)


def test_a_crowded_unit_weighs_no_more_in_percent_than_one_that_two_judged() -> None:
    assert percent(by_reviewer("va", "vb", "v.", "v.")).value == 0.5


@given(judged=ratings())
def test_kappa_has_a_value_unless_both_stayed_with_one(judged: Judged) -> None:
    for each in kappas(judged):
        shared = [by for by in judged.values() if each.first in by and each.second in by]
        chosen = {by[who] for by in shared for who in (each.first, each.second)}
        assert each.units == len(shared)
        assert isinstance(each.value, Undefined) is (len(chosen) < 2)


# --- what holds for all --------------------------------------------------------------------------


@given(judged=ratings())
def test_who_agrees_on_everything_has_one_in_all_measures(judged: Judged) -> None:
    agreed = {n: dict.fromkeys("ABC", next(iter(by.values()), "a")) for n, by in judged.items()}
    agreed |= {-1: dict.fromkeys("ABC", "a"), -2: dict.fromkeys("ABC", "b")}
    found = overview(agreed, VALUES)
    assert found.ordinal is not None
    measures: list[Percent | Alpha | Kappa[str]] = [found.percent, found.nominal, found.ordinal]
    measures += found.kappas
    assert {each.value for each in measures} == {1.0}
    assert found.disagreements == ()


@given(judged=ratings(), names=st.permutations(VALUES))
def test_other_names_for_the_values_change_no_nominal_measure(
    judged: Judged, names: list[str]
) -> None:
    new = dict(zip(VALUES, names, strict=True))
    renamed = {u: {who: new[v] for who, v in by.items()} for u, by in judged.items()}
    assert figures(renamed) == figures(judged)


def figures(judged: Judged, order: Sequence[str] | None = None) -> list[object]:
    """Every figure but for the names of what it is about and their order."""
    found = overview(judged, order)
    pairs = sorted((sorted((k.first, k.second)), k.units, shown(k.value)) for k in found.kappas)
    weights = sorted(each.weight for each in found.disagreements)
    ordinal = found.ordinal and shown(found.ordinal.value)
    return [shown(found.percent.value), shown(found.nominal.value), ordinal, pairs, weights]


def shown(measure: Measure) -> str:
    return measure.reason if isinstance(measure, Undefined) else repr(measure)


@given(judged=ratings(), order=st.permutations(VALUES), data=st.data())
def test_no_figure_hangs_on_the_order_of_units_or_reviewers(
    judged: Judged, order: list[str], data: st.DataObject
) -> None:
    units = data.draw(st.permutations(list(judged)))
    shuffled = {u: dict(data.draw(st.permutations(list(judged[u].items())))) for u in units}
    assert figures(shuffled, order) == figures(judged, order)


@given(judged=ratings(), order=orders())
def test_ordinal_alpha_is_the_same_from_highest_to_lowest(
    judged: Judged, order: tuple[str, ...]
) -> None:
    assert alpha(judged, order) == alpha(judged, order[::-1])


@given(judged=ratings(), values=st.lists(st.sampled_from(VALUES), max_size=5))
def test_units_that_one_reviewer_judged_change_no_figure(judged: Judged, values: list[str]) -> None:
    paired = {unit: by for unit, by in judged.items() if len(by) > 1}
    alone = {-n: {"A": value} for n, value in enumerate(values, 1)}
    more = overview(paired | {0: dict.fromkeys("AB", "a")} | alone, VALUES)
    less = overview(paired | {0: dict.fromkeys("AB", "a")}, VALUES)
    assert more._replace(units=0) == less._replace(units=0)


@given(judged=ratings(), order=orders())
def test_every_measure_is_in_its_bounds(judged: Judged, order: tuple[str, ...]) -> None:
    found = overview(judged, order)
    shares = [found.percent.value, *(d.weight for d in found.disagreements)]
    assert found.ordinal is not None
    corrected: list[Alpha | Kappa[str]] = [found.nominal, found.ordinal, *found.kappas]
    assert [share for share in shares if isinstance(share, float) and not 0 <= share <= 1] == []
    assert [
        m.value for m in corrected if isinstance(m.value, float) and not -1 <= m.value <= 1
    ] == []


def test_an_overview_counts_the_units_that_anybody_judged_and_who_judged() -> None:
    found = overview(by_reviewer(".a.", ".b.", "a.."))
    assert (found.units, found.reviewers, found.ordinal) == (2, ("r3", "r1", "r2"), None)


# --- what has no value ---------------------------------------------------------------------------


def test_what_nobody_judged_says_so() -> None:
    nothing: Judged = {1: {}, 2: {}}
    found = overview(nothing, "ab")
    assert found.ordinal is not None
    measures = (found.percent, found.nominal, found.ordinal)
    assert [why(each.value) for each in measures] == [NoFigure.NOBODY_RATED] * 3
    assert (found.units, found.reviewers, found.kappas, found.disagreements) == (0, (), (), ())


def test_units_that_two_judged_are_wanted() -> None:
    judged = by_reviewer("ab..", "..ab")
    found = overview(judged, "ab")
    assert found.ordinal is not None
    measures = (found.percent, found.nominal, found.ordinal)
    assert [why(each.value) for each in measures] == [NoFigure.NO_UNIT_BY_TWO] * 3


def test_two_who_share_no_unit_have_no_kappa() -> None:
    first_and_third = kappas(by_reviewer("ab..", ".bb.", "..ba"))[1]
    assert (first_and_third.first, first_and_third.second) == ("r1", "r3")
    assert {why(each) for each in first_and_third[3:]} == {NoFigure.NO_SHARED_UNIT}


def test_one_value_for_all_leaves_no_chance_to_correct_for() -> None:
    judged = {n: {"mk": "verified", "li": "verified"} for n in range(3)}
    found = overview(judged, ("false", "verified"))
    nothing = Undefined(NoFigure.ONE_VALUE, "verified")
    assert found.ordinal is not None
    assert [found.nominal.value, found.ordinal.value] == [nothing] * 2
    assert found.kappas == (Kappa("mk", "li", 3, 1.0, 1.0, nothing),)
    assert found.percent.value == 1.0


def test_one_value_is_told_where_the_order_holds_no_other() -> None:
    assert alpha(by_reviewer("vvn", "vnn"), "fv").value == Undefined(NoFigure.ONE_VALUE, "v")


def test_an_order_that_holds_nothing_chosen_says_so() -> None:
    assert why(alpha(by_reviewer("ab", "bb"), "xyz").value) == NoFigure.NOT_IN_ORDER


def test_an_order_that_holds_no_pair_says_so() -> None:
    found = alpha(by_reviewer("ab", "xy"), "ab")
    assert (why(found.value), found.units, found.judgements, found.left_out) == (
        NoFigure.NO_PAIR_IN_ORDER, 0, 0, 2,
    )  # fmt: skip


def test_an_order_that_names_a_value_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="each value once, not a, b, a"):
        overview(by_reviewer("ab", "bb"), "aba")


@pytest.mark.parametrize("reason", NoFigure)
def test_every_reason_is_a_sentence(reason: NoFigure) -> None:
    told = Undefined(reason, "verified").sentence
    assert (told[0].isupper(), told[-1], "{" in told) == (True, ".", False)


def test_the_only_value_is_told_in_the_words_of_the_caller() -> None:
    told = (
        Undefined(NoFigure.ONE_VALUE, "missing_context")._replace(only="missing context").sentence
    )
    assert "“missing context”" in told


# --- disagreements -------------------------------------------------------------------------------


def weights(found: Sequence[Disagreement[int, str]]) -> list[tuple[Hashable, float]]:
    return [(each.unit, each.weight) for each in found]


def test_what_most_pairs_differ_on_comes_first() -> None:
    judged = by_reviewer("aaaa", "aaba", "abca")
    assert weights(disagreements(judged)) == [(3, 1.0), (2, 2 / 3)]


def test_with_an_order_what_lies_furthest_apart_comes_first() -> None:
    judged = by_reviewer("abba", "bcaa", "...d")
    assert weights(disagreements(judged, "abcd")) == [
        (4, 2 / 3), (1, 1 / 3), (2, 1 / 3), (3, 1 / 3),
    ]  # fmt: skip


def test_a_value_outside_the_order_is_a_whole_order_away() -> None:
    judged = by_reviewer("ax", "by")
    assert weights(disagreements(judged, "abc")) == [(2, 1.0), (1, 0.5)]


def test_a_disagreement_tells_who_chose_what() -> None:
    (found,) = disagreements({"c7": {"mk": "v", "li": "f"}, "c8": {"mk": "v"}})
    assert found == ("c7", (("mk", "v"), ("li", "f")), 1.0)


@given(judged=ratings(), order=orders())
def test_every_unit_with_two_values_is_told_once_heaviest_first(
    judged: Judged, order: tuple[str, ...]
) -> None:
    found = disagreements(judged, order)
    differing = [unit for unit, by in judged.items() if len(set(by.values())) > 1]
    assert [each.unit for each in found] == sorted(
        differing, key=lambda unit: -mean_distance(list(judged[unit].values()), order)
    )
    assert [each.weight for each in found] == [
        float(mean_distance([value for _, value in each.values], order)) for each in found
    ]


def mean_distance(values: list[str], order: Sequence[str]) -> Fraction:
    """Pair by pair, as the docstring has it."""
    largest = max(1, len(order) - 1)
    pairs = list(combinations(values, 2))
    return Fraction(sum(distance(a, b, order) for a, b in pairs), len(pairs) * largest)


def distance(a: str, b: str, order: Sequence[str]) -> int:
    if a == b:
        return 0
    if a in order and b in order:
        return abs(order.index(a) - order.index(b))
    return max(1, len(order) - 1)


# --- size ----------------------------------------------------------------------------------------


def test_twenty_thousand_units_with_as_many_values_are_no_more_than_their_sum() -> None:
    """Each unit has a value of its own: whoever compared units or values pairwise stays here."""
    judged = {n: {f"r{k}": f"v{n}" for k in range(4)} for n in range(20_000)}
    found = overview(judged, [f"v{n}" for n in range(20_000)])
    assert found.ordinal is not None
    assert (found.percent.value, found.nominal.value, found.ordinal.value) == (1.0, 1.0, 1.0)
    assert {each.value for each in found.kappas} == {1.0}
