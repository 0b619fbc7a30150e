"""Finds the names in a text: each run of capitals that names somebody or something, and where.

A run is read once however often it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from claims.reading.english.function_words import (
    AUXILIARIES,
    CLAUSE_STARTERS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
    word_set,
)
from claims.reading.english.nouns import LISTED, TITLES
from claims.voices.phrases.parse import phrases
from claims.voices.phrases.voice_phrase import VoicePhrase
from claims.voices.places import ADJECTIVES

_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u0136\u0139-\u0147\u014a-\u0178\u0179-\u017d"
_WORD = (
    rf"(?:(?:[{_UPPER}]\.-?)+(?=\W)|(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|"
    rf"Rev|Prof|Maj|Capt|Adm|Del|Supt|Insp|Cmdr|Hon|Brig)\.(?= )|"
    rf"(?:al-|el-|d['’]|O['’]|L['’])?[{_UPPER}][\w&-]*(?:['’](?!s\b|\s)\w+)*)"
)
_SMALL = r"(?:of|for|de|la|van|von|der|del|da|dos|bin|ibn|al|el|and|&|the|to|on)"
_RUN = re.compile(
    rf"(?<![\w’'.@#/&-]){_WORD}(?:[ \u00a0]\n?(?:{_SMALL} ){{0,2}}{_WORD}|\n(?!\n){_WORD}"
    rf"| [\"“'‘]{_WORD}[\"”'’](?= {_WORD}))*"
)
_OPENERS = (
    (DETERMINERS | PREPOSITIONS | CLAUSE_STARTERS | PRONOUNS | AUXILIARIES | DAYS)
    | word_set(
        "and or but not yes no now here there such even still just both either neither only "
        "according asked speaking citing adding given amid per to let if please when more most "
        "less so too very well also once perhaps maybe moreover furthermore additionally however "
        "meanwhile nevertheless today yesterday tomorrow tonight last next early late earlier "
        "later along rather instead like thanks including regarding concerning besides compared "
        "based depending writing asked whatever whenever wherever whoever although though i'm i've "
        "it's that's he's she's they're we're you're there's what's who's don't"
    )
) - {"us"}
_DAY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?$|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$"
)


_BASED = re.compile(r"-(?:based|born|led|backed|style|area|era|wide|bound|owned|made|funded)$")


JOINERS = word_set("of for de la van von der del da dos bin ibn al el and & the to on")
PARTIES = word_set("republican democratic labour conservative democrat")


class NamedAt(NamedTuple):
    """A name at its place; the phrases of one run of capitals are one value."""

    start: int
    end: int
    phrase: VoicePhrase


def names(text: str) -> Iterator[NamedAt]:
    """Every name in `text`, in order."""
    for match in _RUN.finditer(text):
        run = match[0]
        noun = _BODY_NOUN.match(text, match.end())
        if noun is not None and len(run) < 60:
            run += noun[0]
        parts = _parts_of(run)
        common = " " not in run and _INDEFINITE.search(
            text, max(0, match.start() - 4), match.start()
        )
        for start, end, phrase in () if common else parts:
            yield NamedAt(match.start() + start, match.start() + end, phrase)


# What a name and this noun behind it are together is one body: "the Trump campaign".
_BODY_NOUN = re.compile(
    r" (?:presidential |re-election |transition |foreign |defen[cs]e |interior |health |finance |"
    r"justice |central |state |national |military |news |security |intelligence )?"
    r"(?:campaign|administration|government|regime|team|camp|ministry|army|police|parliament|embassy|"
    r"navy|junta|cabinet|broadcaster|newspaper|bank|court)(?!\w|['’-])"
)
_FULLEST = 5  # names of a person
_LONGEST = 12  # words; a longer run of capitals is a headline
_INDEFINITE = re.compile(r"(?<!\w)[Aa]n? \Z")  # "an Arizonan", "a Republican"
_PIECE = re.compile(r"\S+")


_PLAIN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}")
# Words that tell something of a name that they stand in, so that it is read with care.
_TELLING = _OPENERS | TITLES | LISTED | JOINERS | PARTIES


def _is_plain(run: str) -> bool:
    """Whether a run is a name and nothing else, as most are: "Kyiv", "Ama Osei"."""
    if _PLAIN.fullmatch(run) is None:
        return False
    words = run.lower().split()
    return _TELLING.isdisjoint(words) and not any(
        word.endswith(("s", "day", "ly", "men", "man")) or word in ADJECTIVES for word in words
    )


@lru_cache(maxsize=8192)
def _parts_of(run: str) -> tuple[tuple[int, int, VoicePhrase], ...]:
    return tuple(_parts(run))


def _parts(run: str) -> Iterator[tuple[int, int, VoicePhrase]]:
    """The names in one run of capitals, each with its place in the run."""
    if _is_plain(run):
        yield 0, len(run), VoicePhrase(run, called=run, words=frozenset(run.lower().split()))
        return
    words = [(piece.start(), piece.end(), piece[0]) for piece in _PIECE.finditer(run)]
    while words and words[0][2].lower().replace("’", "'") in _OPENERS and words[0][2] != "US":
        words.pop(0)
    while words and is_adverb(words[0][2].lower()) and len(words) > 1:
        words.pop(0)
    while words and _BASED.search(words[0][2]):
        words.pop(0)
    days = [n for n, word in enumerate(words) if _DAY.match(word[2])]
    if days:
        words = words[: days[0]]
    while words and (words[-1][2] in JOINERS or words[-1][2].lower() == "democratic"):
        words.pop()  # "the Missouri Democratic | primary"
    if not words or len(words) > _LONGEST:
        return
    at = 0
    while at < len(words):
        taken = _one(words[at:])
        if taken is None:
            at += 1
            continue
        length, phrase = taken
        last = words[at + length - 1]
        first = words[at + length - len(phrase.name.split())] if phrase.name else words[at]
        yield first[0], last[1], phrase
        at += length
        while at < len(words) and not words[at][2][0].isupper():
            at += 1


def _one(words: list[tuple[int, int, str]]) -> tuple[int, VoicePhrase] | None:
    """The first name of some words and how many of them it takes."""
    joined = " ".join(word for _, _, word in words)
    found = phrases(joined)
    if not found:
        return None
    phrase = found[0]
    if phrase.kind is None and len(phrase.name.split()) > _FULLEST:
        return None
    if not phrase.name:
        return (len(phrase.called.split()), phrase) if phrase.kind else None
    want = phrase.name.split()
    for n in range(len(words) - len(want) + 1):
        if [word.replace("’", "'").rstrip(".") for _, _, word in words[n : n + len(want)]] == [
            part.rstrip(".") for part in want
        ]:
            return n + len(want), phrase
    return len(words), phrase
