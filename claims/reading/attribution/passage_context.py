"""A passage with the quotations and sentences around it, and the find that a pattern makes in it.

A pattern works on the tokens of one passage and returns a `Find`; only quotations reach further,
into the sentences before and after.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from claims.model import AttributionType, QuotationType, Span
from claims.reading.english.noun_phrases import Phrase
from claims.reading.english.quotes import Quotation, Quotations
from claims.reading.english.tokens import TokenRun


class Find(NamedTuple):
    """An attribution before it is numbered; `inside` is the find that reports this one.

    `mind` says that it tells a thought or a wish, `deed` that it tells what was done by speaking
    (condemned, praised, discussed) and not what was said. Two finds are never the same one, however
    alike they are.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    pattern: str
    mind: bool = False
    inside: Find | None = None
    deed: bool = False

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)

    def attribution_type(self, quotation: QuotationType) -> AttributionType:
        """A deed in which words are quoted ("called it “a lie”") is a statement all the same."""
        told = quotation is not QuotationType.INDIRECT
        attitude = self.mind or (self.deed and not told)
        return AttributionType.ATTITUDE if attitude else AttributionType.STATEMENT


class PassageContext(NamedTuple):
    """A passage, the quotations of the whole text and its sentences."""

    text: str
    passage: TokenRun
    quotes: Quotations
    sentences: Sequence[Span]
    starts: Sequence[int]
    barriers: frozenset[int] = frozenset()

    def source(self, phrase: Phrase) -> tuple[Span, ...]:
        spans = (self.passage.hull(phrase.first, phrase.last),)
        return (self.passage.hull(*phrase.head), *spans) if phrase.head else spans

    def quotation_at(self, token: int) -> Quotation | None:
        return self.quotes.at(self.passage[token].start)

    def whole_quotation(self, quotation: Quotation) -> tuple[Span, ...]:
        """A quotation with the paragraphs in which it goes on."""
        return tuple(part.span for part in self.quotes.run_on(quotation))

    def quotation_behind(self) -> tuple[Span, ...]:
        """A quotation that fills the next sentences of the paragraph and has no cue of its own."""
        following = self._next_sentence()
        if following is None or "\n" in self.text[self.passage.span.end : following.start]:
            return ()
        quotation = self.quotes.at(following.start)
        if quotation is None or quotation.start != following.start:
            return ()
        return self.whole_quotation(quotation) if self._stands_alone(quotation) else ()

    def block_behind(self) -> tuple[Span, ...]:
        """What a colon at the end of a sentence announces: a quotation, else a paragraph."""
        following = self._next_sentence()
        if following is None:
            return ()
        quotation = self.quotes.at(following.start)
        if quotation is not None and quotation.start == following.start:
            return self.whole_quotation(quotation)
        end = self.text.find("\n", following.start)
        last = len(self.text) if end < 0 else end
        found = trimmed(self.text, following.start, last)
        return (found,) if found else ()

    def _next_sentence(self) -> Span | None:
        n = bisect_left(self.starts, self.passage.span.end)
        return self.sentences[n] if n < len(self.sentences) else None

    def _stands_alone(self, quotation: Quotation) -> bool:
        line_end = self.text.find("\n", quotation.end, quotation.end + 80)
        rest = self.text[quotation.end : quotation.end + 80 if line_end < 0 else line_end]
        if not rest.strip().strip(" ."):
            return True
        n = bisect_left(self.starts, quotation.end)
        return n < len(self.starts) and not self.text[quotation.end : self.starts[n]].strip().strip(
            "."
        )


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space, commas and colons at its edges; nothing of one letter."""
    while start < end and (text[start].isspace() or text[start] in ",;:—–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–"):
        end -= 1
    if end > start and text[end - 1] == "." and not text[start:end].endswith((". .", "..")):
        end -= 1
    return Span(start, end) if end - start > 1 else None


def quotation_type(text: str, content: Sequence[Span], quotes: Quotations) -> QuotationType:
    """Whether the content is all quoted, partly or not at all."""
    quoted = total = 0
    for span in content:
        total += len(span.of(text).strip(" .,;:"))
        quoted += sum(span.overlap(q.span) for q in quotes.meeting(span.start, span.end))
    if not quoted:
        return QuotationType.INDIRECT
    return QuotationType.DIRECT if quoted + 2 >= total else QuotationType.MIXED
