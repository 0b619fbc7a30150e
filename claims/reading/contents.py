"""Where what was said begins and ends.

The decision: content is everything from the cue to the end of the sentence, unless a word shows
that the writer speaks again ("..., though", "and added", a dash with a new subject). What is
wanted, urged or condemned is shorter than what is said: it ends at the first new clause.
"""

from __future__ import annotations

from claims.model import Span
from claims.reading.lexicon import VERBS, Form, Frame
from claims.reading.scene import Scene, trimmed
from claims.reading.tokens import Passage
from claims.reading.words import (
    ADVERBS,
    AUXILIARIES,
    CIRCUMSTANCES,
    CLAUSE_STARTERS,
    DAYS,
    DETERMINERS,
    FINITE,
    OBJECT_PRONOUNS,
    OCCASIONS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    TIMES,
    is_adverb,
    word_set,
)

_SPEAKING = frozenset({Frame.CLAUSE, Frame.TELL, Frame.URGE, Frame.LINKED, Frame.OBJECT})
_TELLING = frozenset({Frame.CLAUSE, Frame.TELL})
_DASHES = ("—", "–", "--")
_CONCESSIONS = word_set("though although while whereas despite even")
_AFTER_DASH = word_set("a an the but and which though while it he she they with as one something")


def after_cue(scene: Scene, first: int, *, tight: bool = False) -> tuple[Span, ...]:
    """The content that begins at token `first`; a quotation is followed to its end.

    `tight` content ends at the first new clause.
    """
    passage = scene.passage
    while first < len(passage) and passage[first].text in (",", ":"):
        first += 1
    if first >= len(passage):
        return ()
    end = content_end(scene, first, tight=tight)
    span = trimmed(scene.text, passage[first].start, passage[end - 1].end) if end > first else None
    if span is None:
        return ()
    if passage.quoted(first):
        return _with_quotation(scene, first, span)
    return (span,)


def _with_quotation(scene: Scene, first: int, span: Span) -> tuple[Span, ...]:
    quotation = scene.quotation_at(first)
    if quotation is None or quotation.end < span.end - 1:
        return (span,)
    whole = scene.whole_quotation(quotation)
    return (Span(span.start, max(whole[0].end, span.start + 1)), *whole[1:])


def content_end(scene: Scene, first: int, *, tight: bool = False) -> int:
    """The token at which content that begins at `first` is over."""
    passage = scene.passage
    for n in range(first + 1, len(passage)):
        if n in scene.barriers:
            return n
        if not passage.quoted(n) and n > first + 1 and _writer_resumes(passage, n, tight=tight):
            return n
    return len(passage)


def _writer_resumes(passage: Passage, n: int, *, tight: bool) -> bool:
    token = passage[n]
    if token.text == ";":
        return tight or _reports_again(passage, n + 1)
    if token.text in _DASHES:
        return tight or passage.low(n + 1) in _AFTER_DASH
    if token.text == ",":
        return _resumes_at_comma(passage, n + 1, tight=tight)
    if token.low == "according":
        return passage.low(n + 1) == "to"
    if token.low in ("and", "but"):
        return _reports_again(passage, n + 1) or (tight and _acts_again(passage, n + 1))
    return tight and (token.text == "(" or token.low in _TIGHT_ENDS)


_TIGHT_ENDS = word_set("while because although though but after when since if as despite")
_TIGHT_COMMAS = (
    _TIGHT_ENDS | CLAUSE_STARTERS | word_set("and with before even a an including which")
)


def _resumes_at_comma(passage: Passage, n: int, *, tight: bool) -> bool:
    low = passage.low(n)
    if low in ("and", "but", "yet") and _somebody_else_reports(passage, n + 1):
        return True
    if low in _CONCESSIONS or _is_report_participle(passage, n):
        return low != "even" or passage.low(n + 1) in ("though", "as", "if")
    if low == "but":
        return _reports_again(passage, n + 1) or _new_subject(passage, n + 1)
    if low == "and":
        return _reports_again(passage, n + 1) or (tight and passage.low(n + 1) != "to")
    if low == "according":
        return True
    return tight and low != "and" and (low in _TIGHT_COMMAS or low.endswith(("ing", "ed")))


