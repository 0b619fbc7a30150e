"""A scale of verification and its statuses, as values.

A judgement stores the digest of the scale that it was made on. A scale that has been used never
changes: a new meaning is a new scale with another digest. The digest covers what a status means
(id, label, meaning and its mappings); its letter, key, tone and short label are only how it is
shown, and whether it wants a second reviewer is how a house works.
"""

import hashlib
import json
from collections.abc import Mapping
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

    `letter` is a capital. `rating` is a schema.org ratingValue from 1 (worst) to 5 (best); None has
    no place on that line. `short` stands for the label where there is no room for it. `second` says
    that one reviewer does not settle it: a second has to come to the same.
    """

    id: str
    label: str
    letter: str
    tone: Tone
    meaning: str
    averitec: Averitec
    rating: int | None
    short: str = ""
    second: bool = False

    @property
    def upholds(self) -> bool:
        """Whether it says that the claim holds: what the two-source rule guards."""
        return self.averitec is Averitec.SUPPORTED


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

    def named(self, words: str) -> Status | None:
        """The status with that id or label, whatever the case; `_` counts as a space."""
        wanted = folded(words)
        return next((s for s in self.statuses if wanted in (folded(s.id), folded(s.label))), None)


def folded(words: str) -> str:
    """`words` as labels are compared: without case, `_` a space, one space at a time."""
    return " ".join(words.replace("_", " ").split()).casefold()


Known = Mapping[str, Scale]
"""Scales by digest: those that are shipped, and those that a desk has added."""


class Shelf(NamedTuple):
    """The scale that a desk judges on and all that it knows, to show a verdict of any of them."""

    used: Scale
    known: Known

    def find(self, status: str | None, scale: str | None) -> Status | None:
        """The status on its own scale; None for no verdict, or one of a scale not known here."""
        held = self.used if scale in (None, self.used.digest) else self.known.get(scale or "")
        return held.get(status) if held else None

    def label(self, status: str | None, scale: str | None) -> str:
        """`false`; of another scale than the one in use `Half True (politifact)`."""
        if status is None:
            return "unreviewed"
        found = self.find(status, scale)
        label = found.label if found else status.replace("_", " ")
        if scale in (None, self.used.digest):
            return label
        held = self.known.get(scale or "")
        return f"{label} ({held.name if held else 'a scale not known here'})"

    def letter(self, status: str | None, scale: str | None) -> tuple[str, Tone]:
        """Its letter and tone: small on another scale, since the legend explains the one in use."""
        if status is None:
            return "·", Tone.TODO
        found = self.find(status, scale)
        if found is None:
            return status[:1].lower(), Tone.MUTED
        if scale in (None, self.used.digest):
            return found.letter, found.tone
        return found.letter.lower(), found.tone
