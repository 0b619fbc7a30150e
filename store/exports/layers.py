"""Layers for annotation tools: a text, labelled regions of it, and links between regions.

Each reviewer has a layer, since these tools keep one person's work in one. Each claim is a region
labelled with its status; source, cue and content are regions of their own, linked to it. These
tools have no place for the rest of a judgement, so that goes beside the layer as an `entry` a
claim, in a place that they keep and give back. `store.imports.annotation_spans` reads both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple

from claims.model import Span
from store.dossier.values import ArticleDossier, Claim, Dossier, DossierJudgement
from store.state.attribution import HeldAttribution

UNDECIDED = "unreviewed"
VOICES = ("Source", "Cue", "Content")
SAYS, CUE_OF, CONTENT_OF = "says", "cue of", "content of"
LINKS = (SAYS, CUE_OF, CONTENT_OF)
ENTRY = (
    *("number", "start", "end", "reviewer", "status", "scale", "attribution_status", "confidence"),
    *("claim_reviewed", "justification", "voices", "reviewed_at", "note", "query", "correction"),
    "evidence",
)
ABOUT = ("document", "headline", "publisher", "url", "date_published", "only")


class Region(NamedTuple):
    """Offsets are code points."""

    id: int
    start: int
    end: int
    label: str


class RegionLink(NamedTuple):
    origin: int
    target: int
    type: str


class Layer(NamedTuple):
    """What one reviewer holds; `reviewer` is empty for claims that nobody judged, and for the
    verdicts that all share."""

    reviewer: str
    regions: tuple[Region, ...]
    links: tuple[RegionLink, ...]
    entries: tuple[dict[str, Any], ...]


def about(dossier: Dossier, article: ArticleDossier) -> dict[str, str]:
    """What is known of the article, under the names in `ABOUT`; what is not known left out."""
    known = article.article
    values = (
        *(known.sha256, known.title, known.publisher, known.url, known.date_published),
        dossier.told,
    )
    return {name: value for name, value in zip(ABOUT, values, strict=True) if value}


def layers(dossier: Dossier, article: ArticleDossier, numbers: count[int]) -> Iterator[Layer]:
    """The layers of an article. `numbers` gives out the ids of regions."""
    for reviewer in [""] if dossier.final else _reviewers(article):
        layer = _Layer({key: one.name for key, one in dossier.voices().items()}, numbers)
        for claim in article.claims():
            layer.add(claim, writers(claim) if dossier.final else [reviewer])
        yield Layer(
            reviewer, tuple(layer.regions.values()), tuple(layer.links), tuple(layer.entries)
        )


def _reviewers(article: ArticleDossier) -> list[str]:
    found = dict.fromkeys(who for claim in article.claims() for who in writers(claim))
    return sorted(found) or [""]


def writers(claim: Claim) -> list[str]:
    """The reviewers who hold something about a claim."""
    return list(
        dict.fromkeys(
            [*(held.reviewer for held in claim.judgements), *(n.reviewer for n in claim.notes)]
        )
    )


class _Layer:
    """Builds a layer: a region is there once, however often it is linked."""

    def __init__(self, names: Mapping[str, str], numbers: count[int]) -> None:
        self.regions: dict[tuple[int, int, str], Region] = {}
        self.links: dict[RegionLink, None] = {}
        self.entries: list[dict[str, Any]] = []
        self._names = names
        self._numbers = numbers

    def add(self, claim: Claim, reviewers: list[str]) -> None:
        held = [one for one in claim.judgements if one.reviewer in reviewers]
        status = next((one.status for one in held if one.status), None)
        region = self._region(claim.start, claim.end, status or UNDECIDED)
        for judgement in held:
            for spoken in judgement.attributions:
                self._voice(region, spoken)
        for reviewer in reviewers or [""]:
            self.entries.append(entry(claim, reviewer, self._names))

    def _region(self, start: int, end: int, label: str) -> Region:
        key = (start, end, label)
        if key not in self.regions:
            self.regions[key] = Region(next(self._numbers), *key)
        return self.regions[key]

    def _voice(self, claim: Region, spoken: HeldAttribution) -> None:
        """Each part is linked to its claim; cue and content also to their source."""
        source, cue, content = (self._part(spoken, label) for label in VOICES)
        if source:
            self.links[RegionLink(source.id, claim.id, SAYS)] = None
        for part, kind in ((cue, CUE_OF), (content, CONTENT_OF)):
            for to in (claim, source) if part else ():
                if part and to:
                    self.links[RegionLink(part.id, to.id, kind)] = None

    def _part(self, spoken: HeldAttribution, label: str) -> Region | None:
        span: Span | None = getattr(spoken, label.lower())
        return self._region(span.start, span.end, label) if span else None


def entry(claim: Claim, reviewer: str, names: Mapping[str, str]) -> dict[str, Any]:
    """What `reviewer` holds about `claim`, under the names in `ENTRY`; nothing empty."""
    held = next((j for j in claim.judgements if j.reviewer == reviewer), DossierJudgement(reviewer))
    notes = {note.kind: note.text for note in claim.notes if note.reviewer == reviewer}
    values = (
        *(claim.number, claim.start, claim.end, reviewer, held.status, held.scale),
        *(held.attribution_status, held.confidence, held.claim_reviewed, held.justification),
        [_spoken(one, names) for one in held.attributions],
        held.reviewed_at,
        *(notes.get(kind) for kind in ("note", "query", "correction")),
        [one.item.title for one in claim.evidence],
    )
    found = dict(zip(ENTRY, values, strict=True))
    return {name: value for name, value in found.items() if value or value == 0}


def _spoken(spoken: HeldAttribution, names: Mapping[str, str]) -> dict[str, Any]:
    voice: dict[str, Any] = {"names": [names.get(one, one) for one in spoken.chain]}
    plain = spoken.plain
    return voice | {part.lower(): plain[part.lower()] for part in VOICES}


def counted(found: dict[str, Any], at: Callable[[int], int]) -> dict[str, Any]:
    """An entry with every offset as `at` counts it."""
    moved = found | {"start": at(found["start"]), "end": at(found["end"])}
    if "voices" in found:
        moved["voices"] = [
            {k: v if k == "names" else v and [at(v[0]), at(v[1])] for k, v in voice.items()}
            for voice in found["voices"]
        ]
    return moved
