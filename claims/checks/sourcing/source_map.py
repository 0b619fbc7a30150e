"""How many claims of an article rest on each source and on each class of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from claims.checks.sourcing.held_claim import ChainedSource, HeldClaim
from claims.model import SourceClass


class Counted(NamedTuple):
    """How many claims rest on a source or a class, and their share of all that have a source."""

    key: str
    name: str
    claims: int
    share: float


class SourceMap(NamedTuple):
    """What an article rests on, the most used first; `claims` is how many have a source."""

    claims: int
    sources: tuple[Counted, ...]
    classes: tuple[Counted, ...]


def speaks_for(voice: ChainedSource) -> str:
    return voice.organisation or voice.id


def source_map(held: Sequence[HeldClaim]) -> SourceMap:
    """Whose word the article rests on: of each chain the outermost voice, or what it speaks for."""
    sources: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    names: dict[str, str] = {}
    attributed = [one for one in held if any(one.chains)]
    for one in attributed:
        voices = [chain[0] for chain in one.chains if chain]
        for voice in voices:
            plain = voice.organisation is None or voice.organisation == voice.id
            if plain or speaks_for(voice) not in names:
                names[speaks_for(voice)] = voice.name
        sources.update({speaks_for(voice) for voice in voices})
        classes.update({voice.source_class.value for voice in voices if voice.source_class})
    labels = {kind.value: kind.value.replace("_", " ") for kind in SourceClass}
    count = len(attributed)
    return SourceMap(count, _counted(sources, names, count), _counted(classes, labels, count))


def _counted(counts: Counter[str], names: dict[str, str], total: int) -> tuple[Counted, ...]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], names[item[0]], item[0]))
    return tuple(Counted(key, names[key], n, n / total) for key, n in ranked)
