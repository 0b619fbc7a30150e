"""The claims of a text, as spans: what a reviewer gives a verdict on.

A sentence is one claim. It holds none when it is no statement (a heading, a byline, a caption, a
question), and it holds two only where a comma, a joining word and a subject with its own verb show
two full clauses: one claim too many costs a key, two halves of one cost sense.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from claims.model import Attribution, AttributionType, Span
from claims.reading.english.function_words import word_set
from claims.reading.english.quotes import Quotations

# Possessive runs: a line of 100,000 spaces or marks is looked at once.
_MARKER = re.compile(r"(?:[>#*+•⁃·–—-]|\d{1,3}[.)]{1,2}|[a-z][.)])[ \t]++")
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][\w.’'/ -]{1,40}(?:, [\w.’' -]{2,30}){0,2}(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} "
    r"[A-Z][a-z]{2,8}\.?)(?:, \d{4}| \d{4})?)?(?: \([\w .’'-]{2,40}\))? ?(?:--|—|–|- )\s*+"
)
_BYLINE = re.compile(
    r"\W?(?:by\b[^.!?]{3,100}\Z|(?:story|photos?|photographs?|images?|video|graphics?|text|words|illustrations?|"
    r"(?:additional |further )?(?:reporting|writing|research)|reported|written|edited|editing|"
    r"compiled|translated|produced) by\b)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\d{1,3} ?(?:of|/) ?\d{1,3}\W*|"
    r"\W?(?:©|\(c\)|copyright\W*(?:©|\(c\)|\d{4})|(?:all )?rights reserved).*|"
    r"[^.]*\bcontributed (?:to this|reporting|to the reporting)[^.]*\W*|"
    r"\W?(?:AP|AFP|EPA|Reuters|Getty|Alamy|Shutterstock|iStock|Xinhua)(?: Photos?| Images?)?"
    r"(?:/[^.]{0,60})?\W*|(?:photo |image |picture )?courtesy of [^.]{0,60}\W*)\Z",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"[> ]*(?:(?:a )?sample\b|this is a sample\b)", re.IGNORECASE)
_CAPTION = re.compile(
    r"!?\[|(?:photo|image|picture|captions?|figure|fig\.|chart|graphic|map|video|credits?|sources?|"
    r"file photo|table)\b[^.\n]{0,40}:",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\W_]++\Z")
_LINK_ONLY = re.compile(r"(?:https?://|www\.)\S++\Z")
_TABLE = re.compile(r"\|.*\|\s*\Z")
_STOPS = ".!?…。！？｡؟۔।:;"
_CLOSERS = "\"'”’»›)]）」』»“*_"
_LETTER = re.compile(r"[^\W\d_]")
_JOINT = re.compile(r"[,;]\s+(?:and|but|while|whereas|yet)\s+(?=\S)|;\s+(?=\S)")
_WORD = re.compile(r"[\w’'-]+|[^\w\s]")
_SHORTEST = 4
_INDENT = 12
_LONGEST = 4000


def claims(
    text: str,
    sentences: Sequence[Span],
    attributions: Sequence[Attribution],
    quotes: Quotations,
) -> tuple[Span, ...]:
    """Spans of the claims of `text`, in order, trimmed, never overlapping."""
    cues = _Cues(attributions, quotes)
    found: list[Span] = []
    notice_end = -1
    for sentence in sentences:
        if _begins_line(text, sentence) and _NOTICE.match(text, sentence.start, sentence.end):
            notice_end = text.find("\n", sentence.start) % (len(text) + 1)
        reports = cues.in_(sentence)
        span = _statement(text, sentence, reports) if sentence.start > notice_end else None
        if span is not None:
            found.extend(_parts(text, span, cues))
    return tuple(found)


def _statement(text: str, sentence: Span, reports: bool) -> Span | None:
    """The sentence without its marker and dateline; None when it states nothing.

    `reports` says that somebody is reported in it: then a headline states something too.
    """
    line_start = _begins_line(text, sentence)
    start = _behind_markers(text, sentence) if line_start else sentence.start
    if start is None:
        return None
    dateline = _DATELINE.match(text, start, sentence.end) if line_start else None
    if dateline is not None and _is_dateline(dateline[0]):
        start = dateline.end()
    if start >= sentence.end:
        return None
    span = Span(start, sentence.end)
    alone = _fills_line(text, sentence)
    return span if _states(text, span, alone=alone, reports=reports) else None


def _begins_line(text: str, sentence: Span) -> bool:
    """Whether only white space stands before it on its line (a sentence never spans two)."""
    before = text[max(0, sentence.start - _INDENT) : sentence.start]
    line = before.rpartition("\n")[2]
    return not line.strip() and (len(line) < len(before) or sentence.start <= _INDENT)


def _behind_markers(text: str, sentence: Span) -> int | None:
    """Where the words begin behind "> " or "- "; None for a heading."""
    start = sentence.start
    while match := _MARKER.match(text, start, sentence.end):
        if match[0][0] == "#":
            return None
        start = match.end()
    return None if text.startswith("#", start) and _is_heading(text, start) else start


def _is_heading(text: str, start: int) -> bool:
    end = start
    while text.startswith("#", end) and end - start < 7:
        end += 1
    return end - start <= 6 and text[end : end + 1] in (" ", "\t", "")


def _is_dateline(prefix: str) -> bool:
    """A place in capitals, or a place with a date: not "Xi - who is 70 -"."""
    place = re.split(r"[,(]", prefix, maxsplit=1)[0].strip(" -–—")
    return place.isupper() or any(char.isdigit() for char in prefix)


def _fills_line(text: str, sentence: Span) -> bool:
    """Whether the sentence is alone on its line, as titles and captions are."""
    before = _begins_line(text, sentence)
    after = text.find("\n", sentence.end, sentence.end + 40)
    rest = text[sentence.end : sentence.end + 40 if after < 0 else after]
    return before and not rest.strip()


def _states(text: str, span: Span, *, alone: bool, reports: bool) -> bool:
    head = text[span.start : min(span.end, span.start + 200)]
    bare = text[max(span.start, span.end - 60) : span.end].rstrip(_CLOSERS + " ")
    if not _LETTER.search(head) or _RULE.match(head) or _LINK_ONLY.match(head):
        return False
    if bare.endswith(("?", "？", "؟")):
        return False
    if _CREDIT.match(head):
        return False
    if alone and (_BYLINE.match(head) or _CAPTION.match(head) or _TABLE.match(head)):
        return False
    return reports or not (alone and not bare.endswith(tuple(_STOPS)) and _is_short(span))


def _is_short(span: Span) -> bool:
    """A line without a full stop is a title, unless it is as long as a paragraph."""
    return span.end - span.start < 200


class _Cues:
    """Where statements are attributed and quoted, to find clauses that each have a voice."""

    def __init__(self, attributions: Sequence[Attribution], quotes: Quotations) -> None:
        self.quotes = quotes
        self.contents = [
            (attribution.content[0].start, attribution.content[-1].end)
            for attribution in attributions
            if attribution.content
            and attribution.attribution_type is AttributionType.STATEMENT
            and attribution.pattern not in ("speech_act", "called_for", "topic")
        ]
        self.contents.sort()
        self._next = 0
        self._reports = sorted(
            one.cue[0].start
            for one in attributions
            if one.cue and one.source and one.attribution_type is AttributionType.STATEMENT
        )

    def in_(self, sentence: Span) -> bool:
        """Whether somebody is reported in a sentence."""
        n = bisect_left(self._reports, sentence.start)
        return n < len(self._reports) and self._reports[n] < sentence.end

    def over(self, span: Span) -> list[tuple[int, int]]:
        """Contents that begin in `span`; spans are asked for in order."""
        while self._next < len(self.contents) and self.contents[self._next][0] < span.start:
            self._next += 1
        n, found = self._next, []
        while n < len(self.contents) and self.contents[n][0] < span.end:
            found.append(self.contents[n])
            n += 1
        return found


def _parts(text: str, span: Span, cues: _Cues) -> Iterator[Span]:
    """The claim, or two or more where full clauses are joined."""
    contents = cues.over(span)
    start = span.start
    if span.end - span.start <= _LONGEST:
        for match in _JOINT.finditer(text, span.start, span.end):
            quoted = cues.quotes.at(match.start()) is not None
            if not quoted and _divides(text, Span(start, span.end), match, contents):
                yield Span(start, start + len(text[start : match.start()].rstrip()))
                start = match.end()
    yield Span(start, span.end)


def _divides(
    text: str, span: Span, match: re.Match[str], contents: Sequence[tuple[int, int]]
) -> bool:
    """Whether full clauses stand on both sides and nobody's words run across."""
    if match.start() <= span.start or any(a < match.start() < b - 1 for a, b in contents):
        return False
    left, right = text[span.start : match.start()], text[match.end() : span.end]
    return not _opens_quote(left) and _is_clause(left) and _is_clause(right)


