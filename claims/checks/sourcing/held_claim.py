"""A claim as a reviewer holds it: its chains of sources, its notes and its evidence."""

from __future__ import annotations

from typing import NamedTuple

from claims.model import EvidenceKind, Provenance, SourceClass, Span, Stance


class ChainedSource(NamedTuple):
    """A source in a chain. `id` is its id in the registry, or its words where it has none."""

    id: str
    name: str
    source_class: SourceClass | None = None
    organisation: str | None = None
    protected: bool = False


class Weighed(NamedTuple):
    """A piece of evidence as the reviewer weighs it.

    Pieces with the same `group` depend on each other; without a group a piece stands for its
    source, and without a source for itself. `text` is the attached document's whole text.
    """

    stance: Stance | None = None
    provenance: Provenance | None = None
    group: str = ""
    source_id: str | None = None
    source_class: SourceClass | None = None
    kind: EvidenceKind = EvidenceKind.DOCUMENT
    text: str = ""
    document: str = ""


class HeldClaim(NamedTuple):
    """A claim with all that the checks ask of it.

    `chains` run from the outermost voice inwards, one for each joint speaker; `suggested` says that
    no reviewer has accepted them yet. `cues` are the words that report.
    """

    span: Span
    verified: bool = False
    chains: tuple[tuple[ChainedSource, ...], ...] = ()
    suggested: bool = False
    cues: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    evidence: tuple[Weighed, ...] = ()
