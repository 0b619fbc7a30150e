"""The sentences of a text, as spans.

A sentence is what a reviewer steps to with one key, so a quotation of five sentences is five, and a
newline ends one that the width of the lines did not make (in an article as in Markdown a line is a
paragraph, a heading or an item).
Everything else turns on the full stop, which is looked at with the word before it and the word
behind it; no model, no list of all abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Span
from claims.reading.english.function_words import word_set
from claims.reading.wrapped_lines import unwrapped

_CLOSERS = "\"'”’»›)\\]）」』》〉］"
_LINE = re.compile(r"[^\n]+")
# A class comes first, so that a text is walked to its stops at once. A lookbehind and possessive
# runs: a run of 100,000 stops is looked at once, not once for each stop.
_STOP = re.compile(
    rf"(?P<stop>[.!?…؟۔।。！？｡](?<![.!?…。！？｡].)(?:(?P<wide>(?<=[。！？｡])[。！？｡]*+)|[.!?…؟۔।]*+))"
    rf"(?P<close>[{_CLOSERS}]*+(?: ?\[\d{{1,3}}\])*+)(?(wide)|(?=\s))"
)
# The items of a list that lost its lines: "1. Apples 2. Pears", "a) Apples b) Pears".
_ITEM = re.compile(r"(?<!\S)(?:[•⁃][ ]?)?(\d{1,3}|[a-z])[.)]{1,2} (?=\S)")
_SPACE = re.compile(r"\s*+")
_OPENERS = "\"'“‘«„‹([（「『《【—–-`•*"
_WORD_BEFORE = re.compile(r"[\w.&’'°-]+\Z")
_WORD = re.compile(r"[\"'“‘«„‹(\[`]*([\w’'-]+)")
_SPEAKER = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,5}(?:said|says?|asked|asks?|replied|wrote|told|added|cried|answered|tweeted|writes?|called|shouted|"
    r"barked|proclaimed|declared|exclaimed|yelled|screamed|joked|quipped|continued|explained|"
    r"wondered|insisted|recalled|argued|demanded|responded|thundered|snapped|urged)\b"
)

# Never at the end of a sentence: a name, a number or a title's owner must follow.
_LEADING = word_set(
    "v mlle mme mr mrs ms mx messrs dr prof sen sens rep reps gov govs gen lt col maj capt cmdr "
    "cpl sgt adm rev hon pres mt ft st fr sr br msgr amb insp supt det vs cf viz e.g i.e al "
    "approx ca"
)
# Never before a number: "No. 10", "p. 55", "Feb. 9".
_COUNTED = word_set(
    "c no nos n n° nr p pp fig figs vol ch art sec para eq tab jan feb mar apr jun jul aug sep "
    "sept oct nov dec"
)
# At times at the end: a sentence ends there only when the next word likes to begin one.
_EITHER = word_set(
    "inc corp co ltd llc plc jr bros dept univ assn est etc ave blvd rd a.m p.m a.d b.c u.s u.k "
    "u.n e.u d.c u.s.a ph.d m.d calif fla mass conn ill wis mich minn tenn tex wash ore ariz "
    "colo ala ark okla nev neb kan mont mo va md pa del jan feb mar apr jun jul aug sep sept oct "
    "nov dec mon tue wed thu fri sat sun"
)
_BEGINNERS = word_set(
    "the a an this that these those he she it they we you i his her its their our my your but "
    "and so yet however meanwhile in on at after before when while if as since for from with by "
    "there here what who why how where one some many most all both no not last according "
    "although because earlier later also now then mr mrs ms dr it's he's she's they're i'm we're"
)


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of `text`, in order, trimmed of white space, never overlapping."""
    text = unwrapped(text)
    return tuple(
        span
        for line in _LINE.finditer(text)
        for item in _items(text, *line.span())
        for span in _of_line(text, *item)
    )


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The line, divided where numbers or letters count on from the one that opens it."""
    begin = _skip_space(text, start, end)
    first = _ITEM.match(text, begin, end)
    if first is not None:
        wanted = _following(first[1])
        for item in _ITEM.finditer(text, first.end(), end):
            if item[1] == wanted:
                yield begin, item.start()
                begin, wanted = item.start(), _following(wanted)
    yield begin, end


def _following(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)


def _of_line(text: str, start: int, end: int) -> Iterator[Span]:
    begin = _skip_space(text, start, end)
    for match in _STOP.finditer(text, begin, end):
        following = _skip_space(text, match.end(), end)
        if following < end and _ends(text, begin, match, following, end):
            yield Span(begin, match.end())
            begin = following
    if begin < end:
        end = begin + len(text[begin:end].rstrip())
        if begin < end:
            yield Span(begin, end)


def _skip_space(text: str, start: int, end: int) -> int:
    match = _SPACE.match(text, start, end)
    return match.end() if match else start


def _ends(text: str, begin: int, match: re.Match[str], following: int, end: int) -> bool:
    """Whether the stop at `match` ends the sentence that began at `begin`."""
    if match["wide"] is not None:
        return True
    if not _can_begin(text[following]):
        return False
    stop = match["stop"]
    if "[" in match["close"]:
        return True
    if stop == "." and not match["close"].strip("'’)"):
        return _full_stop_ends(text, begin, match.start(), following)
    if "." not in stop and match["close"]:
        return not _SPEAKER.match(text, following, end)
    return True


def _can_begin(char: str) -> bool:
    """Capitals, figures, opening marks and letters of scripts without case begin a sentence."""
    if char.isalpha():
        return not char.islower()
    return char.isdigit() or char in _OPENERS or char in "$€£¥#@¿¡" or ord(char) > 0x2FFF


def _full_stop_ends(text: str, begin: int, stop: int, following: int) -> bool:
    before = _WORD_BEFORE.search(text, max(begin, stop - 24), stop)
    if before is None:
        return text[stop - 1 : stop] in ('"', "”", ")", "]", "%", "»", " ", "€")
    word = before[0].lstrip("'’").lower()
    if not text[begin : before.start()].strip("•⁃*- ") and (word.isdigit() or len(word) == 1):
        return False  # the marker of a list item
    if word in _LEADING or (word in _COUNTED and text[following].isdigit()):
        return False
    if word in _EITHER:
        return _likes_to_begin(text, following)
    return not _is_initial(text, begin, before) or _likes_to_begin(text, following)


def _is_initial(text: str, begin: int, before: re.Match[str]) -> bool:
    """A single capital (J.) or several with stops (N.A.T.O.), as in a name."""
    word = before[0]
    if len(word) == 1:
        previous = text[max(begin, before.start() - 12) : before.start()].split()
        return word.isupper() and not (word == "I" and previous and previous[-1].islower())
    return "." in word and all(len(part) <= 1 for part in word.split("."))


def _likes_to_begin(text: str, following: int) -> bool:
    match = _WORD.match(text, following)
    if match is None:
        return True
    if match.start(1) != following:
        return True
    return match[1].replace("’", "'").lower() in _BEGINNERS