def _is_report_participle(passage: Passage, n: int) -> bool:
    verb = VERBS.get(passage.low(n))
    return verb is not None and verb.form is Form.GERUND and not verb.mind


def _new_subject(passage: Passage, n: int) -> bool:
    low = passage.low(n)
    if low in PRONOUNS or low in DETERMINERS or low in AUXILIARIES:
        return True
    return low in ("for", "that", "also") or passage.capital(n)


def _reports_again(passage: Passage, n: int) -> bool:
    """Whether the speaker goes on: "and (later) added"; but "and had added" is still content."""
    while n < len(passage) and passage.low(n) in ADVERBS:
        n += 1
    verb = VERBS.get(passage.low(n))
    return (
        verb is not None
        and not verb.mind
        and verb.form in (Form.PAST, Form.THIRD)
        and bool(verb.frames & _SPEAKING)
    )


def _somebody_else_reports(passage: Passage, n: int) -> bool:
    """As in ", and the union denied": a short new subject with a reporting verb of its own."""
    if passage.low(n) in CLAUSE_STARTERS or passage.low(n) in PREPOSITIONS:
        return False
    for m in range(n, min(n + _SHORT_SUBJECT, len(passage))):
        low = passage.low(m)
        if not low or low in FINITE or not passage[m].is_word:
            return False
        verb = VERBS.get(low)
        if m > n and verb is not None and verb.form is Form.PAST and not verb.mind:
            return bool(verb.frames & _TELLING)
    return False


_SHORT_SUBJECT = 7


def _acts_again(passage: Passage, n: int) -> bool:
    low = passage.low(n)
    if low in FINITE or low in PRONOUNS or is_adverb(low):
        return True
    return low.endswith(("ed", "ing")) and len(low) > 4


def recipient_end(passage: Passage, first: int) -> int:
    """The token behind "reporters" in "told reporters (that) it rained"."""
    if passage.low(first) in OBJECT_PRONOUNS:
        return first + 1 if not _is_subject_pronoun(passage, first) else first
    n = first
    while n < len(passage) and n - first < 12 and not _ends_recipient(passage, n, first):
        n += 1
    return n if n < len(passage) and n - first < 12 else first


def _is_subject_pronoun(passage: Passage, n: int) -> bool:
    return passage.low(n) in ("it", "you") and passage.low(n + 1) in FINITE


def _ends_recipient(passage: Passage, n: int, first: int) -> bool:
    token = passage[n]
    if token.quoted or token.text in (",", ":", ";", ".", "?", "!", "(", "—", "–", "--"):
        return True
    if token.low in ("that", "to", "there") or token.low in QUESTION_WORDS:
        return True
    if token.low in PRONOUNS or (token.low in OBJECT_PRONOUNS and n > first):
        return True
    if n == first:
        return False
    before = passage[n - 1]
    if token.low in DETERMINERS or (token.capital and not before.capital):
        return before.low not in PREPOSITIONS and before.low not in DETERMINERS | {"and", "&"}
    return token.low in DAYS


def circumstance_end(passage: Passage, first: int) -> int:
    """The token behind "in a statement on Monday", between a cue and what was said."""
    n = first
    for _ in range(4):
        step = _one_circumstance(passage, n)
        if step == n:
            break
        n = step
    return n


def _one_circumstance(passage: Passage, n: int) -> int:
    low = passage.low(n)
    if low in DAYS or (low in TIMES and passage.low(n + 1) in DAYS | TIMES):
        return _time_end(passage, n)
    if low == "on" and passage.low(n + 1) in DAYS | TIMES:
        return _time_end(passage, n + 1)
    if low == ",":
        return _aside_end(passage, n)
    if low in PREPOSITIONS or low in ("to", "separately", "there", "anonymously"):
        return _occasion_end(passage, n)
    if is_adverb(low) and passage.low(n + 1) in ("that", "on", "in", ":"):
        return n + 1
    return n


def _aside_end(passage: Passage, comma: int) -> int:
    """Behind ", however," or ", without evidence," when what was said begins there."""
    if passage.low(comma + 1) == "that":
        return comma + 1
    for n in range(comma + 2, min(comma + 10, len(passage) - 1)):
        if passage[n].text == ",":
            begins = passage.low(n + 1) == "that" or passage.quoted(n + 1)
            return n + 1 if begins and not passage.quoted(n) else comma
    return comma


