"""Refusals of suggested voices, and the suggestions that they leave.

Who refuses "he" as Karl Weiss teaches more than one claim: until Weiss is named again, what is his
only by inference is nobody's, or is that of the voice that the reviewer has named instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from claims.model import Mention, Span, Suggestion


class Refusal(NamedTuple):
    """A reviewer's word that `voice`, by its name, does not say the claim at `claim`.

    `instead` is whom the reviewer has named for it.
    """

    claim: Span
    voice: str
    instead: Mention | None = None


class Suggested(NamedTuple):
    """A claim's place in its text, and what is suggested for it."""

    claim: Span
    leads: tuple[Suggestion, ...]


def taught(
    suggested: Iterable[Suggested], refusals: Sequence[Refusal]
) -> Iterator[tuple[Suggestion, ...]]:
    """What is still suggested for each claim; the claims come in the order of the text."""
    learned: dict[str, Refusal] = {}
    for claim, leads in suggested:
        here = {key(one.voice): one for one in refusals if one.claim.overlap(claim)}
        kept = [lead for lead in leads if key(lead.chain[-1].text) not in here]
        for lead in kept:
            if not lead.chain[-1].inferred:
                learned.pop(key(lead.chain[-1].text), None)
        yield tuple(found for lead in kept if (found := _learned(lead, learned)) is not None)
        learned |= here


def _learned(lead: Suggestion, learned: dict[str, Refusal]) -> Suggestion | None:
    """The suggestion as it stands after what was refused before it."""
    speaker = lead.chain[-1]
    refused = learned.get(key(speaker.text)) if speaker.inferred else None
    if refused is None:
        return lead
    if refused.instead is None:
        return None
    return lead._replace(chain=(*lead.chain[:-1], refused.instead._replace(inferred=True)))


def key(voice: str) -> str:
    """The name of a voice for comparing."""
    return voice.casefold()