def _opens_quote(left: str) -> bool:
    straight = left.count('"') % 2 == 1
    return straight or left.count("“") > left.count("”") or left.count("(") > left.count(")")


def _is_clause(part: str) -> bool:
    """A subject at the front and a finite verb soon behind it, and some words after that."""
    words = [word.lower() for word in _WORD.findall(part)]
    if len(words) < _SHORTEST or words[0] in _NEVER_FIRST:
        return False
    if words[0].endswith("ed"):  # "and asked whether": no subject of its own
        return False
    for n, word in enumerate(words[:14]):
        if word in (",", ":", "—", "–") and n < 2:
            return False
        if n > 0 and word in _VERBS and words[n - 1] not in _RELATIVES:
            return len(words) - n > 1
    return False


_RELATIVES = word_set("who which that to")
_NO_SUBJECT = word_set(
    "to in on at by with for from of if when because although though while since as that which who "
    "is was are were has have had will would could should may might must can did does do not also "
    "then later only even including despite during after before"
)
_VERBS = word_set(
    "is was are were has have had will would could should may might must can does did said says "
    "told denied denies reported reports announced accused rejected confirmed warned urged "
    "called went came took made gave met held left ran won lost rose fell grew began became got "
    "put set led paid sent kept brought cut saw sold bought built answered replied added "
    "described showed shows found insisted argued claimed stated voted signed agreed refused "
    "opened closed moved travelled traveled visited supported opposed killed died remained stood"
)
_NEVER_FIRST = _NO_SUBJECT | _VERBS
