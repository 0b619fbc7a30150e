"""The words of an event, those that say what happens reduced to the one thing that happens.

"Began", "opens" and "the launch of" are one happening, and "ended" is its opposite. A happening
that a timeline has is not one of which only the opposite is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.checks.content_words import Term, terms
from claims.model import Span
from claims.reading.english.function_words import word_set

# Each happening in all its forms; the second of a line is the opposite of the first.
_HAPPENINGS: tuple[tuple[str, str], ...] = (
    (
        "begin begins began begun beginning start starts started starting commence commences "
        "commenced open opens opened opening launch launches launched "
        "launching inaugurate inaugurated inauguration outbreak onset",
        "end ends ended ending finish finishes finished conclude concludes concluded close closes "
        "closed closing closure shut shuts stop stops stopped cease ceases ceased halt halts "
        "halted expire expires expired",
    ),
    (
        "arrive arrives arrived arriving arrival",
        "leave leaves left leaving depart departs departed departure",
    ),
    (
        "join joins joined joining accede accedes acceded accession",
        "quit quits quitting withdraw withdraws withdrew withdrawn withdrawal exit exits exited",
    ),
    (
        "introduce introduces introduced introduction impose imposes imposed imposition enact "
        "enacts enacted",
        "abolish abolishes abolished abolition scrap scraps scrapped repeal repeals repealed lift "
        "lifts lifted",
    ),
    (
        "approve approves approved approval adopt adopts adopted adoption ratify ratifies ratified "
        "ratification",
        "reject rejects rejected rejection veto vetoes vetoed",
    ),
    ("win wins won winning victory", "lose loses lost losing defeat"),
    (
        "appoint appoints appointed appointment",
        "dismiss dismisses dismissed dismissal sack sacks sacked fired resign resigns "
        "resigned resignation",
    ),
    ("elect elects elected election", "oust ousts ousted unseat unseats unseated"),
    ("re-elect re-elected re-election reelect reelected reelection", ""),
    (
        "rise rises rose risen rising raise raises raised",
        "fall falls fell fallen falling cut cuts cutting lower lowers lowered",
    ),
    (
        "buy buys bought buying acquire acquires acquired acquisition purchase purchased",
        "sell sells sold selling sale",
    ),
    (
        "found founds founded founding establish establishes established establishment",
        "dissolve dissolves dissolved dissolution disband disbands disbanded",
    ),
    (
        "capture captures captured seize seizes seized arrest arrests arrested detain detained",
        "free frees freed release releases released",
    ),
    (
        "build builds built building construct constructed",
        "demolish demolishes demolished demolition dismantle dismantled",
    ),
    ("marry marries married marriage wedding", "divorce divorces divorced"),
    ("born birth", "die dies died dying death"),
    (
        "sign signs signed signing",
        "cancel cancels cancelled canceled terminate terminates terminated",
    ),
    ("reopen reopens reopened reopening", ""),
    ("publish publishes published publication", ""),
    ("invade invades invaded invasion invading", ""),
    ("declare declares declared declaration proclaim proclaims proclaimed", ""),
)
# Past forms whose stem is not that of the verb.
_BASES = {
    past: base
    for base, pasts in (
        ("run", "ran"), ("strik", "struck stricken"), ("meet", "met"), ("speak", "spoke spoken"),
        ("hold", "held"), ("com", "came"), ("go", "went gone"), ("tak", "took taken"),
        ("sink", "sank sunk"), ("break", "broke broken"), ("fly", "flew flown"),
        ("giv", "gave given"), ("mak", "made"), ("pay", "paid"), ("find", "found"),
        ("send", "sent"), ("spend", "spent"), ("lead", "led"), ("get", "got gotten"),
        ("choos", "chose chosen"), ("catch", "caught"), ("fight", "fought"), ("see", "saw seen"),
        ("visit", "visited visits"), ("shoot", "shot"), ("steal", "stole stolen"),
        ("writ", "wrote written"), ("bring", "brought"), ("keep", "kept"), ("stand", "stood"),
        ("swear", "swore sworn"), ("throw", "threw thrown"), ("draw", "drew drawn"),
        ("grow", "grew grown"), ("shak", "shook shaken"), ("freez", "froze frozen"),
        ("tear", "tore torn"), ("rid", "rode ridden"), ("hid", "hid hidden"), ("sit", "sat"),
        ("driv", "drove driven"), ("burn", "burnt"), ("becom", "became"),
    )
    for past in pasts.split()
}  # fmt: skip
_VERB = re.compile(r"(?:ed|[^suei'’]s|[^aeiou]es)\Z")
_KEY = "~"  # no stem begins so


def _keys() -> tuple[dict[str, str], dict[str, str]]:
    key_of: dict[str, str] = {}
    opposites: dict[str, str] = {}
    for pair in _HAPPENINGS:
        keys = [_KEY + side.split()[0] for side in pair if side]
        for key, side in zip(keys, pair, strict=False):
            key_of |= dict.fromkeys(side.split(), key)
        if len(keys) > 1:
            opposites |= {keys[0]: keys[1], keys[1]: keys[0]}
    return key_of, opposites


_KEY_OF, _OPPOSITES = _keys()
# What ends a state is not what begins it: whose start is told by "since" and "for".
BEGINNINGS = frozenset(
    _KEY_OF[word] for word in word_set("begin join introduce adopt appoint elect found marry")
)
# What does not happen again soon to the same thing.
ONCE = frozenset(
    _KEY_OF[word]
    for word in word_set(
        "begin end introduce abolish appoint elect found dissolve build demolish marry born die "
        "sign publish invade declare adopt join"
    )
)
TAKES_OFFICE_LATER = frozenset({_KEY_OF["elect"], _KEY_OF["appoint"]})
BEGINS, ENDS = _KEY_OF["begin"], _KEY_OF["end"]


def event_terms(text: str, span: Span) -> tuple[Term, ...]:
    """The content words of `span`; what happens has one stem, whatever words tell it."""
    found: list[Term] = []
    held: Term | None = None
    for term in terms(text, span):
        start = term.start
        if held is not None and text[held.start : held.end].lower() == "re":
            joined = held.end + 1 == start and text[held.end] in "-‐‑"
            start = held.start if joined else start
            if joined:
                found.pop()
        word = text[start : term.end].lower().replace("‐", "-").replace("‑", "-")
        key = _KEY_OF.get(word) or _BASES.get(word) or term.stem
        held = term
        found.append(Term(start, term.end, key, term.name))
    return tuple(found)


def is_happening(stem: str) -> bool:
    """Whether a stem of `event_terms` says what happens."""
    return stem.startswith(_KEY)


def opposite(stem: str) -> str:
    """The happening that undoes this one; empty where none is known."""
    return _OPPOSITES.get(stem, "")


def verbs(name: str, words: Sequence[Term]) -> frozenset[str]:
    """The words of an event that look like verbs; they say what happens where nothing else does."""
    later = [term for term in words if not name[term.start].isupper()]
    return frozenset(term.stem for term in later if _VERB.search(name[term.start : term.end]))


def happenings(words: Sequence[Term]) -> frozenset[str]:
    """What happens, of the words of an event."""
    return frozenset(term.stem for term in words if is_happening(term.stem))
