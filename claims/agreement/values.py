"""The results of the measures of agreement: a figure, or the reason why there is none.

Apart from `claims.agreement.measures`, so that a screen can show figures without computing any.
What cannot be computed is a value that says why, never NaN and never a 1 that nobody earned.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import StrEnum
from typing import Generic, NamedTuple, TypeAlias, TypeVar

U = TypeVar("U", bound=Hashable)
R = TypeVar("R", bound=Hashable)
# One field on one scale: unit -> reviewer -> value.
Ratings: TypeAlias = Mapping[U, Mapping[R, str]]


class NoFigure(StrEnum):
    """Why a measure has no value."""

    NOBODY_RATED = "nobody_rated"
    NO_UNIT_BY_TWO = "no_unit_by_two"
    NO_SHARED_UNIT = "no_shared_unit"
    ONE_VALUE = "one_value"
    NOT_IN_ORDER = "not_in_order"
    NO_PAIR_IN_ORDER = "no_pair_in_order"


_SENTENCES = {
    NoFigure.NOBODY_RATED: "Nobody has judged this yet.",
    NoFigure.NO_UNIT_BY_TWO: "No claim was judged by two reviewers.",
    NoFigure.NO_SHARED_UNIT: "These two judged no claim in common.",
    NoFigure.ONE_VALUE: "Wherever judgements can be compared, everybody chose “{}”:"
    " there is no chance to correct for.",
    NoFigure.NOT_IN_ORDER: "None of the values chosen has a place in the order.",
    NoFigure.NO_PAIR_IN_ORDER: "No claim has two judgements with a place in the order.",
}


class Undefined(NamedTuple):
    """A measure without a value. `only` is the one value in use (`ONE_VALUE`), else empty; with
    `_replace(only=label)` the sentence says it as people do."""

    reason: NoFigure
    only: str = ""

    @property
    def sentence(self) -> str:
        return _SENTENCES[self.reason].format(self.only)


Measure: TypeAlias = float | Undefined


class Percent(NamedTuple):
    """Observed agreement, 0 to 1, over the `units` with two judgements or more and the `pairs`
    of judgements on them."""

    value: Measure
    units: int
    pairs: int


class Kappa(NamedTuple, Generic[R]):
    """Cohen's kappa (-1 to 1) of two reviewers over the `units` that both judged, with the shares
    of them (0 to 1) on which they agreed and would be expected to agree by chance."""

    first: R
    second: R
    units: int
    observed: Measure
    expected: Measure
    value: Measure


class Alpha(NamedTuple):
    """Krippendorff's alpha: 1 agreement, 0 chance, below 0 worse than chance. Over the `units` with
    two judgements or more and the `judgements` on them. `left_out` counts the judgements, on any
    unit, whose value the order does not hold (0 without an order)."""

    value: Measure
    units: int
    judgements: int
    left_out: int


class Disagreement(NamedTuple, Generic[U, R]):
    """A unit on which values differ; `weight` is above 0 and at most 1."""

    unit: U
    values: tuple[tuple[R, str], ...]
    weight: float


class Agreement(NamedTuple, Generic[U, R]):
    """All measures of one field; `ordinal` is None where its values have no order. `units` counts
    what anybody judged, `reviewers` are those who judged anything, by first appearance."""

    units: int
    reviewers: tuple[R, ...]
    percent: Percent
    kappas: tuple[Kappa[R], ...]
    nominal: Alpha
    ordinal: Alpha | None
    disagreements: tuple[Disagreement[U, R], ...]
