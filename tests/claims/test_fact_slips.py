"""Slips planted in made-up articles, of which the attached release has the right words."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from claims.checks.facts.fact_finding import FactFinding, FactVerdict
from claims.checks.facts.facts import check, sources
from claims.checks.facts.prepared_text import prepare
from claims.model import Span
from tests.claims.made_pairs import SURNAMES, Fact, MadePair, pairs

PAIRS = tuple(pairs(64))


class Planted:
    """A pair with one slip, and what was found over it."""

    def __init__(self, pair: MadePair, slip: Fact) -> None:
        text, at = pair.article(slip)
        assert at is not None
        self.slip, self.at = slip, at
        self.found = [one for one in findings(pair, text) if one.span.overlap(at)]

    @property
    def is_caught(self) -> bool:
        return any(one.verdict is not FactVerdict.PASS for one in self.found)

    @property
    def is_passed(self) -> bool:
        return any(one.verdict is FactVerdict.PASS for one in self.found)


def surnames(text: str) -> set[str]:
    return {name for name in SURNAMES if name in text}


def findings(pair: MadePair, text: str) -> list[FactFinding]:
    known = sources([prepare(pair.release, "release.txt")])
    return list(check(prepare(text, "", pair.published), known))


@lru_cache(maxsize=1)
def planted() -> tuple[Planted, ...]:
    return tuple(Planted(pair, slip) for pair in PAIRS for slip in pair.facts)


def test_six_hundred_slips_are_planted() -> None:
    assert len(planted()) >= 600


def test_nine_slips_in_ten_are_told_of_every_kind() -> None:
    every = Counter(one.slip.kind for one in planted())
    caught = Counter(one.slip.kind for one in planted() if one.is_caught)
    assert {kind: n for kind, n in every.items() if caught[kind] < 0.9 * n} == {}


def test_no_slip_is_borne_out() -> None:
    assert [one.slip for one in planted() if one.is_passed] == []


def test_an_article_without_a_slip_is_not_contradicted() -> None:
    contrary = [
        one.reason
        for pair in PAIRS
        for one in findings(pair, pair.article()[0])
        if one.verdict is not FactVerdict.PASS
    ]
    assert contrary == []


def test_an_article_is_not_contradicted_by_a_release_on_something_else() -> None:
    contrary = []
    for pair, other in zip(PAIRS, PAIRS[1:] + PAIRS[:1], strict=True):
        text, _ = pair.article()
        if surnames(text) & surnames(other.release):
            continue  # a namesake may be meant
        known = sources([prepare(other.release, "other.txt")])
        for one in check(prepare(text, "", pair.published), known):
            if one.verdict is not FactVerdict.PASS:
                contrary.append((one.span.of(text), one.reason))
    assert contrary == []


def test_what_is_found_lies_in_the_release() -> None:
    for pair in PAIRS[:8]:
        text, _ = pair.article()
        for one in findings(pair, text):
            assert Span(0, len(pair.release)).holds(one.there)
