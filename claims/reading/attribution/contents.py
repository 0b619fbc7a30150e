"""Finds the content of a report: where what was said begins and ends.

Content is everything from the cue to the end of the sentence, unless a word shows that the writer
speaks again ("..., though", "and added", a dash with a new subject). What is wanted, urged or
condemned is shorter than what is said: it ends at the first new clause.
"""

from __future__ import annotations

from claims.model import Span
from claims.reading.attribution.passage_context import PassageContext, trimmed
from claims.reading.english.frames import Frame
from claims.reading.english.function_words import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_STARTERS,
    DAYS,
    DETERMINERS,
    FINITE,
    OCCASIONS,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
    word_set,
)
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import VERBS
from claims.reading.english.tokens import TokenRun
from claims.reading.english.verb_groups import looks_finite

_SPEAKING = frozenset({Frame.CLAUSE, Frame.TELL, Frame.URGE, Frame.LINKED, Frame.OBJECT})
_TELLING = frozenset({Frame.CLAUSE, Frame.TELL})
DASHES = ("—", "–", "--")
_CONCESSIONS = word_set("though although while whereas despite even")
_AFTER_DASH = word_set("a an the but and which though while it he she they with as one something")


def after_cue(context: PassageContext, first: int, *, tight: bool = False) -> tuple[Span, ...]:
    """The content that begins at token `first`; a quotation is followed to its end.

    `tight` content ends at the first new clause.
    """
    passage = context.passage
    while first < len(passage) and passage[first].text in (",", ":"):
        first += 1
    if first >= len(passage):
        return ()
    end = content_end(context, first, tight=tight)
    span = (
        trimmed(context.text, passage[first].start, passage[end - 1].end) if end > first else None
    )
    if span is None:
        return ()
    if passage.quoted(first):
        return _with_quotation(context, first, span)
    return _to_quotation_end(context, end - 1, span)


def _to_quotation_end(context: PassageContext, last: int, span: Span) -> tuple[Span, ...]:
    """As in: said that it was “late. We left.”; the second sentence is still quoted."""
    if last < len(context.passage) - 2 or not context.passage.quoted(last):
        return (span,)
    quotation = context.quotation_at(last)
    if quotation is None or quotation.end <= span.end + 1:
        return (span,)
    return (Span(span.start, quotation.end),)


def _with_quotation(context: PassageContext, first: int, span: Span) -> tuple[Span, ...]:
    quotation = context.quotation_at(first)
    if quotation is None or quotation.end < span.end - 1:
        return (span,)
    whole = context.whole_quotation(quotation)
    return (Span(span.start, max(whole[0].end, span.start + 1)), *whole[1:])


def content_end(context: PassageContext, first: int, *, tight: bool = False) -> int:
    """The token at which content that begins at `first` is over."""
    passage = context.passage
    clause = max(_clause_end(passage, first), _relative_end(passage, first))
    aside = passage.low(first) == "that" and passage.low(first + 1) in (",", "according")
    begun = first + 3 if aside else first + 1  # "that, according to the board, ..." goes on
    for n in range(begun, len(passage)):
        if n in context.barriers or n == clause:
            return n
        if not passage.quoted(n) and n > first + 1 and _writer_resumes(passage, n, tight=tight):
            return n
    return len(passage)


def _clause_end(passage: TokenRun, first: int) -> int:
    """The comma behind "When he announced the plan in June,": there the main clause begins."""
    leads = first < 5 and (passage.low(0).endswith("ing") or passage.low(1).endswith("ing"))
    if passage.low(0) not in _SUBORDINATE and not leads:
        return -1
    comma = next((n for n in range(1, len(passage)) if passage.low(n) == ","), -1)
    if comma <= first:
        return -1
    low = passage.low(comma + 1)
    subject = low in PRONOUNS or low in DETERMINERS or passage.capital(comma + 1)
    return comma if subject and not passage.quoted(comma + 1) else -1


def _relative_end(passage: TokenRun, first: int) -> int:
    """The comma behind "Osei, who declined to comment,": there the main clause goes on."""
    relative = next(
        (n for n in range(first - 2, max(0, first - 9), -1) if passage.low(n) in _RELATIVES), 0
    )
    if not relative or passage.low(relative - 1) != ",":
        return -1
    for n in range(first + 1, min(first + 40, len(passage) - 1)):
        if passage.low(n) == "," and _main_verb(passage, n + 1):
            return n
    return -1


def _main_verb(passage: TokenRun, n: int) -> bool:
    while is_adverb(passage.low(n)):
        n += 1
    return n < len(passage) and looks_finite(passage, n)


_RELATIVES = frozenset({"who", "which"})
_SUBORDINATE = word_set("when while after as since because although though once before until")


