"""The voices that a reader has in mind at a place, by how they came up before it.

A voice comes up where it is named, where it speaks, and where a sentence opens with a pronoun for
it. How it did is what counts: whoever speaks, opens a sentence or is introduced with a role is in
mind; whoever is only spoken of inside a quotation or a report is not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from claims.model import Attribution, Span
from claims.reading.english.function_words import FINITE, PREPOSITIONS
from claims.reading.english.nouns import noun_kind
from claims.reading.english.quotes import Quotations
from claims.voices.cast.cast import Cast
from claims.voices.cast.cast_member import CastMember

_LOOK_BACK = 80
_LEADING = 8  # words that may stand before the subject of a sentence
_NEAR = 160  # code points between two names that are told of together
_OWN_LEAD = 30  # code points
_LEADING_WORDS = re.compile(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,7}")
_IF = re.compile(r"[\"“'‘]?(?:If|Unless|Whether|That)\b")
_NEXT = re.compile(r"(?:['’]s)? ([a-z]+)")
_WORD = re.compile(r"[\w'’]+")
# "Grassley of Iowa, a Republican, and Mr. | Leahy"
_JOINS = re.compile(
    r"(?: of (?:the )?[A-Z][\w. ]{2,20}| \([^()]{1,20}\))?(?:, [^;:“”\"]{2,110})?,? and "
    r"(?:(?:the |his |her |fellow |former |[A-Z][a-z]+\.? ){0,3}(?:[a-z]+ ){0,2})?\Z"
)


@dataclass(slots=True, eq=False)
class Appearance:
    """Voices come up at a place, several of them where they are named together."""

    at: int
    members: tuple[CastMember, ...]
    speaks: bool = False
    subject: bool = False
    introduced: bool = False  # under the full name, with a role
    quoted: bool = False
    told: bool = False  # inside what somebody is reported to say

    @property
    def alone(self) -> CastMember | None:
        """The one voice of the event, None where there are several."""
        return self.members[0] if len(self.members) == 1 else None

    @property
    def in_view(self) -> bool:
        """Whether a reader has them in mind though they do not speak."""
        return (self.subject or self.introduced) and not self.quoted and not self.told


class Discourse:
    """The events of one text, gone through in order: `before` asks what has come up so far."""

    def __init__(
        self,
        text: str,
        cast: Cast,
        sentences: Sequence[Span],
        attributions: Sequence[Attribution],
        quotes: Quotations,
    ) -> None:
        self.text, self._quotes = text, quotes
        self._sentences = [span.start for span in sentences]
        self._contents = sorted((s.start, s.end) for one in attributions for s in one.content)
        self._content_starts = [start for start, _ in self._contents]
        self._named = list(self._named_events(cast))
        self._starts = [event.at for event in self._named]
        self._next = 0
        self.seen: list[Appearance] = []

    # ------------------------------------------------------------------ what has come up

    def before(self, at: int) -> Iterator[Appearance]:
        """The events before `at`, the nearest first; `at` never goes back far."""
        while self._next < len(self._named) and self._starts[self._next] < at:
            self._insert(self._named[self._next])
            self._next += 1
        for n in range(len(self.seen) - 1, max(-1, len(self.seen) - 1 - _LOOK_BACK), -1):
            if self.seen[n].at < at:
                yield self.seen[n]

    def after(self, at: int) -> Iterator[Appearance]:
        """The next names from `at` on."""
        n = bisect_left(self._starts, at)
        yield from self._named[n : n + _LOOK_BACK]

    def hear(self, event: Appearance) -> None:
        """Add who speaks at a place."""
        for _ in self.before(event.at):
            break
        self._insert(event)

    def _insert(self, event: Appearance) -> None:
        """Put an event in its place, which is at the end or close to it."""
        n = len(self.seen)
        while n and self.seen[n - 1].at > event.at:
            n -= 1
        self.seen.insert(n, event)

    def in_mind(self, at: int, fits: Callable[[Appearance], bool]) -> tuple[CastMember, ...]:
        """The nearest who spoke or is in view, else the nearest who came up at all."""
        plain: tuple[CastMember, ...] = ()
        spoken_of: tuple[CastMember, ...] = ()
        named_at = -1
        here, near = self.paragraph(at), self.paragraph_before(at)
        for event in self.before(at):
            if plain and event.at < near <= here <= named_at:
                break  # who is named in this paragraph is nearer than who spoke long before
            if fits(event):
                if event.speaks or event.in_view:
                    return event.members
                if not plain and not event.quoted and not event.told:
                    plain, named_at = event.members, event.at
                spoken_of = spoken_of or event.members
        return plain or spoken_of

    def nearest(self, at: int, fits: Callable[[Appearance], bool]) -> tuple[CastMember, ...]:
        """The nearest that fits, however it came up."""
        return next((event.members for event in self.before(at) if fits(event)), ())

    # ---------------------------------------------------------------------------- places

    def paragraph(self, at: int) -> int:
        """Where the paragraph around `at` begins."""
        return self.text.rfind("\n", 0, max(0, at)) + 1

    def paragraph_before(self, at: int) -> int:
        """Where the paragraph before the one around `at` begins."""
        start = self.paragraph(at)
        while start > 0 and self.text[start - 1] == "\n":
            start -= 1
        return self.paragraph(start)

    def leading(self, at: int) -> Iterator[tuple[int, str]]:
        """The words with which the sentences before `at` begin, the nearest first, and where.

        Of this paragraph and the one before, outside quotations.
        """
        near = self.paragraph_before(at)
        n = bisect_left(self._sentences, at) - 1
        if n >= 0 and at - self._sentences[n] < _OWN_LEAD:
            n -= 1  # the sentence that `at` opens
        while n >= 0 and self._sentences[n] >= near:
            start = self._sentences[n]
            match = _LEADING_WORDS.match(self.text, start)
            if match is not None and self._quotes.at(start) is None:
                yield start, match[0]
            n -= 1

    # ----------------------------------------------------------------------- named voices

    def _named_events(self, cast: Cast) -> Iterator[Appearance]:
        opened = -1
        last: dict[object, tuple[int, CastMember, Appearance]] = {}
        for start, end, member in cast.named:
            begin = self._sentence(start)
            lead = self.text[begin:start]
            subject = begin != opened and _opens(lead) and not self._modifies(end)
            opened = begin if subject else opened
            event = Appearance(
                start,
                (member,),
                subject=subject,
                introduced=member.introduced == start,
                quoted=self._quotes.at(start) is not None,
                told=self.is_told(start) or (bool(_IF.match(lead)) and "," not in lead),
            )
            before = last.get(member.kind)
            joint = before is not None and before[1] is not member
            if before is not None and joint and self._joins(before[0], start):
                event.members = (*before[2].members, member)
                event.subject = event.subject or before[2].subject
            last[member.kind] = (end, member, event)
            yield event

    def _joins(self, end: int, start: int) -> bool:
        return start - end < _NEAR and _JOINS.match(self.text[end:start]) is not None

    def _sentence(self, at: int) -> int:
        n = bisect_right(self._sentences, at) - 1
        return self._sentences[n] if n >= 0 else 0

    def is_told(self, at: int) -> bool:
        """Whether a place lies inside what somebody is reported to say."""
        n = bisect_right(self._content_starts, at)
        return any(start <= at < end for start, end in self._contents[max(0, n - 4) : n])

    def _modifies(self, end: int) -> bool:
        """Whether the name only stands before a noun: "the GOP | candidate"."""
        match = _NEXT.match(self.text, end)
        owns = self.text[end : end + 1] in ("'", "’")
        return match is not None and (owns or noun_kind(match[1]) is not None)


def _opens(lead: str) -> bool:
    """Whether what stands before a name in its sentence leaves it the subject."""
    clause = lead.rpartition(",")[2]
    words = [word.lower() for word in _WORD.findall(clause)]
    if len(words) > _LEADING or any(word in FINITE for word in words):
        return False
    return not any(word in PREPOSITIONS for word in words)
