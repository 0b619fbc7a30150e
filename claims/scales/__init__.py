"""Scales of verification: the shipped ones, and what a status says whatever its scale."""

from __future__ import annotations

from claims.scales.model import Averitec, Known, Scale, Shelf, Status, Tone
from claims.scales.shipped import AAP, AVERITEC, FEVER, NEWSROOM, POLITIFACT

__all__ = [
    "AAP",
    "AVERITEC",
    "BY_DIGEST",
    "CREDIBILITY",
    "FEVER",
    "NEWSROOM",
    "POLITIFACT",
    "SCALES",
    "Averitec",
    "Known",
    "Scale",
    "Shelf",
    "Status",
    "Tone",
    "upholds",
]

SCALES: dict[str, Scale] = {
    scale.name: scale for scale in (NEWSROOM, AVERITEC, POLITIFACT, AAP, FEVER)
}
BY_DIGEST: Known = {scale.digest: scale for scale in SCALES.values()}


def upholds(status: str | None, scale: str | None, known: Known = BY_DIGEST) -> bool:
    """Whether a verdict says that the claim holds: what the two-source rule guards."""
    found = known.get(scale or "", NEWSROOM).get(status)
    return found is not None and found.upholds


# Admiralty grades of a piece of information, NATO AJP-2.1: 1 confirmed by other sources, 2 probably
# true, 3 possibly true, 4 doubtful, 5 improbable, 6 truth cannot be judged. Judged apart from the
# reliability of the source, A to F.
CREDIBILITY = frozenset("123456")
