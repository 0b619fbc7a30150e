"""The offices that a text gives to the people it names: kind, rank and field of each.

An office is read from the words right before a name ("finance director Anna Berg"), right behind it
("Anna Berg, who chairs the board", "Anna Berg (president)") or on the line below it, as in a
signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claims.checks.content_words import terms
from claims.checks.facts.proper_names import ProperName
from claims.checks.facts.same_words import meaning
from claims.model import Span

# Kind, then the words for it. A longer phrase is tried before a shorter one.
_KINDS = """
chief executive: chief executive officer, chief executive, ceo, managing director
finance chief: chief financial officer, finance chief, cfo, finance director, financial director
finance chief: chief finance officer, finance head, head of finance
operations chief: chief operating officer, coo, operations director, operations chief
general secretary: general secretary, secretary-general, secretary general
chair: chairman, chairwoman, chairperson, chairs, chaired, chair, presiding over
president: president
head: heads, headed, head, leads, leader, boss, chief, in charge, leading, led by, is led by, runs
prime minister: prime minister, premier, chancellor
minister: minister, secretary of state, foreign secretary, home secretary, defence secretary
minister: defense secretary, health secretary, treasury secretary
mayor: mayor, lord mayor
governor: governor
ambassador: ambassador, envoy
spokesperson: spokesman, spokeswoman, spokesperson, press officer, press secretary
judge: judge, justice, magistrate
prosecutor: prosecutor, attorney general, district attorney
treasurer: treasurer
clerk: clerk
director: director
manager: manager
superintendent: superintendent
commissioner: commissioner
returning officer: returning officer
medical officer: medical officer of health, medical officer
officer: officer
statistician: statistician
coach: coach, trainer
captain: captain
editor: editor
inspector: inspector
senator: senator
lawyer: lawyer, attorney, solicitor, barrister, counsel
secretary: secretary
harbour master: harbour master, harbourmaster, harbor master
principal: principal, headteacher, head teacher, headmaster, headmistress
professor: professor
rector: rector
dean: dean
bishop: bishop, archbishop
curator: curator
conductor: conductor
"""
_BY_PHRASE = {
    phrase.strip(): kind.strip()
    for line in _KINDS.strip().splitlines()
    for kind, phrases in [line.split(":")]
    for phrase in phrases.split(",")
}
_OFFICE = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(re.escape(p) for p in sorted(_BY_PHRASE, key=len, reverse=True))
    + r")(?![\w-])",
    re.IGNORECASE,
)
_RANKS = re.compile(
    r"(?<![\w-])(?:(?P<deputy>deputy|vice|assistant|associate|number two|second in command)|"
    r"(?P<former>former|ex|then|late|retired|outgoing)|(?P<acting>acting|interim))(?![\w])",
    re.IGNORECASE,
)
# Kinds that one person may be called by in turn.
_LIKE = {
    frozenset(pair)
    for pair in (
        ("head", "chair"), ("head", "president"), ("head", "director"), ("head", "chief executive"),
        ("chair", "president"), ("head", "finance chief"), ("head", "prime minister"),
        ("head", "general secretary"), ("head", "manager"), ("head", "commissioner"),
        ("head", "superintendent"), ("head", "statistician"), ("head", "judge"),
        ("head", "prosecutor"), ("head", "editor"), ("director", "chief executive"),
        ("minister", "secretary"), ("officer", "medical officer"), ("officer", "returning officer"),
        ("officer", "spokesperson"), ("lawyer", "prosecutor"), ("head", "operations chief"),
        ("head", "coach"), ("head", "mayor"), ("head", "governor"), ("head", "officer"),
    )
}  # fmt: skip
_NO_FIELD = frozenset(_BY_PHRASE) | {"deputy", "vice", "acting", "former", "office"}
_STOPS = re.compile(
    r"(?<!\bHon)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bProf)(?<!\bSt)\.|[;:!?()“”\"\n]|"
    r"\b(?:said|says|told|asked|and|with|by|that|which)\b",
    re.IGNORECASE,
)
_LONGEST = 80


class Office(NamedTuple):
    """An office: `kind` and `rank` from small sets, empty where not told; `field` is what of."""

    span: Span
    kind: str
    rank: str
    field: frozenset[str]


def offices(text: str, name: ProperName, others: tuple[Span, ...]) -> Iterator[Office]:
    """The offices that the words beside a name give it; `others` are the names near by."""
    if not _belongs(text, name.span):
        people = tuple(other for other in others if not _belongs(text, other))
        behind = list(_behind(text, name.span.end, people))
        if not behind and (aside := _ASIDE.match(text, name.span.end)) is not None:
            behind = list(_behind(text, aside.end(), people))
        yield from behind
        yield from _before(text, name, people)


def _belongs(text: str, name: Span) -> bool:
    """Whether a name is a body or a place that an office is of: "chair of the Board", "Chile's"."""
    before = text[max(0, name.start - 25) : name.start]
    return _OF.search(before) is not None or text[name.end : name.end + 2] in ("'s", "’s")


_OF = re.compile(
    r"\b(?:(?:ambassador|envoy|adviser|secretary|aide) to|of|for|in|at)(?: the| its)? \Z",
    re.IGNORECASE,
)


def agree(one: Office, other: Office) -> bool | None:
    """Whether two offices are one; None where they may both be held."""
    if one.rank != other.rank and {one.rank, other.rank} & {"deputy"}:
        return False if _same_kind(one, other) or not (one.kind and other.kind) else None
    if not one.kind or not other.kind:
        return True if one.rank and one.rank == other.rank else None
    if not _same_kind(one, other):
        return None
    if one.kind != other.kind and one.field and other.field and not one.field & other.field:
        return None
    if one.kind == "minister" == other.kind and one.field and other.field:
        return bool(one.field & other.field)
    return True


def excludes(one: Office, other: Office) -> bool:
    """Whether nobody is likely to hold both: a chair is no chief executive."""
    return bool(one.kind and other.kind) and not _same_kind(one, other)


def _same_kind(one: Office, other: Office) -> bool:
    return one.kind == other.kind or frozenset((one.kind, other.kind)) in _LIKE


def _before(text: str, name: ProperName, others: tuple[Span, ...]) -> Iterator[Office]:
    """An office in front of a name: "the board's chair, Anna Berg", "director Anna Berg"."""
    start = max((other.end for other in others if other.end <= name.span.start), default=0)
    start = max(start, name.span.start - _LONGEST)
    stops = [m.end() for m in _STOPS.finditer(text, start, name.span.start)]
    yield from _read(text, max([start, *stops]), name.span.start)


_BEHIND = re.compile(r"\s*(?:,\s+(?:(?:who|which)\s+(?:is\s+|was\s+)?)?|\(|\n\s*)(?=\S)")
_BEHIND_END = re.compile(r"[,.;:!?()“”\"\n]|\b(?:said|says|told|and|but|announced)\b")
_ASIDE = re.compile(r" \([^()\n]{2,40}\)(?=,)")  # "Anna Berg (Centre Party), chair of ..."
_EARLY = 7  # words of an apposition in which its office stands


def _behind(text: str, at: int, others: tuple[Span, ...]) -> Iterator[Office]:
    """An office behind a name that ends `at`: "Anna Berg, who chairs it", "Anna Berg (chair)"."""
    match = _BEHIND.match(text, at, at + 60)
    if match is None:
        return
    limit = min(len(text), match.end() + _LONGEST)
    end = _BEHIND_END.search(text, match.end(), limit)
    stop = end.start() if end else limit
    following = next((other for other in others if other.start >= match.end()), None)
    if following is not None and "(" not in match[0]:
        between = text[match.end() : following.start].rstrip()
        if stop >= following.start and not between.endswith(("of", "the", "for", "in", "to")):
            return  # "..., minister Carl Lie": the next one's
        if between.endswith(",") and following.start - stop < 3 and _OFFICE.search(between):
            return  # "..., the minister, Carl Lie"
    for office in _read(text, match.end(), stop):
        before = text[match.end() : office.span.start].split()
        if len(before) < _EARLY and not _VERBS.search(" ".join(before)):
            yield office


_VERBS = re.compile(r"\b(?:held|met|had|has|was|is|were|are|will|would|today|yesterday)\b")


def _read(text: str, start: int, end: int) -> Iterator[Office]:
    """The office in a stretch of words, with its rank and what it is an office of."""
    heads = list(_OFFICE.finditer(text, start, max(start, end)))
    rank = next(iter(_RANKS.finditer(text, start, max(start, end))), None)
    if not heads and rank is None:
        return
    if heads:
        head = _main(heads)
        kind, first, last = _BY_PHRASE[head[0].lower()], head.start(), max(h.end() for h in heads)
    else:
        assert rank is not None
        kind, first, last = "", rank.start(), rank.end()
    span = Span(_phrase_start(text, start, first), _phrase_end(text, last, end))
    rank = next(iter(_RANKS.finditer(text, span.start, span.end)), None)
    field = frozenset(
        meaning(term.stem) for term in terms(text, span) if term.stem not in _NO_FIELD
    )
    yield Office(span, kind, (rank.lastgroup or "") if rank is not None else "", field)


def _main(heads: list[re.Match[str]]) -> re.Match[str]:
    """Of several the first that is not a bare "head" or "officer"."""
    plain = [head for head in heads if _BY_PHRASE[head[0].lower()] not in ("head", "officer")]
    return plain[0] if plain else heads[0]


_LEFT = re.compile(r"(?:[\w’'-]+[ \u00a0]+){0,4}\Z")
_NOT_OFFICE = re.compile(
    r"\A.*\b(?:in|on|at|by|from|to|between|since|under|with|for|when|where|who|met|held|is|was|"
    r"are|were|has|had|according|lawyer of)\b[ \u00a0]*",
    re.IGNORECASE,
)


def _phrase_start(text: str, start: int, first: int) -> int:
    """Where the words of an office begin, at most four before its noun."""
    match = _LEFT.search(text, start, first)
    words = match[0] if match else ""
    cut = _NOT_OFFICE.match(words)
    return first - len(words) + (cut.end() if cut else 0)


def _phrase_end(text: str, last: int, end: int) -> int:
    """Where they end: "chair of the board", "minister for primary industries"."""
    match = _RIGHT.match(text, last, end)
    return match.end() if match else last


_RIGHT = re.compile(
    r"(?:'s|’s)?[ \u00a0]+(?:of|for|to|in|at|the|its|their|a)[ \u00a0]+"
    r"(?:[\w’'-]+[ \u00a0]*){1,6}|[ \u00a0]+(?:the|its|their)[ \u00a0]+(?:[\w’'-]+[ \u00a0]*){1,5}"
)
