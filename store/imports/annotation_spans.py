"""Marks made from what annotation tools hold: labelled pieces of a text, and links between them.

A piece whose label is Source, Cue or Content is part of an attribution and belongs to the claims
that it is linked to, directly or by way of its source; a link has no direction here, since every
project draws its own. Any other piece is a claim. A Content that is linked to no claim is one
itself. A label that is a status of ours is the verdict; any other goes into the note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from claims.scales import SCALES
from claims.scales.model import folded
from store.errors import BadInput
from store.imports import Mark, MarkedVoice, Pair

SOURCE, CUE, CONTENT = "source", "cue", "content"
PARTS = (SOURCE, CUE, CONTENT)
_NO_VERDICT = {"", "unreviewed", "claim"}


class MarkedPiece(NamedTuple):
    """A labelled span, in code points. `status` and `note` are what was said besides the label."""

    id: str
    start: int
    end: int
    label: str
    line: int = 0
    status: str = ""
    note: str = ""

    @property
    def pair(self) -> Pair:
        return self.start, self.end

    @property
    def part(self) -> str:
        """`source`, `cue` or `content`; empty for a claim."""
        name = self.label.strip().lower()
        return name if name in PARTS else ""


class Links:
    """Which pieces go together."""

    def __init__(self, pieces: Iterable[MarkedPiece], links: Iterable[tuple[str, str]]) -> None:
        self._known = {piece.id: piece for piece in pieces}
        self._near: dict[str, dict[str, None]] = {one: {} for one in self._known}
        for one, other in links:
            self._near[one][other] = None
            self._near[other][one] = None

    def near(self, pieces: Iterable[MarkedPiece], part: str) -> list[MarkedPiece]:
        found = dict.fromkeys(other for piece in pieces for other in self._near[piece.id])
        return [self._known[one] for one in found if self._known[one].part == part]

    def free(self, pieces: Iterable[MarkedPiece]) -> list[MarkedPiece]:
        """The pieces that no claim is linked to."""
        return [p for p in pieces if all(self._known[one].part for one in self._near[p.id])]


class Found(NamedTuple):
    """The attributions of a claim, and the pieces that they are made of."""

    voices: tuple[MarkedVoice, ...]
    pieces: tuple[MarkedPiece, ...]


def marks(
    text: str,
    pieces: Sequence[MarkedPiece],
    links: Iterable[tuple[str, str]],
    where: Callable[[MarkedPiece], str],
    held: Mapping[Pair, Sequence[Mark]] | None = None,
    reviewer: str = "",
) -> tuple[Mark, ...]:
    """The claims among `pieces`; `held` is what the file has besides, by span, and `where` says
    in words where a piece stands in it.

    Raises: `BadInput` for a span with two verdicts.
    """
    tied = Links(pieces, links)
    claims: dict[Pair, list[MarkedPiece]] = {}
    for piece in pieces:
        if not piece.part:
            claims.setdefault(piece.pair, []).append(piece)
    used: set[str] = set()
    made: list[Mark] = []
    for same in claims.values():
        found = _voices(text, same, tied)
        used |= {piece.id for piece in found.pieces}
        mark = _mark(same, found, where, reviewer)
        made += _with_held(mark, same[0].label, found, (held or {}).get(mark[:2], ()))
    made += _unclaimed(text, [piece for piece in pieces if piece.part], tied, used, reviewer)
    return tuple(sorted(made, key=lambda mark: mark[:2]))


def _voices(text: str, claim: Sequence[MarkedPiece], tied: Links) -> Found:
    """Who says `claim`: the sources linked to it, or else to its cue or content.

    A source that speaks in several claims has of its cues and contents those of this one; what is
    linked to another claim belongs there.
    """
    cues, contents = tied.near(claim, CUE), tied.near(claim, CONTENT)
    sources = tied.near(claim, SOURCE) or tied.free(tied.near([*cues, *contents], SOURCE))
    voices, used = [], [*cues, *contents]
    for source in sources:
        cue, content = _own(source, cues, CUE, tied), _own(source, contents, CONTENT, tied)
        names = (" ".join(text[source.start : source.end].split()),)
        voices.append(MarkedVoice(names, source.pair, hull(cue), hull(content)))
        used += [source, *cue, *content]
    if used and not sources:
        voices.append(MarkedVoice((), None, hull(cues), hull(contents)))
    return Found(tuple(voices), tuple(dict.fromkeys(used)))


def _own(
    source: MarkedPiece, claims: Sequence[MarkedPiece], part: str, tied: Links
) -> Sequence[MarkedPiece]:
    """The cues, or contents, of `source` for a claim that has `claims` of them."""
    near = tied.near([source], part)
    return [piece for piece in near if piece in claims] or claims or tied.free(near)


def _unclaimed(
    text: str, parts: Sequence[MarkedPiece], tied: Links, used: set[str], reviewer: str
) -> Iterable[Mark]:
    """Marks of parts that belong to no claim: a content with its voices, any other as a note."""
    left = [piece for piece in parts if piece.id not in used]
    gone: set[str] = set()
    for content in [piece for piece in left if piece.part == CONTENT]:
        found = _voices(text, [content], tied)
        if not found.voices:
            continue
        gone |= {content.id, *(piece.id for piece in found.pieces)}
        voices = tuple(voice._replace(content=content.pair) for voice in found.voices)
        note = _lines([content.note, *(p.note for p in found.pieces if p.id != content.id)])
        yield Mark(
            *content.pair,
            content.line,
            status=content.status,
            voices=voices,
            note=note,
            reviewer=reviewer,
        )
    for piece in left:
        if piece.id not in gone:
            note = _lines([f"label: {piece.label}", piece.note])
            yield Mark(*piece.pair, piece.line, status=piece.status, note=note, reviewer=reviewer)


def _mark(
    same: Sequence[MarkedPiece], found: Found, where: Callable[[MarkedPiece], str], reviewer: str
) -> Mark:
    """One claim of all pieces with one span."""
    first, statuses, told = same[0], set[str](), list[str]()
    for piece in same:
        status = status_of(piece.label)
        statuses |= {status, piece.status} - {""}
        if not status and folded(piece.label) not in _NO_VERDICT:
            told.append(f"label: {piece.label}")
        told.append(piece.note)
    if len(statuses) > 1:
        both = " and ".join(sorted(statuses))
        raise BadInput(
            f"{where(same[-1])}: the span {first.start}-{first.end} has two verdicts, {both}"
        )
    told += [piece.note for piece in found.pieces]
    return Mark(
        *first.pair,
        first.line,
        status="".join(statuses),
        voices=found.voices,
        note=_lines(told),
        reviewer=reviewer,
    )


def _with_held(mark: Mark, label: str, found: Found, held: Sequence[Mark]) -> list[Mark]:
    """What is held of a span; where the tool has another label or other voices by now, those."""
    if not held:
        return [mark]
    kept = [one._replace(line=mark.line) for one in held]
    if folded(label) in _NO_VERDICT:
        same = not any(one.status for one in held) and not mark.status
    else:
        same = any(folded(one.status) in (folded(label), folded(mark.status)) for one in held)
    if not same:
        kept[0] = kept[0]._replace(status=mark.status, note=_lines([kept[0].note, mark.note]))
    spoken = {
        (part, pair)
        for one in held
        for voice in one.voices
        for part, pair in zip(PARTS, voice[1:], strict=True)
        if pair
    }
    if spoken != {(piece.part, piece.pair) for piece in found.pieces}:
        kept[0] = kept[0]._replace(voices=mark.voices)
    return kept


def status_of(label: str) -> str:
    """The id of the shipped status with that id or label; empty where there is none."""
    found = (scale.named(label) for scale in SCALES.values())
    return next((status.id for status in found if status), "")


def _lines(told: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(one for one in told if one))


def hull(pieces: Sequence[MarkedPiece]) -> Pair | None:
    """The span from the first to the last piece; None for no pieces."""
    if not pieces:
        return None
    return min(piece.start for piece in pieces), max(piece.end for piece in pieces)
