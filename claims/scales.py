"""Scales of verification, as data.

A judgement stores the digest of the scale that it was made on. A scale that has been used never
changes: a new meaning is a new scale with another digest. The digest covers what a status means
(id, label, meaning and its mappings); its letter, key and tone are only how it is shown.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class Averitec(StrEnum):
    """The four labels of AVeriTeC (Schlichtkrull et al. 2023)."""

    SUPPORTED = "Supported"
    REFUTED = "Refuted"
    NOT_ENOUGH_EVIDENCE = "Not Enough Evidence"
    CONFLICTING = "Conflicting Evidence/Cherrypicking"


class Tone(StrEnum):
    """How good the news is; a widget turns it into a colour, next to the letter."""

    TODO = "todo"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    MUTED = "muted"


class Status(NamedTuple):
    """One verdict of a scale.

    `rating` is a schema.org ratingValue from 1 (worst) to 5 (best); None has no place on that line.
    """

    id: str
    label: str
    letter: str
    tone: Tone
    meaning: str
    averitec: Averitec
    rating: int | None
    short: str = ""


@dataclass(frozen=True)
class Scale:
    """An ordered set of statuses; the n-th is set by the digit n."""

    name: str
    statuses: tuple[Status, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hex, of what the statuses mean, as canonical JSON."""
        content = {
            "name": self.name,
            "statuses": [
                [s.id, s.label, s.meaning, s.averitec.value, s.rating] for s in self.statuses
            ],
        }
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def get(self, status: str | None) -> Status | None:
        return next((s for s in self.statuses if s.id == status), None)


NEWSROOM = Scale(
    "newsroom",
    (
        Status(
            "verified",
            "verified",
            "V",
            Tone.GOOD,
            "The evidence bears it out.",
            Averitec.SUPPORTED,
            5,
            "ver",
        ),
        Status(
            "missing_context",
            "missing context",
            "C",
            Tone.WARN,
            "True as far as it goes, but what is left out changes what a reader takes from it.",
            Averitec.CONFLICTING,
            3,
            "ctx",
        ),
        Status(
            "misleading",
            "misleading",
            "M",
            Tone.WARN,
            "True parts are put so that they tell something untrue.",
            Averitec.CONFLICTING,
            2,
            "misl",
        ),
        Status(
            "false",
            "false",
            "F",
            Tone.BAD,
            "The evidence contradicts it.",
            Averitec.REFUTED,
            1,
            "false",
        ),
        Status(
            "disputed",
            "disputed",
            "D",
            Tone.WARN,
            "Sources of standing contradict one another.",
            Averitec.CONFLICTING,
            None,
            "disp",
        ),
        Status(
            "unverified",
            "unverified",
            "U",
            Tone.WARN,
            "There is not enough evidence to tell.",
            Averitec.NOT_ENOUGH_EVIDENCE,
            None,
            "unver",
        ),
        Status(
            "not_checkable",
            "not checkable",
            "N",
            Tone.MUTED,
            "An opinion, a wish or a forecast: there is nothing to check.",
            Averitec.NOT_ENOUGH_EVIDENCE,
            None,
            "n/c",
        ),
    ),
)

SCALES: dict[str, Scale] = {NEWSROOM.name: NEWSROOM}
BY_DIGEST: dict[str, Scale] = {scale.digest: scale for scale in SCALES.values()}


def upholds(status: str | None, scale: str | None) -> bool:
    """Whether a verdict says that the claim holds: what the two-source rule guards."""
    known = BY_DIGEST.get(scale or "", NEWSROOM).get(status)
    return known is not None and known.averitec is Averitec.SUPPORTED


# Admiralty grades of a piece of information, NATO AJP-2.1: 1 confirmed by other sources, 2 probably
# true, 3 possibly true, 4 doubtful, 5 improbable, 6 truth cannot be judged. Judged apart from the
# reliability of the source, A to F.
CREDIBILITY = frozenset("123456")
