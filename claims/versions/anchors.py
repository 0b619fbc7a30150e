"""Re-anchors the claims of one version of an article in the next.

A claim is known by its words, as in the W3C's TextQuoteSelector (exact, then prefix and suffix).
Words that are there again, at the corresponding place or at another, keep the claim; words that are
nearly there make it another claim, whose verdict has to be given anew; nothing is guessed beyond
that. White space and the shape of quotation marks (“ ” or ") are no words: a claim that differs in
nothing else is the same. Every other mark, digit and letter counts.

A claim is *moved* when it no longer stands in the order of the claims that are the same, or has
left its paragraph for another one that was there before. What edits before it have only shifted is
not moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from claims.model import Span
from claims.versions.compared_words import NEAR, Wording, context, folded
from claims.versions.marked_spans import claim_list, kept, mapped

FAR = 0.7  # shared words that make a changed claim of two that stand at different places
COMMON = 16  # a text that stands more often than this aligns nothing by itself


class AnchorState(StrEnum):
    """How a claim of the earlier version goes on."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


class Continued(NamedTuple):
    """A claim of the earlier version, and where it stands now; None when it is gone."""

    old: Span
    new: Span | None
    state: AnchorState


class Reanchored(NamedTuple):
    """`links`: one for each claim of the earlier version, in its order; no new claim is in two.

    `claims`: the claims of the later version, in order: those the splitter found, but where
    reviewers had replaced some, what they made of them.
    """

    links: tuple[Continued, ...]
    claims: tuple[Span, ...]


def reanchor(
    before: str,
    after: str,
    old: Iterable[Span],
    found: Iterable[Span],
    replaced: Iterable[Span] = (),
) -> Reanchored:
    """Links from the claims `old` of the text `before` into the text `after`.

    `found` are the splitter's claims of `after`. `replaced` are spans of `before` that reviewers
    have said are no claims: they stay none where their words are there again.
    """
    active = sorted(set(old))
    known = sorted({*active, *replaced})
    theirs = sorted(set(found))
    exact = _exact(before, after, known, theirs)
    taken = set(exact.values())
    same = {span: exact[span] for span in active if span in exact}
    left = [span for span in active if span not in exact]
    same |= kept(before, after, left, taken)
    backbone = [(span, new) for span, new in sorted({**exact, **same}.items())]
    near = _similar(
        before,
        after,
        [span for span in known if span not in exact and span not in same],
        [span for span in theirs if span not in taken],
        in_order(backbone),
    )
    changed = {span: near[span] for span in active if span in near}
    left = [span for span in active if span not in same and span not in changed]
    changed |= mapped(before, after, left, exact | near, {*same.values(), *changed.values()})
    moved = _moved(before, after, sorted(same.items()))
    return Reanchored(
        tuple(_continued(span, same, changed, moved) for span in active),
        claim_list(before, after, active, theirs, exact | near, {**same, **changed}),
    )


def _continued(
    span: Span, same: Mapping[Span, Span], changed: Mapping[Span, Span], moved: set[Span]
) -> Continued:
    if span in same:
        state = AnchorState.MOVED if span in moved else AnchorState.SAME
        return Continued(span, same[span], state)
    if span in changed:
        return Continued(span, changed[span], AnchorState.CHANGED)
    return Continued(span, None, AnchorState.GONE)


# --- the same words ------------------------------------------------------------------------------


def _exact(before: str, after: str, old: Sequence[Span], new: Sequence[Span]) -> dict[Span, Span]:
    """Claims whose words are there again: aligned in order first, then wherever they are."""
    ours = [folded(span.of(before)) for span in old]
    theirs = [folded(span.of(after)) for span in new]
    counts = Counter(ours) + Counter(theirs)
    matcher = SequenceMatcher(lambda key: counts[key] > COMMON, ours, theirs, autojunk=False)
    pairs: dict[int, int] = {}
    for i, j, size in matcher.get_matching_blocks():
        pairs.update(zip(range(i, i + size), range(j, j + size), strict=True))
    for ids, places in _waiting(ours, theirs, pairs):
        pairs |= _by_context(before, after, old, new, ids, places)
    return {old[i]: new[j] for i, j in pairs.items()}