def _writer_resumes(passage: TokenRun, n: int, *, tight: bool) -> bool:
    token = passage[n]
    if token.text == ";":
        return tight or _reports_again(passage, n + 1)
    if token.text in DASHES:
        stutters = passage.low(n - 1) == passage.low(n + 1)  # "that the -- the gate is shut"
        return tight or (passage.low(n + 1) in _AFTER_DASH and not stutters)
    if token.text == ",":
        return _resumes_at_comma(passage, n + 1, tight=tight)
    if token.low == "according":
        return passage.low(n + 1) == "to"
    if token.low in ("and", "but"):
        return _reports_again(passage, n + 1) or (tight and _acts_again(passage, n + 1))
    return tight and (token.text == "(" or token.low in _TIGHT_ENDS or _occasion_begins(passage, n))


def _occasion_begins(passage: TokenRun, n: int) -> bool:
    """As in "condemned the attack | in a statement": where and when it was said."""
    low = passage.low(n)
    if low in DAYS:
        return low != "may" and passage.low(n - 1) not in PREPOSITIONS | DETERMINERS
    if low == "on" and passage.low(n + 1) in DAYS:
        return True
    if low not in ("in", "at", "during", "on") or passage.low(n + 1) not in DETERMINERS:
        return False
    return any(passage.low(m) in _PUBLIC for m in range(n + 2, min(n + 5, len(passage))))


_PUBLIC = OCCASIONS - word_set("address message column article book release report report")


_TIGHT_ENDS = word_set("while because although though but after when since if as despite")
_TIGHT_COMMAS = (
    _TIGHT_ENDS | CLAUSE_STARTERS | word_set("and with before even a an including which")
)


def _resumes_at_comma(passage: TokenRun, n: int, *, tight: bool) -> bool:
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


def _is_report_participle(passage: TokenRun, n: int) -> bool:
    verb = VERBS.get(passage.low(n))
    return verb is not None and verb.form is VerbForm.GERUND and not verb.mind


def _new_subject(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    if low in PRONOUNS or low in DETERMINERS or low in AUXILIARIES:
        return True
    return low in ("for", "that", "also") or passage.capital(n)


def _reports_again(passage: TokenRun, n: int) -> bool:
    """Whether the speaker goes on: "and (later) added"; but "and had added" is still content."""
    while n < len(passage) and passage.low(n) in ADVERBS:
        n += 1
    verb = VERBS.get(passage.low(n))
    return (
        verb is not None
        and not verb.mind
        and verb.form in (VerbForm.PAST, VerbForm.THIRD)
        and bool(verb.frames & _SPEAKING)
    )


def _somebody_else_reports(passage: TokenRun, n: int) -> bool:
    """As in ", and the union denied": a short new subject with a reporting verb of its own."""
    if passage.low(n) in CLAUSE_STARTERS or passage.low(n) in PREPOSITIONS:
        return False
    for m in range(n, min(n + _SHORT_SUBJECT, len(passage))):
        low = passage.low(m)
        if not low or low in FINITE or not passage[m].is_word:
            return False
        verb = VERBS.get(low)
        if m > n and verb is not None and verb.form is VerbForm.PAST and not verb.mind:
            return bool(verb.frames & _TELLING)
    return False


_SHORT_SUBJECT = 7


def _acts_again(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    if low in FINITE or low in PRONOUNS or is_adverb(low):
        return True
    return low.endswith(("ed", "ing")) and len(low) > 4


def before_cue(context: PassageContext, end: int, *, shortest: int = 3) -> Span | None:
    """The content that ends before token `end`: a clause, or a quotation from its start."""
    passage = context.passage
    last = end - 1
    while last > 0 and passage[last].text == "," and not passage.quoted(last):
        last -= 1
    if last < 0:
        return None
    start = _connective_end(passage)
    if passage.quoted(last):
        return _quotation_before(context, start, last)
    if last - start + 1 < shortest:
        return None
    return trimmed(context.text, passage[start].start, passage[last].end)


def _connective_end(passage: TokenRun) -> int:
    connective = passage.low(0) in ("but", "and", "yet", "so", "still", "however", "meanwhile")
    if not connective:
        return 0
    return 2 if passage.low(1) == "," else 1


def _quotation_before(context: PassageContext, start: int, last: int) -> Span | None:
    """From the start of the quotation, or of the clause of which it is the end."""
    quotation = context.quotation_at(last)
    if quotation is None:
        return None
    passage, begin = context.passage, quotation.start
    leading = [n for n in range(start, last + 1) if passage[n].start < quotation.start]
    if leading and passage[leading[-1]].text not in (",", ":"):
        begin = passage[start].start
    end = passage[last].end
    return Span(begin, end) if end - begin > 1 else None
