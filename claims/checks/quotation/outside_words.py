"""The words just outside a quotation that change its sense: a denial, a condition, a doubt.

"It did not stop the port" has the words “stop the port”, and "We will strike only if we must" has
“We will strike”. What the article itself says in its own words is not held against it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from claims.checks.quotation.passages import Prepared
from claims.checks.quotation.quotation_finding import Caution
from claims.model import Span

_LEADING_LABEL = re.compile(r"[^:\n]{1,80}:\s+")
_DENIED = re.compile(
    r"(?P<said>(?:\w+\s)?(?:\b(?:not|never|no longer|without|cannot|neither|nor|no|hardly)|n['’]t)"
    r"(?:\s(?:say|mean|believe|think|claim|suggest)(?:ing)?(?:\s(?:that|if|whether))?)?"
    r"(?:\s(?:even|ever|yet|\w+ly))?|"
    r"\b(?:refus(?:e[sd]?|ing)|fail(?:s|ed)?|unable|declin(?:e[sd]?|ing)|unlikely)\sto|"
    r"\b(?:den(?:y|ies|ied)|rejects?|rejected)(?:\s\w+){0,3}\sthat)\s\W?\Z",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(r"\bnot\s(?:only|just|merely|simply|solely)\s\W?\Z", re.IGNORECASE)
_DENIES = re.compile(
    r"n['’]t\b|\b(?:not|never|no|without|cannot|neither|nor|nobody|none|nothing|hardly|den(?:y|ie)\w*|"
    r"refus\w*|reject\w*|fail\w*|oppos\w*|against|stop\w*|prevent\w*|avoid\w*|bans?|banned|"
    r"unlikely|lack\w*|rul\w+ out|unable|declin\w*|doubt\w*|instead|rather|"
    r"dis(?:miss|agree|approv|allow|avow|claim|courag|put)\w*)\b",
    re.IGNORECASE,
)
_CONDITION_BEHIND = re.compile(
    r"\W{0,3}(?P<said>(?:but\s)?(?:only\s)?(?:if|unless|provided|as long as|on condition|in case)\b"
    r"[^.;!?]{0,60})",
    re.IGNORECASE,
)
_CONDITION_BEFORE = re.compile(
    r"(?:\A|[;.]\s)\W?(?P<said>(?:only )?(?:if|unless|provided|suppose|assuming|in case)\b"
    r"[^.;]*),\s(?:then\s)?\W?\Z|\b(?P<near>if|unless|whether)\s(?:\w+\s){0,2}\W?\Z",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|provided|whether|should|when|once|as long as|in case|depend\w*|"
    r"condition\w*)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?P<said>may|might|could|perhaps|possibly|hopes?\sto|hoped\sto)\s\W?\Z", re.IGNORECASE
)
_DOUBTS = re.compile(
    r"\b(?:may|might|could|perhaps|possib\w+|hop\w+|want\w*|plan\w*|can|possible|potential\w*|"
    r"likely|risk\w*|threat\w*|warn\w*|chance|ability)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:ask\w*|question\w*|wonder\w*|whether|inquir\w*|quer\w+)\b|\?",
    re.IGNORECASE,
)


class OutsideWords(NamedTuple):
    """What the article leaves out beside a quotation, in the document's words."""

    caution: Caution
    words: str


def left_out(quoted: str, outside: str, document: Prepared, span: Span) -> OutsideWords | None:
    """What stands beside `span` in its sentence that turns the sense of the words.

    `outside` are the words of the claim around the quotation.
    """
    if outside.strip() == "":
        return None
    begin, end = _sentence(document, span)
    before = _flat(_LEADING_LABEL.sub("", document.text[begin : span.start], count=1))
    behind = _flat(document.text[span.end : end])
    return (
        _denial(before, outside)
        or _condition(before, behind, outside)
        or _doubt(before, outside)
        or _question(behind or document.text[span.start : span.end], quoted, outside)
    )


def _sentence(document: Prepared, span: Span) -> tuple[int, int]:
    """From the beginning of the sentence of the span's first word to the end of its last one's."""
    found = document.sentences
    first = max(0, bisect_right(found, span.start, key=lambda one: one.start) - 1)
    last = max(0, bisect_right(found, span.end - 1, key=lambda one: one.start) - 1)
    if not found:
        return span.start, span.end
    return min(found[first].start, span.start), max(found[last].end, span.end)


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _denial(before: str, outside: str) -> OutsideWords | None:
    found = _DENIED.search(before[-80:])
    if found is None or _NO_DENIAL.search(before) or _DENIES.search(outside):
        return None
    return OutsideWords(Caution.DENIED, found["said"].strip())


def _condition(before: str, behind: str, outside: str) -> OutsideWords | None:
    if _CONDITIONAL.search(outside):
        return None
    found = _CONDITION_BEHIND.match(behind)
    if found:
        return OutsideWords(Caution.CONDITION, found["said"].strip())
    found = _CONDITION_BEFORE.search(before)
    if found:
        return OutsideWords(Caution.CONDITION, (found["said"] or found["near"]).strip())
    return None


def _doubt(before: str, outside: str) -> OutsideWords | None:
    found = _DOUBT.search(before[-40:])
    if found is None or _DOUBTS.search(outside):
        return None
    return OutsideWords(Caution.DOUBT, found["said"])


def _question(behind: str, quoted: str, outside: str) -> OutsideWords | None:
    asked = behind.rstrip("\"'”’»)] ").endswith("?")
    if not asked or "?" in quoted or _ASKS.search(outside):
        return None
    return OutsideWords(Caution.QUESTION, "?")