def _waiting(
    ours: Sequence[str], theirs: Sequence[str], pairs: Mapping[int, int]
) -> list[tuple[list[int], list[int]]]:
    """Indices of claims with the same words on both sides that are in no pair yet."""
    taken = set(pairs.values())
    places: dict[str, list[int]] = defaultdict(list)
    for j, key in enumerate(theirs):
        if j not in taken:
            places[key].append(j)
    left: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(ours):
        if i not in pairs and key in places:
            left[key].append(i)
    return [(ids, places[key]) for key, ids in left.items()]


def _by_context(
    before: str,
    after: str,
    old: Sequence[Span],
    new: Sequence[Span],
    ids: Sequence[int],
    places: Sequence[int],
) -> dict[int, int]:
    """Identical texts: those with the most context in common belong together, else in order."""
    if max(len(ids), len(places)) > COMMON:
        return dict(zip(ids, places, strict=False))
    scored = sorted(
        (-context(before, old[i], after, new[j]), n, m)
        for n, i in enumerate(ids)
        for m, j in enumerate(places)
    )
    return {ids[n]: places[m] for n, m in _one_to_one((n, m) for _, n, m in scored)}


def _one_to_one(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first pair of each, of pairs in order of preference."""
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for a, b in pairs:
        if a not in left and b not in right:
            left.add(a)
            right.add(b)
            found.append((a, b))
    return found


# --- nearly the same words -----------------------------------------------------------------------


def _similar(
    before: str,
    after: str,
    old: Sequence[Span],
    new: Sequence[Span],
    backbone: Sequence[tuple[Span, Span]],
) -> dict[Span, Span]:
    """Claims of which most words are there again: between the same neighbours, then anywhere."""
    wording = Wording()
    ours = {span: text for span in old if (text := wording.of(span.of(before)))}
    theirs = {span: text for span in new if (text := wording.of(span.of(after)))}
    gaps: dict[int, dict[Span, str]] = defaultdict(dict)
    ends = [pair[1].start for pair in backbone]
    for span, text in theirs.items():
        gaps[bisect_left(ends, span.start)][span] = text
    starts = [pair[0].start for pair in backbone]
    pairs = _best(((s, t, gaps[bisect_left(starts, s.start)]) for s, t in ours.items()), NEAR)
    taken = set(pairs.values())
    rest = {span: text for span, text in theirs.items() if span not in taken}
    return pairs | _best(((s, t, rest) for s, t in ours.items() if s not in pairs), FAR)


def _best(asked: Iterable[tuple[Span, str, Mapping[Span, str]]], least: float) -> dict[Span, Span]:
    """Pairs one to one, the most alike first; of equals the earliest."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    scored = []
    for span, text, choices in asked:
        hits = process.extract(
            text, choices, scorer=Indel.normalized_similarity, score_cutoff=least, limit=COMMON
        )
        scored += [(-score, span, new) for _, score, new in hits]
    pairs: dict[Span, Span] = {}
    taken: set[Span] = set()
    for _, span, new in sorted(scored):
        if span not in pairs and new not in taken:
            pairs[span] = new
            taken.add(new)
    return pairs


# --- order and paragraphs ------------------------------------------------------------------------


def in_order(pairs: Sequence[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """The longest run of pairs (in order of the first) whose second is in order as well."""
    tails: list[Span] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, new) in enumerate(pairs):
        at = bisect_left(tails, new)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [new], [n]
    run, n = [], ends[-1] if ends else -1
    while n >= 0:
        run.append(pairs[n])
        n = before[n]
    return run[::-1]


def _moved(before: str, after: str, pairs: Sequence[tuple[Span, Span]]) -> set[Span]:
    """The old claims that stand in another order, or went over to another paragraph."""
    steady = in_order(pairs)
    ours, theirs = _breaks(before), _breaks(after)
    placed = [
        (old, bisect_right(ours, old.start), bisect_right(theirs, new.start)) for old, new in steady
    ]
    forth = _mostly((p, q) for _, p, q in placed)
    back = _mostly((q, p) for _, p, q in placed)
    left = {old for old, p, q in placed if forth[p] != q and back[q] != p}
    return left | {old for old, _ in pairs} - {old for old, _ in steady}


def _breaks(text: str) -> list[int]:
    """Where paragraphs end: at blank lines."""
    return [match.end() for match in re.finditer(r"\n[ \t]*\n", text)]


def _mostly(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The paragraph to which most claims of a paragraph correspond."""
    seen: dict[int, Counter[int]] = defaultdict(Counter)
    for a, b in pairs:
        seen[a][b] += 1
    return {a: counts.most_common(1)[0][0] for a, counts in seen.items()}
