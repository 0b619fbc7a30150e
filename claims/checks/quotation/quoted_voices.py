"""The voices that a text gives its words to, by a verb of speech or by the turn of a transcript."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from claims.checks.facts.proper_names import proper_names
from claims.model import Attribution, Reading, Span
from claims.reading.english.function_words import PRONOUNS, word_set

_TURN = re.compile(
    r"^[ \t>]*(?:\[[\d:]+\]\s*)?(?P<label>[^\W\d_][^:\n.?!]{0,80}):\s+(?=\S)", re.MULTILINE
)
_ASKING = word_set("question q interviewer reporter journalist host presenter moderator anchor")
_FIRST_PERSON = word_set("i we me us")
_NAMELESS = re.compile(
    r"(?:some|many|most|several|certain|other|few)\b|"
    r"(?:people|they|others|critics|opponents|supporters|rumours?|everybody|everyone|somebody|"
    r"someone|nobody)\b",
    re.IGNORECASE,
)


class TextVoice(NamedTuple):
    """A voice in one text: the words for it, and the last word of each name among them.

    `asks` says that it is the one who puts the questions, `nameless` that it is "some people",
    `inside` has the names of who tells, in a turn, what it says.
    """

    words: str
    names: frozenset[str] = frozenset()
    asks: bool = False
    nameless: bool = False
    inside: frozenset[str] = frozenset()


class _Turn(NamedTuple):
    start: int
    voice: TextVoice


class QuotedVoices:
    """Who says what in one text."""

    def __init__(self, text: str, reading: Reading) -> None:
        self._text = text
        self._attributions = sorted(reading.attributions, key=_cue)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all who speak in the text."""
        voices = [turn.voice for turn in self._turns] + [voice for _, voice in self._spoken]
        return frozenset(name for voice in voices for name in voice.names)

    def at(self, span: Span) -> TextVoice | None:
        """Who says the words of `span`: the innermost voice; None where the text tells nobody."""
        turn = self._turn(span.start)
        holding = [
            (content, voice)
            for content, voice in self._spoken
            if content.start <= span.start and content.overlap(span)
        ]
        if not holding:
            return turn
        _, voice = min(holding, key=lambda one: one[0].end - one[0].start)
        if voice.words.lower() in _FIRST_PERSON:
            outer = [one for _, one in holding if one.words.lower() not in _FIRST_PERSON]
            return outer[-1] if outer else turn
        return voice._replace(inside=turn.names) if turn else voice

    @cached_property
    def _spoken(self) -> list[tuple[Span, TextVoice]]:
        """The pieces of what is said with their voices; a pronoun is who spoke last."""
        found: list[tuple[Span, TextVoice]] = []
        last: TextVoice | None = None
        for one in self._attributions:
            voice = self._voice(one)
            if voice is None:
                continue
            low = voice.words.lower()
            if low in PRONOUNS and low not in _FIRST_PERSON and low != "they":
                voice = last
            elif voice.names:
                last = voice
            if voice is not None:
                found.extend((content, voice) for content in one.content)
        return found

    def _voice(self, one: Attribution) -> TextVoice | None:
        if not one.source:
            return None
        words = one.source[0].of(self._text)
        names = frozenset(name for span in one.source for name in _names(self._text, span))
        return TextVoice(words, names, nameless=bool(_NAMELESS.match(words)))

    @cached_property
    def _turns(self) -> list[_Turn]:
        found = []
        for match in _TURN.finditer(self._text):
            label = match["label"].strip("*_ ")
            start = match.start("label")
            head = label.partition(",")[0]
            names = _names(self._text, Span(start, start + len(match["label"])))
            asks = head.lower() in _ASKING
            if asks or (names and len(head.split()) <= 4):
                found.append(_Turn(start, TextVoice(head, names, asks=asks)))
        return found

    def _turn(self, at: int) -> TextVoice | None:
        n = bisect_right(self._turns, at, key=lambda turn: turn.start)
        return self._turns[n - 1].voice if n else None


def _names(text: str, span: Span) -> frozenset[str]:
    return frozenset(name.surname for name in proper_names(text, span))


def _cue(one: Attribution) -> int:
    return min((span.start for span in (*one.cue, *one.content)), default=0)


def misgiven(ours: TextVoice | None, theirs: TextVoice | None, known: frozenset[str]) -> bool:
    """Whether the document gives the words to another than the article does.

    `known` are the names of all who speak in the document: of somebody who has no word there the
    document cannot tell what he said.
    """
    if ours is None or theirs is None or not ours.names or ours.asks:
        return False
    if same_voice(ours, theirs):
        return False
    if theirs.nameless:
        return True
    if theirs.asks or theirs.names:
        return not ours.names.isdisjoint(known)
    return not ours.names.isdisjoint(theirs.inside)


def same_voice(ours: TextVoice, theirs: TextVoice) -> bool:
    """Whether both are called by one name."""
    return not ours.names.isdisjoint(theirs.names)
