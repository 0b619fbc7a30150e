"""The forms of a verb, from its base: "say" gives "says", "said", "saying".

Spelling rules and a short table of exceptions, for the verbs of the lexicon alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from claims.reading.english.function_words import word_set


class VerbForm(StrEnum):
    """The form of a verb, as far as its spelling tells."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    GERUND = "gerund"


_PAST: dict[str, str] = {
    "say": "said",
    "tell": "told",
    "write": "wrote written",
    "find": "found",
    "show": "showed shown",
    "think": "thought",
    "know": "knew known",
    "swear": "swore sworn",
    "foretell": "foretold",
    "foresee": "foresaw foreseen",
    "see": "saw seen",
    "read": "read",
    "feel": "felt",
    "hear": "heard",
    "mean": "meant",
    "seek": "sought",
    "speak": "spoke spoken",
    "forecast": "forecast",
    "teach": "taught",
    "understand": "understood",
    "forget": "forgot forgotten",
    "forgive": "forgave forgiven",
    "forbid": "forbade forbidden",
    "begin": "began begun",
    "go": "went gone",
    "sing": "sang sung",
    "beseech": "besought",
    "choose": "chose chosen",
    "fight": "fought",
    "stand": "stood",
    "withstand": "withstood",
    "lay": "laid",
    "put": "put",
    "set": "set",
    "take": "took taken",
    "give": "gave given",
    "bring": "brought",
    "draw": "drew drawn",
    "withdraw": "withdrew withdrawn",
    "hold": "held",
    "uphold": "upheld",
    "let": "let",
    "shoot": "shot",
    "hit": "hit",
    "bet": "bet",
    "overthrow": "overthrew overthrown",
    "throw": "threw thrown",
    "pay": "paid",
    "make": "made",
    "lead": "led",
    "keep": "kept",
    "come": "came",
    "bemoan": "bemoaned",
    "misunderstand": "misunderstood",
    "mislead": "misled",
    "spell": "spelled spelt",
    "dream": "dreamed dreamt",
    "shrink": "shrank shrunk",
    "strike": "struck",
    "cast": "cast",
    "get": "got gotten",
}
_GERUNDS = {"put": "putting", "set": "setting", "let": "letting", "hit": "hitting"} | {
    "bet": "betting",
    "get": "getting",
    "begin": "beginning",
    "forget": "forgetting",
    "forbid": "forbidding",
}
_DOUBLED = word_set(
    "admit quip rebut beg blog submit pan slam brag plan commit dub prefer tip rap snub shun rip "
    "permit bar ban opt acquit blab jab plot concur deter abhor regret flag pin rig chat stop"
)


def _past_and_gerund(lemma: str) -> tuple[tuple[str, ...], str]:
    past, gerund = _regular(lemma)
    irregular = _PAST.get(lemma)
    return tuple(irregular.split()) if irregular else past, _GERUNDS.get(lemma, gerund)


def _regular(lemma: str) -> tuple[tuple[str, ...], str]:
    if lemma in _DOUBLED:
        return (lemma + lemma[-1] + "ed",), lemma + lemma[-1] + "ing"
    if lemma.endswith("ie"):
        return (lemma + "d",), lemma[:-2] + "ying"
    if lemma.endswith("ee"):
        return (lemma + "d",), lemma + "ing"
    if lemma.endswith("e"):
        return (lemma + "d",), lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return (lemma[:-1] + "ied",), lemma + "ing"
    return (lemma + "ed",), lemma + "ing"


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _spellings(lemma: str) -> Iterator[str]:
    """The British spelling as listed, and the American one."""
    yield lemma
    if lemma.endswith("ise") and lemma not in _ALWAYS_ISE:
        yield lemma[:-2] + "ze"
    if lemma.endswith("our") and lemma not in ("pour", "tour"):
        yield lemma[:-3] + "or"


_ALWAYS_ISE = word_set(
    "promise praise advise surmise revise raise chastise despise advertise exercise"
)


def forms(lemma: str) -> Iterator[tuple[str, VerbForm]]:
    """Every form of a verb, in both spellings."""
    for spelling in _spellings(lemma):
        past, gerund = _past_and_gerund(spelling)
        yield spelling, VerbForm.BASE
        yield _third(spelling), VerbForm.THIRD
        yield gerund, VerbForm.GERUND
        for word in past:
            yield word, VerbForm.PAST
