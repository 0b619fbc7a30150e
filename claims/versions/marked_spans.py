"""Re-anchors the spans that reviewers made themselves in the next version of an article.

A claim that was marked, split, merged or re-spanned is none that the splitter finds, so it is
looked for in the text. Its words have to be there with the same words around them, three ahead and
one behind, or as many as its sentence has. "Denied that" for "said that", or a "not", makes it a
changed claim though its own words are the same: that costs a key, where a verdict carried wrongly
would cost a correction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from claims.model import Span
from claims.versions.compared_words import NEAR, context, folded, similarity, words

FRESH = 4  # new words that no kept span holds and that make a claim of their own
AHEAD = 3  # words before a span that have to be the same
_WINDOW = 80
_STOPS = ".!?…。！？"
_CLOSERS = "\"'”’»)]*_"
_TOKEN = re.compile(r"\w+|[^\w\s]")


# --- the same words ------------------------------------------------------------------------------


def kept(before: str, after: str, left: Sequence[Span], taken: Iterable[Span]) -> dict[Span, Span]:
    """Where the words of `left` stand again, between the same neighbours; never in `taken`."""
    whole = folded(after) if left else ""
    used, found = set(taken), {}
    for span in left:
        if folded(span.of(before)) not in whole:
            continue
        around = _neighbours(before, span)
        places = [
            place
            for place in _occurrences(span.of(before), after)
            if place not in used and _neighbours(after, place) == around
        ]
        if places:
            best = max(places, key=lambda place: context(before, span, after, place))
            found[span] = best
            used.add(best)
    return found


def _occurrences(text: str, within: str) -> Iterator[Span]:
    parts = (re.escape(part) for part in folded(text).split())
    pattern = r"\s+".join(parts).replace('"', '["“”„‟«»]').replace("'", "['‘’‚‛]")
    for match in re.finditer(pattern, within):
        yield Span(match.start(), match.end())


def _neighbours(text: str, span: Span) -> tuple[str, ...]:
    """The words or marks around a span, within its sentence: `AHEAD` of them, and one behind."""
    window = text[max(0, span.start - _WINDOW) : span.start]
    ahead: list[str] = []
    while len(ahead) < AHEAD:
        bare = window.rstrip()
        if _ends(bare, window[len(bare) :]):
            break
        ahead.append(_TOKEN.findall(bare)[-1])
        window = bare[: -len(ahead[-1])]
    window = text[span.end : span.end + _WINDOW]
    behind = window.lstrip()
    over = not behind or _ends(span.of(text), window[: len(window) - len(behind)])
    return (*map(folded, ahead), "" if over else folded(_TOKEN.findall(behind)[0]))


def _ends(said: str, space: str) -> bool:
    """Whether a sentence or a paragraph ends with `said` and the white space behind it."""
    return not said or space.count("\n") > 1 or said.rstrip(_CLOSERS)[-1:] in tuple(_STOPS)


# --- the corresponding place ---------------------------------------------------------------------


class _Alignment:
    """The words of two texts, and which stand for which."""

    def __init__(self, before: str, old: Span, after: str, new: Span) -> None:
        self.old = [_at(match, old.start) for match in words(old.of(before))]
        self.new = [_at(match, new.start) for match in words(new.of(after))]
        self.whole = new
        ours = [folded(span.of(before)) for span in self.old]
        theirs = [folded(span.of(after)) for span in self.new]
        self.codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()

    def begin(self, before: str, after: str, at: int) -> int:
        """The code point that stands for `at`, where a span begins; marks before a word stay."""
        n = next((n for n, span in enumerate(self.old) if at < span.end), None)
        first = len(self.new) if n is None else self._counterpart(n)[0]
        if n is None or first == len(self.new):
            return self.whole.end
        place, marks = self.new[first].start, before[at : self.old[n].start]
        return place - len(marks) if after[:place].endswith(marks) else place

    def end(self, before: str, after: str, at: int) -> int:
        """The code point that stands for `at`, where a span ends; marks behind a word stay."""
        inside = [n for n, span in enumerate(self.old) if span.start < at]
        if not inside or inside[-1] == len(self.old) - 1:
            return self.whole.end if inside else self.whole.start
        last = self._counterpart(inside[-1])[1]
        if not last:
            return self.whole.start
        place, marks = self.new[last - 1].end, before[self.old[inside[-1]].end : at]
        return place + len(marks) if after.startswith(marks, place) else place

    def _counterpart(self, n: int) -> tuple[int, int]:
        """The words (first, and one behind the last) that stand for word `n`."""
        for tag, i, stop, j, j_stop in self.codes:
            if i <= n < stop:
                return (j + n - i, j + n - i + 1) if tag == "equal" else (j, j_stop)
        return len(self.new), len(self.new)

    def fresh(self, piece: Span) -> int:
        """How many words of `piece` stand for none of the old ones."""
        return sum(
            piece.holds(span)
            for tag, _, _, j, stop in self.codes
            if tag != "equal"
            for span in self.new[j:stop]
        )


def _at(match: re.Match[str], offset: int) -> Span:
    return Span(match.start() + offset, match.end() + offset)


def mapped(
    before: str,
    after: str,
    left: Sequence[Span],
    links: Mapping[Span, Span],
    taken: Iterable[Span],
) -> dict[Span, Span]:
    """Where the spans `left` stand, by the words of the claims around them.

    A span of which less than half is left has no place. `links` are the claims around, with those
    that were replaced, and where each stands now.
    """
    used, found = set(taken), {}
    around = sorted(links)
    starts = [span.start for span in around]
    for span in left:
        first = _holding(around, starts, span.start)
        last = _holding(around, starts, span.end - 1)
        if first is None or last is None:
            continue
        start = _Alignment(before, first, after, links[first]).begin(before, after, span.start)
        end = _Alignment(before, last, after, links[last]).end(before, after, span.end)
        place = Span(start, end) if start < end else None
        if place is None or place in used:
            continue
        if similarity(span.of(before), place.of(after)) >= NEAR:
            found[span] = place
            used.add(place)
    return found


def _holding(spans: Sequence[Span], starts: Sequence[int], at: int) -> Span | None:
    """The nearest span that holds the code point `at`."""
    stop = bisect_right(starts, at)
    near = reversed(spans[max(0, stop - 8) : stop])
    return next((span for span in near if at < span.end), None)


# --- the claims of the later version -------------------------------------------------------------


def claim_list(
    before: str,
    after: str,
    active: Sequence[Span],
    found: Sequence[Span],
    links: Mapping[Span, Span],
    held: Mapping[Span, Span],
) -> tuple[Span, ...]:
    """The splitter's claims, but reviewers' own where they stand, and none that were dropped.

    `links` go from every old span to a claim of the splitter, `held` from the claims to theirs.
    """
    linked = set(held.values())
    own = sorted(linked - set(found))
    back = {new: old for old, new in links.items() if new not in linked}
    result = set(linked)
    for span in found:
        if span in linked:
            continue
        was, over = back.get(span), [other for other in own if other.overlap(span)]
        if over:
            result |= set(_rests(before, after, span, was, over))
        elif was is None or not _dropped(before, after, was, span, active):
            result.add(span)
    return tuple(sorted(result))


def _dropped(before: str, after: str, was: Span, span: Span, active: Sequence[Span]) -> bool:
    """Whether `span` has the words of a claim in whose place reviewers have put none."""
    same = folded(was.of(before)) == folded(span.of(after))
    return same and not any(other.overlap(was) for other in active)


def _rests(
    before: str, after: str, span: Span, was: Span | None, over: Sequence[Span]
) -> Iterator[Span]:
    """The stretches of `span` that no own claim holds and that have something new to say."""
    aligned = _Alignment(before, was, after, span) if was else None
    at = span.start
    for start, end in [*((o.start, o.end) for o in over), (span.end, span.end)]:
        piece = _trimmed(after, at, min(start, span.end))
        at = max(at, end)
        if piece is None:
            continue
        fresh = aligned.fresh(piece) if aligned else len(words(piece.of(after)))
        if fresh >= FRESH:
            yield piece


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Without white space and joints at its ends; None when nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