def _time_end(passage: Passage, n: int) -> int:
    while n < len(passage) and (
        passage.low(n) in DAYS or passage.low(n) in TIMES or passage.low(n).isdigit()
    ):
        n += 1
    if n < len(passage) and passage[n].text == "," and passage.low(n + 1) in ("that", "in", "at"):
        return n + 1
    return n


def _occasion_end(passage: Passage, n: int) -> int:
    """Behind a circumstance that "that", a colon or a quotation ends, or that names an occasion."""
    occasion = n
    for m in range(n + 1, min(n + 16, len(passage))):
        if passage.quoted(m) or passage.low(m) in ("that", ":"):
            return m if passage.low(m - 1) not in DETERMINERS else n
        if passage.low(m) in OCCASIONS and occasion == n and m - n < 7:
            occasion = m + 1
        if passage[m].text in (";", ".") or passage.low(m) in FINITE:
            break
    if occasion < len(passage) and passage[occasion].text == ",":
        return occasion + 1
    return occasion


class Tail:
    """What comes behind a cue that follows its content: nothing, more content, or a complement."""

    NOTHING = -1
    COMPLEMENT = -2


def tail_after(passage: Passage, n: int, *, quoted_before: bool) -> int:
    """NOTHING or COMPLEMENT, else the token at which the content goes on."""
    if n >= len(passage) or (passage[n].text in ".!?" and n >= len(passage) - 1):
        return Tail.NOTHING
    low = passage.low(n)
    if low == ",":
        return _tail_at_comma(passage, n + 1)
    if quoted_before and passage[n].text in (*_DASHES, "-"):
        return Tail.NOTHING
    if quoted_before and low in CIRCUMSTANCES | {"about"} and not passage.quoted(n):
        return _next_quoted(passage, n, 14)
    if any(passage.low(m) == "that" for m in range(n, min(n + 26, len(passage)))):
        return Tail.COMPLEMENT
    quoted = _next_quoted(passage, n, len(passage))
    if quoted >= 0:
        return quoted if quoted - n <= 14 else Tail.COMPLEMENT
    if low in CIRCUMSTANCES or low in DAYS or passage.capital(n) or low in TIMES:
        return Tail.NOTHING
    return Tail.NOTHING if passage[n].text in ("(", "—", "–", "--", ";") else Tail.COMPLEMENT


def _tail_at_comma(passage: Passage, n: int) -> int:
    if passage.quoted(n):
        return n
    low = passage.low(n)
    if low in FINITE:
        return n
    if low.endswith("ing") or low in ("according", "citing"):
        return Tail.NOTHING
    return _next_quoted(passage, n, 14)


def _next_quoted(passage: Passage, n: int, reach: int) -> int:
    for m in range(n, min(n + reach, len(passage))):
        if passage.quoted(m):
            return m
    return Tail.NOTHING


def before_cue(scene: Scene, end: int, *, shortest: int = 3) -> Span | None:
    """The content that ends before token `end`: a clause, or a quotation from its start."""
    passage = scene.passage
    last = end - 1
    while last > 0 and passage[last].text == "," and not passage.quoted(last):
        last -= 1
    if last < 0:
        return None
    start = _connective_end(passage)
    if passage.quoted(last):
        return _quotation_before(scene, start, last)
    if last - start + 1 < shortest:
        return None
    return trimmed(scene.text, passage[start].start, passage[last].end)


def _connective_end(passage: Passage) -> int:
    connective = passage.low(0) in ("but", "and", "yet", "so", "still", "however", "meanwhile")
    if not connective:
        return 0
    return 2 if passage.low(1) == "," else 1


def _quotation_before(scene: Scene, start: int, last: int) -> Span | None:
    """From the start of the quotation, or of the clause of which it is the end."""
    quotation = scene.quotation_at(last)
    if quotation is None:
        return None
    passage, begin = scene.passage, quotation.start
    leading = [n for n in range(start, last + 1) if passage[n].start < quotation.start]
    if leading and passage[leading[-1]].text not in (",", ":"):
        begin = passage[start].start
    end = passage[last].end
    return Span(begin, end) if end - begin > 1 else None
